"""What is asked at each step of a nomination. Choices of coded lists come from the council's own wording of the day."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from config.accounts.models import Council
from config.reference.vocabulary import terms
from config.screens.forms import (
    YES_NO,
    ChoiceField,
    DayField,
    DecimalField,
    Form,
    MomentField,
    SelectField,
    SeveralField,
    TextField,
    WordsField,
)
from matching.nominations.disclosure import FIELDS, NEED
from matching.nominations.models import AgreementToShare
from matching.outcomes.models import OutcomeMilestone
from matching.outcomes.questions import choices_of
from matching.placements.models import EetPlacement

WHEN_WRONG = "Type a day and a time, such as 3 12 2026 and 10.30am"
MISSING_REASON = "Choose the reason; it helps the next list"


class StepForm(Form):
    """A form whose coded choices depend on the council and the day."""

    def __init__(self, *args: Any, council: Council, day: date, prefixes: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.council, self.day = council, day
        if "reason" in self.fields:
            self.choose("reason", self.reasons(prefixes.split()))

    def reasons(self, prefixes: list[str]) -> list[tuple[str, str]]:
        """Those of the side that speaks; one that waits for a day is no end, so it is put off instead."""
        rows = terms("reasons", council=self.council, on=self.day).values()
        own = [row for row in rows if row.code.startswith(tuple(prefixes)) and row.attributes["pause_ends"] != "date"]
        self.asked = {row.code: row.attributes["asks"] for row in own if row.attributes["note"] == "required"}
        return [(row.code, row.label) for row in own]


class ShowForm(Form):
    said = ChoiceField(
        "What has been said?",
        [("yes", "They want it"), ("ask", "Not asked yet: show it and ask")],
        missing="Choose whether they have said yes",
    )


class AgreementForm(StepForm):
    disclosed = SeveralField("What may be told as well?")
    agreed_by = TextField("Who agreed?", most=100, missing="Say who agreed")
    how = ChoiceField("How did they agree?", AgreementToShare.How.choices, missing="Say how they agreed")
    agreed_at = MomentField("When did they agree?", missing="Say when they agreed", wrong=WHEN_WRONG)
    capacity = ChoiceField(
        "Any doubt that they understood?",
        [("no_doubt", "No doubt"), ("some_doubt", "Some doubt")],
        missing="Say whether there is any doubt that they understood",
        reveals={"some_doubt": "capacity_asked_of"},
    )
    capacity_asked_of = TextField("Whom will you ask?")

    def __init__(self, *args: Any, needs: Iterable[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        helps = terms("support_needs")
        own = [(code, label) for code, (label, _) in FIELDS.items() if code != "name"]
        own += [(NEED + code, f"What helps: {helps[code].label}") for code in needs if code in helps]
        self.may_be_told = [("name", FIELDS["name"][0]), *own]
        self.choose("disclosed", self.may_be_told)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("capacity") == "some_doubt" and not said.get("capacity_asked_of"):
            self.add_error("capacity_asked_of", "You chose some doubt: name who you will ask")
        return said


class ReasonForm(StepForm):
    reason = ChoiceField("Why?", missing=MISSING_REASON)
    note = WordsField("More about it", hint="Some reasons need a sentence; others may have one.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        hints = {code: f"Say below: {asks or 'a sentence'}" for code, asks in self.asked.items()}
        reason = self.fields["reason"]
        assert isinstance(reason, ChoiceField)
        reason.hints = hints

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("reason") in self.asked and not said.get("note"):
            self.add_error("note", f"Say more: {self.asked[said['reason']] or 'a sentence'}")
        return said


class UntilForm(StepForm):
    until = DayField("Until when?", missing="Choose a day after today to come back to this")


class InterviewForm(StepForm):
    at = MomentField("When?", missing="Say when they meet", wrong=WHEN_WRONG)
    place = TextField("Where?", most=300, missing="Say where they meet")
    bring = TextField("What to bring", most=300)
    adjustments = TextField("What makes it easier", most=300, hint="Only what the young person agreed to share.")


class AttendedForm(StepForm):
    attended = ChoiceField("Did they meet?", YES_NO, missing="Say whether they met", inline=True)


class AcceptForm(StepForm):
    others = ChoiceField(
        "What about their other offers?",
        [("keep", "Keep them open for now"), ("let_go", "Let them go, with thanks")],
        missing="Choose to keep the others, or to let them go",
    )


class StartForm(StepForm):
    started_on = DayField("When did it start?", missing="Say when it started")
    hours_per_week = DecimalField("Hours a week", suffix="hours", places=1, wrong="Type the hours a week, such as 30")
    planned_end_on = DayField(
        "When is the last day, if it is known?", hint="We ask how it went then.", wrong="Type a day that exists"
    )


class AnswerForm(StepForm):
    said = ChoiceField("What did they say?", missing="Choose how it goes")
    answered_for = ChoiceField(
        "Who says so?", OutcomeMilestone.AnsweredFor.choices, missing="Choose whose answer this is"
    )
    note = WordsField("In their words")

    def __init__(self, *args: Any, milestone: OutcomeMilestone, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose("said", choices_of(milestone))


class EndForm(StepForm):
    ended_on = DayField("When did it end?", missing="Say when it ended")
    ended_by = ChoiceField("Who ended it?", EetPlacement.EndedBy.choices, missing="Say who ended it")
    reason = ChoiceField("How did it end?", missing="Choose how it ended")
    note = WordsField("More about it")
    what_next = TextField("What is next for them?", most=300)
    next_activity = SelectField("What do they do from that day?", nothing="Not known yet")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        endings = terms("endings", council=self.council, on=self.day).values()
        self.choose("reason", [(row.code, row.label) for row in endings])
        activities = terms("activity", council=self.council, on=self.day).values()
        known = [(row.code, f"{row.code}: {row.label}") for row in activities if row.code != "0"]
        self.choose("next_activity", [("", "Not known yet"), *known])
