"""Forms of the coded lists."""

from datetime import date
from typing import Any

from config.reference.models import CodedTerm
from config.reference.own_terms import can_hide, can_relabel
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

    def __init__(self, *args: Any, term: CodedTerm, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not can_relabel(term.list):
            del self.fields["label"], self.fields["definition"]
        if not can_hide(term):
            del self.fields["shown"]


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
