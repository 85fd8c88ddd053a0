"""Covering for an absent colleague."""

from typing import Any

from config.screens.forms import DayField, Form, SelectField
from matching.desks.young_person.forms import DAY, Choices, offer


class CoverForm(Form):
    absent = SelectField("Who is away?", missing="Choose who is away")
    colleague = SelectField("Who covers?", missing="Choose who covers")
    from_on = DayField("From", missing="Type the first day", wrong=DAY)
    until_on = DayField("To", missing="Type the last day", wrong=DAY)

    def __init__(self, *args: Any, colleagues: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        everyone = list(colleagues)
        offer(self, "absent", everyone, "Choose")
        offer(self, "colleague", everyone, "Choose")
