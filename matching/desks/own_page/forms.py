"""The forms of the own page. Its words are plain, and nothing but the PIN and the answer must be given."""

from typing import Any

from config.screens.forms import ChoiceField, Form, TextField, WordsField
from matching.desks.own_page import words

ANSWERS = (("yes", "Yes"), ("not_now", "Not now"), ("no", "No"))
AGAIN = (("7", "In a week"), ("14", "In two weeks"), ("30", "In a month"))


class PinForm(Form):
    pin = TextField("PIN", most=12, missing="Type your PIN", width=10)


class AnswerForm(Form):
    answer = ChoiceField("Your answer", ANSWERS, missing="Choose yes, not now or no")
    again = ChoiceField("When shall we ask again? You can leave this out.", AGAIN)
    reason = ChoiceField("Why not? You can leave this out.", list(words.REASONS.items()))
    say = WordsField("Anything you want to say? You can leave this out.", most=500)

    def __init__(self, *args: Any, adviser: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        answer = self.fields["answer"]
        assert isinstance(answer, ChoiceField)
        answer.reveals = {"not_now": "again", "no": "reason"}
        answer.hints = {
            "yes": f"{adviser} will be in touch first.",
            "not_now": "We can ask you again later.",
            "no": "This is fine. We will look for more.",
        }


class WrongForm(Form):
    say = WordsField("What looks wrong?", most=1000, rows=5, missing="Type what looks wrong")
