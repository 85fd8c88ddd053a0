"""What can be looked for in the audit trail."""

from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError

from config.audit_trail.verbs import VERBS
from config.screens.forms import DayField, Form, SelectField, TextField

BY_SENTENCE = sorted(VERBS.items(), key=lambda item: item[1])


class TrailForm(Form):
    """Sent by GET: an empty box looks for everything."""

    person = TextField("Person", most=36, hint="The long id in the address of the record.")
    who = TextField("Who did it", most=150, hint="Part of a name or an e-mail address.")
    verb = SelectField("What was done", BY_SENTENCE, nothing="Anything", wrong="Choose what was done from the list")
    first_day = DayField("From", wrong="Type the first day, such as 1 11 2026")
    last_day = DayField("To", wrong="Type the last day, such as 20 11 2026")

    def clean_person(self) -> UUID | None:
        text: str = self.cleaned_data["person"]
        try:
            return UUID(text) if text else None
        except ValueError as error:
            raise ValidationError("Type the whole opaque id of the person, 32 letters and figures") from error

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        first, last = said.get("first_day"), said.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", "The last day comes before the first. Change one of them.")
        return said
