"""Acting against the ranking: always with a reason (M10)."""

from config.screens.forms import Form, WholeNumberField, WordsField

WHY = "Say why; it helps the next list"


class LeaveOutForm(Form):
    reason = WordsField("Why do you leave it out?", most=300, missing=WHY)


class AddForm(Form):
    reason = WordsField("Why do you add it?", most=300, missing=WHY)


class MoveForm(Form):
    rank = WholeNumberField(
        "To which place in the list?",
        least=1,
        most=20,
        missing="Type the place, such as 1 for the first",
        hint="1 stands first",
    )
    reason = WordsField("Why do you move it?", most=300, missing=WHY)
