"""What the panel and the advisers type around a meeting. The panel room's own form is `room_form.py`."""

from collections.abc import Iterable
from typing import Any

from django import forms

from config.accounts.models import User
from config.screens.forms import DayField, Form, SelectField, SeveralField, TextField, WordsField

CHOOSE = ("", "Choose")


def offer(form: forms.Form, name: str, choices: Iterable[tuple[str, str]]) -> None:
    """Give a field of choices those of this page."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = list(choices)


def by_name(users: Iterable[User]) -> list[tuple[str, str]]:
    return [CHOOSE, *((str(user.public_id), user.name) for user in users)]


class MeetingForm(Form):
    held_on = DayField("When is the meeting?", missing="Type the day of the meeting", hint="Such as 26 11 2026")
    when_and_where = TextField("Time and place (optional)", hint="Such as 2 pm to 4 pm, room 3 and online")


class AttendanceForm(Form):
    present = SeveralField("Who is here?")
    also_present = TextField(
        "Also here (optional)", most=300, hint="People who do not sign in, by name and service, such as Ash, Jobcentre"
    )

    def __init__(self, *args: Any, people: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "present", people.items())


class StepBackForm(Form):
    member = SelectField("Who steps back?", missing="Choose who steps back")
    why = TextField("Why", missing="Say why they step back, in a few words", hint="Such as: related, or a neighbour")

    def __init__(self, *args: Any, members: list[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "member", by_name(members))


class TakeUpForm(Form):
    because = WordsField("Why now?", most=300, missing="Say why the case is taken up now")


class PlaceForm(Form):
    place = SelectField("Which place?", missing="Choose the place")
    reason = WordsField("Why?", most=300, missing="Say why, in a sentence", hint="The panel reads it beside the place.")

    def __init__(self, *args: Any, places: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "place", [CHOOSE, *places])


class AskForm(Form):
    because = WordsField(
        "What should the panel know or decide?",
        most=300,
        missing="Say what the panel should know or decide, in a sentence",
        hint="One or two sentences. The panel reads them beside the name.",
    )


class HandOnForm(Form):
    to = SelectField("Who has it from now on?", missing="Choose who has it from now on")

    def __init__(self, *args: Any, people: list[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "to", by_name(people))
