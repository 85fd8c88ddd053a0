"""Forms of the coded lists."""

from datetime import date
from typing import Any

from config.reference.models import CodedTerm
from config.reference.own_terms import can_hide, can_relabel, can_set
from config.screens.forms import (
    YES_NO,
    ChoiceField,
    DayField,
    DecimalField,
    Form,
    SelectField,
    TextField,
    WholeNumberField,
    WordsField,
)

FACTS = {"owner": "Owner", "due_days": "Days", "points": "Points", "cap": "At most", "steps": "Limits"}
"""What a council may set of some lists; see `own_terms.py`."""


class TermForm(Form):
    """A council's own words for a row; the fields that its list does not let it change are left out."""

    label = TextField(
        "What it is called",
        most=60,
        missing="Type what this row is called",
        hint="A situation, never a label for a person.",
    )
    definition = WordsField("What it means", most=400, rows=2)
    shown = ChoiceField(
        "Offer it for new entries?", YES_NO, missing="Choose whether it is offered for new entries", inline=True
    )

    owner = SelectField("Who owns it?", missing="Choose who owns it")
    due_days = TextField("Due in how many days?", missing="Type a number of days", most=3)
    points = TextField("Points", missing="Type the points, such as 4", most=2)
    cap = TextField("At most", missing="Type the most points that it gives", most=2)
    steps = TextField(
        "Limits with their points", missing="Type each limit with its points, such as 30:10 60:6",
        hint="30:10 60:6 is 10 points up to 30, else 6 up to 60.",
    )  # fmt: skip

    def __init__(self, *args: Any, term: CodedTerm, owners: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose("owner", [("", "Choose"), *owners])
        if not can_relabel(term.list):
            del self.fields["label"], self.fields["definition"]
        if not can_hide(term):
            del self.fields["shown"]
        self.facts = can_set(term)
        for name in FACTS.keys() - set(self.facts):
            del self.fields[name]

    def own_facts(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in self.facts}


class NewTermForm(Form):
    label = TextField(
        "What it is called",
        most=60,
        missing="Type what this row is called",
        hint="A situation, never a label for a person.",
    )
    definition = WordsField("What it means, and what it does not", most=400, rows=2)
    like = SelectField(
        "Which shared row does it belong beside?",
        missing="Choose the shared row that it belongs beside",
        hint="It takes that row's group, who may see it and what follows from it, so that figures still add up.",
    )

    def __init__(self, *args: Any, rows: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["like"]
        self.fields["like"] = SelectField(
            str(field.label), rows, missing="Choose the shared row that it belongs beside", hint=str(field.help_text)
        )


class PlacesTargetForm(Form):
    """A number of kept places a year, from a day on."""

    places = WholeNumberField(
        "Places filled in a year from 1 April", missing="Type how many places, such as 12", wrong="Type a whole number"
    )
    valid_from = DayField("From", missing="Type the day from which it counts")
    source = TextField(
        "Who decided it", most=200, missing="Type who decided it, such as Corporate Parenting Board, 3 March 2027"
    )


class TargetsForm(Form):
    """One or two percentages of a measure, from a day on."""

    measure = SelectField("Measure", missing="Choose what the target is for")
    lower = DecimalField(
        "Target",
        suffix="%",
        places=1,
        missing="Type the target in percent, such as 70",
        wrong="Type a number up to 100, such as 70",
    )
    higher = DecimalField(
        "Higher target, if you have two", suffix="%", places=1, wrong="Type a number up to 100, such as 80"
    )
    valid_from = DayField("From", missing="Type the day from which it counts")
    source = TextField(
        "Who decided it", most=200, missing="Type who decided it, such as Corporate Parenting Board, 3 March 2027"
    )

    def __init__(self, *args: Any, measures: list[tuple[str, str]], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["measure"] = SelectField("Measure", measures, missing="Choose what the target is for")

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        for name in ("lower", "higher"):
            if (share := said.get(name)) is not None and share > 100:
                self.add_error(name, "Type a number up to 100, such as 70")
        if said.get("valid_from") and said["valid_from"] < self.today:
            self.add_error("valid_from", "Type today or a day to come")
        return said


class NameOwnerForm(Form):
    """A person and a deputy of the council."""

    person = SelectField("Person", missing="Choose who it is")
    deputy = SelectField("Deputy", nothing="Nobody yet")

    def __init__(self, *args: Any, people: list[tuple[str, str]], label: str, note: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose("person", [("", "Choose"), *people])
        self.choose("deputy", [("", "Nobody yet"), *people])
        self.fields["person"].error_messages["required"] = f"Choose who stands behind {label}"
        self.fields["person"].help_text = note

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        if said.get("person") and said["person"] == said.get("deputy"):
            self.add_error("deputy", "Choose somebody else as deputy")
        return said
