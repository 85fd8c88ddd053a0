"""Forms of the coded lists."""

from typing import Any

from config.reference.models import CodedTerm
from config.reference.own_terms import can_hide, can_relabel
from config.screens.forms import YES_NO, ChoiceField, Form, SelectField, TextField, WordsField


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
