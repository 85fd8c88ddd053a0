"""Councils of this installation, for who keeps it."""

from typing import Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.functional import cached_property

from config.accounts import actions, policies
from config.accounts.forms import CouncilForm, CouncilNameForm, CouncilPhoneForm
from config.accounts.models import Council
from config.accounts.permissions import Permission
from config.screens.pages import FormScreen, Screen
from config.screens.table_file import AS_FILE, TableFile
from config.screens.tables import Cell, Column, Table

COLUMNS = (
    Column("Council", heads=True),
    Column("ONS code"),
    Column("People who sign in", number=True),
    Column("Administrators"),
)


class OfTheKeeper(Screen):
    needs_council = False

    def check_may_open(self) -> None:
        policies.check_keeper(self.user)


class Councils(OfTheKeeper, TableFile, FormScreen):
    """Every council, and a form for another one."""

    form_class = CouncilForm
    template_name = "accounts/councils.html"
    heading, button = "Councils", "Add this council"
    file_name = "councils"
    lead = "Each council’s own administrators keep its users, words and weights. Nobody sees the people of another."

    def context(self) -> dict[str, Any]:
        councils = Council.objects.annotate(
            signing_in=Count("users", Q(users__is_active=True)),
            administrators=Count("users", Q(users__is_active=True, users__roles__contains=["administrator"])),
        )
        table = Table(
            "Councils of this installation", COLUMNS, [row_of(council) for council in councils], order="By name.",
            csv=AS_FILE, empty="No council yet. Add the first one below.",
        )  # fmt: skip
        return {"table": table}

    def act(self, form: CouncilForm) -> str:
        council = actions.add_council(**form.cleaned_data, by=self.user)
        return f"{council} is added. Add its first administrator next."

    def next_url(self) -> str:
        return reverse("councils")


def row_of(council: Any) -> list[Any]:
    """`council` with its numbers of users and administrators."""
    first = Cell("Add the first", f"{reverse('add_user')}?first_of={council.public_id}")
    return [
        Cell(council.name, reverse("council", args=[council.public_id])),
        council.code,
        council.signing_in,
        council.administrators or first,
    ]


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
