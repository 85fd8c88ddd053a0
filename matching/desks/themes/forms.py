"""What a council says that it does about a theme."""

from typing import Any

from config.accounts.models import User
from config.screens.forms import ChoiceField, DayField, Form, SelectField, TextField, WordsField

NO_NAMES = "No names, and nothing that would show who said it."
DONE, WILL_DO = "done", "will_do"


class AddAnswerForm(Form):
    group = SelectField("Which main reason?", missing="Choose the main reason that this answers")
    words = WordsField(
        "What do we do about it?", most=300, rows=2, missing="Type what we do about it",
        hint="Such as: first 8 weeks of travel paid.",
    )  # fmt: skip
    state = ChoiceField(
        "Is it done?",
        [(DONE, "Yes, it is done"), (WILL_DO, "Not yet: we will do it")],
        reveals={DONE: "said done_on since_then", WILL_DO: "owner due_on"},
        missing="Choose whether it is done",
    )
    said = WordsField("What did young people say?", most=300, rows=2, hint=f"In their words. {NO_NAMES}")
    done_on = DayField("Since when?", hint="Such as 12 11 2026")
    since_then = TextField("What came of it? (optional)", most=200, hint="Such as: 6 people interviewed.")
    owner = SelectField("Who does it?")
    due_on = DayField("Until when?", hint="Such as 12 12 2026")

    def __init__(self, *args: Any, groups: list[tuple[str, str]], people: list[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose("group", [("", "Choose"), *groups])
        self.labels = dict(groups)
        self.choose("owner", [("", "Choose"), *((str(user.public_id), user.name) for user in people)])

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        state, label = said.get("state"), self.labels.get(said.get("group", ""), "this reason")
        wanted = {
            DONE: {"said": "Type what young people said, in their words", "done_on": "Type the day it was done"},
            WILL_DO: {"owner": f"Name an owner for {label}", "due_on": "Type the day by which it is done"},
        }
        for name in ("said", "done_on", "since_then", "owner", "due_on"):
            if name not in wanted.get(state or "", {}):
                self.errors.pop(name, None)
            elif name not in self.errors and not said.get(name):
                self.add_error(name, wanted[state or ""][name])
        return said


class FinishAnswerForm(Form):
    words = WordsField("What did we do?", most=300, rows=2, missing="Type what we did")
    said = WordsField(
        "What had young people said?", most=300, rows=2, hint=f"In their words. {NO_NAMES}",
        missing="Type what young people said, in their words",
    )  # fmt: skip
    done_on = DayField("Since when?", missing="Type the day it was done", hint="Such as 12 11 2026")
    since_then = TextField("What came of it? (optional)", most=200, hint="Such as: 6 people interviewed.")
