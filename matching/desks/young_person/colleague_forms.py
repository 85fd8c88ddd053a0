"""The forms by which something goes from one colleague to another: a worry, a caseload, a right to open a record."""

from datetime import date
from typing import Any

from config.screens.forms import ChoiceField, DayField, Form, SelectField, WordsField
from matching.desks.young_person.forms import DAY, NO_LATER, Choices, not_after, offer


class ConcernForm(Form):
    words = WordsField(
        "What is the worry?",
        most=4000,
        rows=6,
        missing="Say what the worry is, in a sentence or two",
        hint="As it was said, if you can",
    )


class CloseConcernForm(Form):
    what_was_done = WordsField(
        "What was done?",
        most=2000,
        rows=5,
        missing="Say what was done, such as whom you spoke to and what was agreed",
    )


class HandOnConcernForm(Form):
    to = SelectField("Who takes it?", missing="Choose a colleague")
    words = WordsField("What should they know?", most=500)

    def __init__(self, *args: Any, colleagues: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "to", colleagues, "Choose")


class HandOverForm(Form):
    work = ChoiceField(
        "Whose work changes hands?",
        (
            ("personal_adviser", "The personal adviser’s"),
            ("social_worker", "The social worker’s"),
            ("manager", "The manager’s"),
        ),
        missing="Choose whose work changes hands",
    )
    to = SelectField("Who takes over?", missing="Choose who takes over")
    words = WordsField(
        "What comes first?", most=1000, hint="Such as “interview on Thursday; Robin likes a text the evening before”"
    )
    person_told_on = DayField(
        "When were they told?", wrong=DAY, out=NO_LATER, hint="Leave it empty if they have not been told yet"
    )

    def __init__(self, *args: Any, colleagues: Choices, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "to", colleagues, "Choose")
        not_after(self, "person_told_on", today)


class RestrictForm(Form):
    named = SelectField("Who else may open it?", nothing="Nobody else")

    def __init__(self, *args: Any, colleagues: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "named", colleagues, "Nobody else")
