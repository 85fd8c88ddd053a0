"""Writing down a guarantee."""

from typing import Any

from config.screens.forms import DayField, Form, TextField, WholeNumberField, WordsField


class AgeField(WholeNumberField):
    """An age at which leaving-care promises may begin or end."""

    def __init__(self, label: str, **kwargs: Any) -> None:
        super().__init__(label, least=14, most=30, wrong="Type an age between 14 and 30", **kwargs)


class GuaranteeForm(Form):
    label = TextField(
        "What is promised",
        most=100,
        missing="Type what is promised, such as No council tax",
        hint="In a few plain words.",
    )
    more = WordsField("More about it", most=400, hint="How to ask for it, and who can.")
    from_age = AgeField("From age", missing="Type the age from which it counts")
    until_age = AgeField("Ends on which birthday", hint="Leave it empty where it does not end.")
    valid_from = DayField("From which day", missing="Type the day from which it counts")
    source = TextField(
        "Where it is published", most=200, missing="Type where it is published, such as Local offer, April 2026"
    )
