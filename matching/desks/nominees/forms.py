"""The employer's answer, and how it goes, as forms: a reason is asked only for a no."""

from datetime import date
from typing import Any, cast

from config.reference.models import CodedTerm
from config.reference.vocabulary import terms
from config.screens.forms import ChoiceField, DayField, Form, MomentField, TextField, WordsField
from matching.nominations.answering import AFTER_MEETING, FIRST_IN_LINE, INTERVIEW, LATER, MORE_TIME, NO, OFFER, Answer
from matching.nominations.models import Nomination
from matching.outcomes.models import OutcomeMilestone
from matching.outcomes.questions import choices_of, question_of

LABELS = {
    INTERVIEW: "Invite to interview",
    OFFER: "Offer a place",
    MORE_TIME: "I need one more week",
    NO: "Not this time",
}
NOTE = "note_"
TOLD = "told_before"
ASKED = {
    "e_not_this_role": "What would help them next time?",
    "e_requirement": "Which requirement is it?",
    "e_checks": "Which check could not be completed?",
    "e_adjustment": "What could not be done?",
    "e_other": "What is it, in a sentence?",
}
TIP = ("e_chose_other", "A tip for next time, if you have one")


class AnswerForm(Form):
    """Only what the nomination's state and kind allow. `who` is the name, as far as it is agreed."""

    answer = ChoiceField("What is your answer?", missing="Choose an answer")
    at = MomentField(
        "Day and time, if you know it",
        wrong="Type a day and a time, such as 3 12 2026 and 10.30am",
        hint="Leave it open, and we call you with two times that suit.",
    )
    place = TextField("Where", most=300)
    bring = TextField("What to bring", most=300, hint="Such as a CV, or nothing at all.")
    reason = ChoiceField("Why not this time?", hint="They hear a kind sentence, never your exact words.")
    until = DayField("From which day could it work?", wrong="Type a day that exists, such as 12 1 2027")

    def __init__(
        self, *args: Any, nomination: Nomination, choices: tuple[str, ...], who: str, day: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        labels = LABELS | {FIRST_IN_LINE: f"Keep {who} first in line"}
        if nomination.state == "interview":
            labels[INTERVIEW] = "Set the time to meet" if not nomination.interviews.exists() else "Set another time"
            self.fields["at"].label, self.fields["at"].help_text = "Day and time", ""
        answer, reason = (cast(ChoiceField, self.fields[name]) for name in ("answer", "reason"))
        answer.choices = [(code, labels[code]) for code in choices]
        answer.reveals = {INTERVIEW: "at place bring", NO: "reason"}
        rows = self._reasons(nomination, day)
        reason.choices = [(row.code, row.label) for row in rows]
        reason.reveals = {LATER: "until"} | {row.code: f"{NOTE}{row.code}" for row in rows if self._ask_note(row)}
        if INTERVIEW not in choices:
            for name in ("at", "place", "bring"):
                del self.fields[name]

    def _reasons(self, nomination: Nomination, day: date) -> list[CodedTerm]:
        rows = terms("reasons", council=nomination.council, on=day).values()
        met = nomination.state == "interview"
        return [row for row in rows if row.code.startswith("e_") and (met or row.code not in AFTER_MEETING)]

    def _ask_note(self, row: CodedTerm) -> bool:
        label = ASKED.get(row.code) or (TIP[1] if row.code == TIP[0] else "")
        if label:
            self.fields[f"{NOTE}{row.code}"] = TextField(label, most=300)
        return bool(label)

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if given.get("answer") != NO:
            if given.get("at") and not given.get("place"):
                self.add_error("place", "Say where you will meet, such as the address or “online”")
            return given
        reason = given.get("reason")
        if not reason and "reason" not in self.errors:
            self.add_error("reason", "Choose the reason that fits best")
        if reason == LATER and not given.get("until") and "until" not in self.errors:
            self.add_error("until", "Type the day from which it could work, such as 12 1 2027")
        if reason in ASKED and not given.get(f"{NOTE}{reason}"):
            self.add_error(f"{NOTE}{reason}", f"{ASKED[reason].rstrip('?')}: type a few words")
        return given

    def said(self) -> Answer:
        """The answer alone: what belongs to another choice was typed for nothing and is left out."""
        given = self.cleaned_data
        choice, reason = given["answer"], given.get("reason", "")
        if choice == NO:
            note = given.get(f"{NOTE}{reason}", "")
            return Answer(choice, reason=reason, note=note, until=given.get("until"))
        if choice == INTERVIEW:
            return Answer(choice, at=given["at"], place=given["place"], bring=given["bring"])
        return Answer(choice)


class OutcomeForm(Form):
    """How it goes, in one choice; or that we were told another way, which ends the asking."""

    said = ChoiceField("", missing="Choose how it is going")
    note = WordsField("Anything the council should know (optional)", most=300)

    def __init__(self, *args: Any, milestone: OutcomeMilestone, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["said"].label = question_of(milestone)
        self.choose("said", [*choices_of(milestone), (TOLD, "I have told the adviser already")])
