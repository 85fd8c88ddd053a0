"""The form of the panel room: a decision, a main reason, and the fields that this decision needs (P2, P3)."""

from datetime import date, timedelta
from typing import Any

from django.forms import BoundField

from config.screens.forms import ChoiceField, DayField, Form, SelectField, TextField, WordsField
from matching.panel.forms import CHOOSE, offer
from matching.panel.models import PanelDecision
from matching.panel.room_choices import RoomChoices

DUE_IN_DAYS = 14
MISSING = {
    "forward": "Choose what to put them forward for",
    "kind": "Choose what kind of step",
    "wish_served": "Choose the wish that this step serves",
    "referral_target": "Choose where to",
    "enabler": "Choose what would remove the block",
    "question": "Type the question",
    "fact": "Type which fact is missing",
    "owner": "Choose who does it",
    "due_on": "Type the day it is due",
    "review_on": "Type the day to come back",
    "issue": "Choose with whom, and about what",
    "start_on": "Type the day they started",
    "activity": "Choose what they do",
}
ONE_REASON = "Choose one main reason: a letter, or one from the list, not both"
NO_REASON = "Choose a main reason, or waive it by name"


class RoomForm(Form):
    """Fields that the chosen decision does not need are left unread."""

    decision = ChoiceField("1. Decision", missing="Choose a decision")
    theme = ChoiceField("2. Main reason not in EET")
    other_theme = SelectField("Another main reason")
    theme_note = TextField("A note on the reason", most=300)
    waived_because = TextField("No main reason, because", most=300)
    person_view = ChoiceField("What the young person thinks", PanelDecision.PersonView.choices, inline=True)
    system_issue = SelectField("A system issue as well", nothing="None")
    why = WordsField("Why", rows=2)
    forward = SelectField("For")
    kind = SelectField("What kind of step")
    wish_served = SelectField("For the wish")
    referral_target = SelectField("Where to")
    enabler = SelectField("What")
    issue = SelectField("With whom")
    question = TextField("Question", most=300)
    fact = TextField("Which fact", most=300)
    owner = SelectField("Who does it")
    due_on = DayField("Due")
    review_on = DayField("Come back on")
    start_on = DayField("Started on")
    activity = SelectField("Doing")

    def __init__(self, *args: Any, choices: RoomChoices, day: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choices, self.day = choices, day
        self.needs = {choice.code: choice.needs for choice in choices.decisions}
        offer(self, "decision", [(choice.code, choice.words) for choice in choices.decisions])
        offer(self, "theme", [(row.code, row.attributes["short"] or row.label) for row in choices.themes])
        groups: list[Any] = [CHOOSE, *choices.other_themes]
        offer(self, "other_theme", groups)
        offer(self, "system_issue", [("", "None"), *choices.system_issues])
        for name, found in (
            ("forward", choices.forward), ("kind", choices.kinds), ("wish_served", choices.wishes),
            ("referral_target", choices.referral_targets), ("enabler", choices.enablers),
            ("issue", choices.outside_issues), ("owner", choices.owners), ("activity", choices.activities),
        ):  # fmt: skip
            offer(self, name, [CHOOSE, *found])
        for name in ("due_on", "review_on", "start_on"):
            self.fields[name].error_messages["invalid"] = "Type a day that exists, such as 27 3 2027"

    @staticmethod
    def ready(choices: RoomChoices, day: date) -> dict[str, Any]:
        """What is filled in beforehand: never a decision or a reason, but who does it, by when and for what."""
        first = {
            "forward": choices.forward,
            "owner": choices.owners,
            "wish_served": choices.wishes,
        }
        filled: dict[str, Any] = {name: found[0][0] for name, found in first.items() if found}
        filled |= {"due_on": day + timedelta(DUE_IN_DAYS), "person_view": "not_asked"}
        return filled | {"waived_because": choices.no_reason}

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        needed = self.needs.get(said.get("decision", ""), ())
        for name in self.fields.keys() - {"decision"}:
            if name in MISSING and name not in needed:
                self.errors.pop(name, None)
                said.pop(name, None)
        for name in needed:
            if name not in self.errors and not said.get(name):
                self.add_error(name, MISSING[name])
        said["issue_owner"] = self.choices.issue_owners.get(said.get("issue", ""), "")
        self._clean_reason(said)
        self._clean_days(said, needed)
        return said

    def _clean_reason(self, said: dict[str, Any]) -> None:
        letter, other, waived = said.get("theme"), said.get("other_theme"), said.get("waived_because")
        if waived == self.choices.no_reason and (letter or other):
            waived = said["waived_because"] = ""
        if letter and other:
            self.add_error("other_theme", ONE_REASON)
        elif not (letter or other or waived):
            self.add_error("theme", NO_REASON)
        elif waived and (letter or other):
            self.add_error("waived_because", "Choose a main reason or waive it, not both")
        said["main_theme"] = letter or other or ""

    def _clean_days(self, said: dict[str, Any], needed: tuple[str, ...]) -> None:
        for name in ("due_on", "review_on"):
            given = said.get(name)
            if name in needed and given and given <= self.day:
                self.add_error(name, "Choose a date after today")

    def extra(self) -> list[tuple[BoundField, str]]:
        """The fields under the decisions, each with the decisions that need it."""
        return [
            (self[name], " ".join(code for code, needs in self.needs.items() if name in needs))
            for name in MISSING
            if any(name in needs for needs in self.needs.values())
        ]
