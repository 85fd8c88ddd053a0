"""The forms on a young person's record."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms

from aspirations.models import ContactMade, ContactWay, YoungPerson
from config.screens.forms import (
    ChoiceField,
    DayField,
    Form,
    HiddenField,
    SelectField,
    TextField,
    TickField,
    WordsField,
)

Choices = Iterable[tuple[str, str]]
DAY = "Type a day that exists, such as 20 11 2026"
NO_LATER = "Choose today or a day before"
YES_NO = (("yes", "Yes"), ("no", "No"))


def offer(form: Form, name: str, choices: Choices, nothing: str = "") -> None:
    """Put the choices into a field of the form; `nothing` are the words of a list's empty first line."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = [*([("", nothing)] if nothing else []), *choices]


def not_after(form: Form, name: str, day: date) -> None:
    field = form.fields[name]
    assert isinstance(field, DayField)
    field.latest = day


class StepForm(Form):
    """One tap on a step, or own words."""

    code = HiddenField()
    words = TextField("In your own words", most=300, hint="Such as “Rang the college alone”")

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not said.get("code") and not said.get("words") and "words" not in self.errors:
            self.add_error("words", "Choose a step, or say it in your own words")
        return said


class StepForSomebodyForm(StepForm):
    person = SelectField("Who is it for?", missing="Choose who this step is for")

    def __init__(self, *args: Any, people: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "person", people, "Choose")
        self.order_fields(["person", "words", "code"])


class ContactForm(Form):
    two_way = ChoiceField(
        "Did they answer?",
        (("yes", "Yes, we were in touch"), ("no", "No, I tried")),
        missing="Say whether they answered",
    )
    how = ChoiceField("How?", ContactMade.How.choices, missing="Choose how")
    on = DayField("When?", missing="Type the day, such as 20 11 2026", wrong=DAY, out=NO_LATER)
    words = WordsField("Anything to remember", most=500, hint="You can leave this empty")

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        not_after(self, "on", today)


class ContactWayForm(Form):
    kind = ChoiceField("Way to reach them", ContactWay.Kind.choices, missing="Choose a way to reach them")
    value = TextField("Number or address", most=254, missing="Type the number or address")
    safe_when = TextField("When is it safe?", most=200, hint="Such as “after 4 pm”")
    safe_how = TextField("How?", most=200, hint="Such as “text only, first name only”")
    may_say = TextField("What may be said?", most=200, hint="Such as “do not leave a message with anyone else”")


class ActivityForm(Form):
    activity = ChoiceField("What do they do now?", missing="Choose what they do now")
    started_on = DayField("Since when?", missing="Type the day it began", wrong=DAY, out=NO_LATER)

    def __init__(self, *args: Any, activities: Choices, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "activity", activities)
        not_after(self, "started_on", today)


class PauseForm(Form):
    reason = ChoiceField("Why?", missing="Choose why they want to wait")
    until_on = DayField("Until when?", missing="Type the day on which you will ask again", wrong=DAY)

    def __init__(self, *args: Any, reasons: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "reason", reasons)


class NoGoForm(Form):
    employer = SelectField("Employer", nothing="No employer, a place")
    place = TextField("Place", most=150, hint="Such as a street, a bus route or a part of town")
    reason = WordsField("Why", most=300, hint="Few people can read this. You need not say why.")

    def __init__(self, *args: Any, employers: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "employer", employers, "No employer, a place")

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not said.get("employer") and not said.get("place") and not self.errors:
            self.add_error("place", "Name the employer or the place to stay away from")
        return said


class TriedForm(Form):
    words = WordsField(
        "What was tried?",
        most=300,
        missing="Say what was tried",
        hint="Such as “two weeks at a garage; the bus was the problem”",
    )
    on = DayField("When?", wrong=DAY, out=NO_LATER, hint="Leave it empty if nobody remembers")

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        not_after(self, "on", today)


class TellOnceForm(Form):
    about = TextField("What is it about?", most=60, missing="Say what it is about, such as school")
    words = WordsField(
        "What should nobody ask again?",
        missing="Say what they should not have to tell again",
        hint="In their words, or as you agreed it with them",
    )


class FactsForm(Form):
    """What the person tells us about themselves; the rest comes with the cohort file."""

    name = TextField("Full name", most=150)
    preferred_name = TextField("Name they use", most=100)
    pronouns = TextField("Pronouns", most=30, hint="As they say them")
    language = TextField("Language they speak best", most=60)
    interpreter_needed = ChoiceField(
        "Do they want an interpreter?",
        (*YES_NO, ("unknown", "Not known yet")),
        missing="Choose yes, no or not known yet",
    )
    supporter = TextField("Supporter or advocate", most=150, hint="Who, and how to reach them")

    @staticmethod
    def of(person: YoungPerson) -> dict[str, Any]:
        wanted = {True: "yes", False: "no", None: "unknown"}[person.interpreter_needed]
        plain = ("name", "preferred_name", "pronouns", "language", "supporter")
        return {name: getattr(person, name) for name in plain} | {"interpreter_needed": wanted}


class DeathForm(Form):
    on = DayField("Day", missing="Type the day", wrong=DAY, out=NO_LATER)
    sure = TickField("I have checked this with the team", missing="Tick the box once you have checked this")

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        not_after(self, "on", today)
