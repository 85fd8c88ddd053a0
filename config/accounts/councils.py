"""Councils of this installation, for who keeps it."""

from typing import Any

from django.urls import reverse
from django.utils.functional import cached_property

from config.accounts import actions, policies
from config.accounts.forms import CouncilForm, CouncilNameForm, CouncilPhoneForm
from config.accounts.models import Council
from config.accounts.permissions import Permission
from config.screens.pages import FormScreen, Screen
from config.screens.tables import Cell, Column, Table


class OfTheKeeper(Screen):
    needs_council = False

    def check_may_open(self) -> None:
        policies.check_keeper(self.user)


class Councils(OfTheKeeper, FormScreen):
    """Every council, and a form for another one."""

    form_class = CouncilForm
    template_name = "accounts/councils.html"
    heading, button = "Councils", "Add this council"

    def context(self) -> dict[str, Any]:
        columns = (Column("Council", heads=True), Column("ONS code"))
        rows = [
            [Cell(council.name, reverse("council", args=[council.public_id])), council.code]
            for council in Council.objects.all()
        ]
        return {"table": Table("Councils of this installation", columns, rows, order="By name.")}

    def act(self, form: CouncilForm) -> str:
        council = actions.add_council(**form.cleaned_data, by=self.user)
        return f"{council} is added. Add its first administrator next."

    def next_url(self) -> str:
        return reverse("councils")


class CouncilPhone(FormScreen):
    """The number that stands in the safety line of every young person's own page."""

    may = (Permission.MANAGE_USERS,)
    form_class = CouncilPhoneForm
    heading, button = "A number for young people", "Save the number"

    def initial(self) -> dict[str, Any]:
        assert self.user.council is not None
        return {"phone": self.user.council.phone}

    def back(self) -> tuple[str, str]:
        return reverse("desk"), "What needs you today"

    def context(self) -> dict[str, Any]:
        return {"lead": "It stands at the foot of every young person’s own page, beside 999 and Samaritans."}

    def act(self, form: CouncilPhoneForm) -> str:
        council = actions.set_council_phone(by=self.user, **form.cleaned_data)
        return f"{council.phone} stands on every own page now." if council.phone else "No number is shown now."

    def next_url(self) -> str:
        return reverse("desk")


class RenameCouncil(OfTheKeeper, FormScreen):
    form_class = CouncilNameForm
    heading, button = "Rename a council", "Save the name"

    @cached_property
    def council(self) -> Council:
        return self.one(Council.objects.all(), public_id=self.kwargs["council"])

    def initial(self) -> dict[str, Any]:
        return {"name": self.council.name}

    def back(self) -> tuple[str, str]:
        return reverse("councils"), "Councils"

    def act(self, form: CouncilNameForm) -> str:
        return f"Renamed to {actions.rename_council(council=self.council, by=self.user, **form.cleaned_data)}."

    def next_url(self) -> str:
        return reverse("councils")
