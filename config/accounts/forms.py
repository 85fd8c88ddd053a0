"""Forms of users and councils."""

import re
from collections.abc import Collection
from typing import Any

from django.core.exceptions import ValidationError

from config.accounts.models import Council
from config.accounts.roles import ROLES
from config.screens.forms import EmailField, Form, SelectField, SeveralField, TextField

ROLE_CHOICES = [(role.code, role.label) for role in ROLES.values()]
ROLE_HINTS = {role.code: role.sentence for role in ROLES.values()}
ROLES_HINT = "Employers are invited by the Virtual School, on the page of their organisation."
PHONE = re.compile(r"\+?[\d ()]{3,29}")
COUNCIL_CODE = re.compile(r"[ENSW]\d{8}")


class UserForm(Form):
    """Name, team and roles of somebody who signs in."""

    name = TextField(
        "Name",
        most=100,
        missing="Type the name as colleagues know it",
        hint="As it stands in your case system, so that files find this person.",
    )
    team = TextField(
        "Team", most=100, hint="As the cohort file writes it. A team manager needs one; others may have none."
    )
    roles = SeveralField("Roles")

    def __init__(self, *args: Any, had: Collection[str] = (), is_own: bool = False, **kwargs: Any) -> None:
        """`had`: the roles so far. `is_own`: an administrator's own name and team, without roles."""
        super().__init__(*args, **kwargs)
        offered = [choice for choice in ROLE_CHOICES if choice[0] != "employer" or "employer" in had]
        self.fields["roles"] = SeveralField(
            "Roles", offered, hint=ROLES_HINT, hints=ROLE_HINTS, wrong="Choose roles from the list"
        )
        if is_own:
            del self.fields["roles"]


class NewUserForm(UserForm):
    """`councils` are asked of only where there is a choice."""

    council = SelectField("Council", missing="Choose the council they work for")
    email = EmailField(
        "E-mail address",
        missing="Type the e-mail address that they sign in with",
    )
    field_order = ("council", "email", "name", "team", "roles")

    def __init__(self, *args: Any, councils: list[Council], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if len(councils) == 1:
            del self.fields["council"]
        else:
            choices = [(str(one.public_id), one.name) for one in councils]
            self.fields["council"] = SelectField("Council", choices, missing="Choose the council they work for")


class CouncilNameForm(Form):
    name = TextField("Name of the council", most=100, missing="Type the council's name, such as Ashbeck Council")


class CouncilPhoneForm(Form):
    phone = TextField(
        "Telephone number",
        most=30,
        width=20,
        hint="One that a person answers. Leave it empty to show none.",
    )

    def clean_phone(self) -> str:
        phone: str = self.cleaned_data["phone"]
        if phone and not PHONE.fullmatch(phone):
            raise ValidationError("Type the number in figures, such as 01274 496 000")
        return phone


class CouncilForm(CouncilNameForm):
    code = TextField(
        "ONS code",
        most=9,
        width=10,
        missing="Type the council's ONS code, such as E08000032",
        hint="One letter and eight figures.",
    )

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"].upper()
        if not COUNCIL_CODE.fullmatch(code):
            raise ValidationError("Type the council's ONS code, such as E08000032")
        return code
