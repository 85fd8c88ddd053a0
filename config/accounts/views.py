"""Users of a council and what they may do; councils, for who keeps the installation; the page "who may do what"."""

from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property

from config.accounts import actions, policies
from config.accounts.forms import NewUserForm, UserForm
from config.accounts.models import Council, User
from config.accounts.permissions import Permission
from config.accounts.roles import ROLES
from config.audit_trail.trail import record
from config.screens.forms import Form
from config.screens.pages import ActionScreen, FormScreen, Screen
from config.screens.tables import Cell, Column, Table, csv_response, paged

COLUMNS = (Column("Name", heads=True), Column("E-mail"), Column("Roles"), Column("Team"), Column("Signs in"))
VIEWS = (("", "Can sign in"), ("stopped", "Cannot sign in"), ("without", "No role yet"))


class Kept(Screen):
    """Pages of administrators, and of who keeps the installation."""

    may = (Permission.MANAGE_USERS,)
    needs_council = False

    def check_may_open(self) -> None:
        if not self.user.is_superuser:
            super().check_may_open()


class Users(Kept):
    """Everyone who can sign in, by name; others under their own tab."""

    template_name = "accounts/users.html"
    heading = "Users"

    def get(self, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.request.GET.get("as") != "csv":
            return self.show()
        found = list(self.rows())
        if self.user.council:
            record(
                "export_made", self.user.council, council=self.user.council, by=self.user, what="users", rows=len(found)
            )
        return csv_response("users", self.columns, [self.cells(user) for user in found])

    @property
    def columns(self) -> tuple[Column, ...]:
        """Who keeps the installation reads the council too."""
        return COLUMNS if self.user.council else (*COLUMNS, Column("Council"))

    def context(self) -> dict[str, Any]:
        asked = {name: self.request.GET[name] for name in ("q", "role", "show") if self.request.GET.get(name)}
        page = paged(self.request, self.rows())
        address = reverse("users")
        table = Table(
            "Users", self.columns, [self.cells(user) for user in page], order="By name.", page=page, more=asked,
            csv=f"?{self.request.GET.urlencode()}&as=csv".replace("?&", "?"),
            empty="Nobody is found. Change what you look for, or add a user.",
        )  # fmt: skip
        tabs = [
            (words, f"{address}?show={code}" if code else address, code == asked.get("show", ""))
            for code, words in VIEWS
        ]
        return {
            "table": table,
            "tabs": tabs,
            "roles": ROLES.values(),
            "asked": asked,
            "may_add": bool(self.user.council or self.user.is_superuser),
        }

    def rows(self) -> QuerySet[User]:
        asked, users = self.request.GET, policies.users_kept_by(self.user).select_related("council")
        words = asked.get("q", "").strip()
        if words:
            users = users.filter(Q(name__icontains=words) | Q(email__icontains=words) | Q(team__icontains=words))
        if asked.get("role") in ROLES:
            users = users.filter(roles__contains=[asked["role"]])
        if asked.get("show") == "without":
            return users.filter(is_active=True, roles=[])
        return users.filter(is_active=asked.get("show") != "stopped")

    def cells(self, user: User) -> list[Any]:
        seen = f"Last on {user.last_login:%-d %B %Y}" if user.last_login else "Never yet"
        name = Cell(user.name, reverse("user", args=[user.public_id]))
        roles = ", ".join(user.role_labels) or "No role yet"
        cells = [name, user.email, roles, user.team or "No team", seen if user.is_active else "Cannot sign in"]
        return cells if self.user.council else [*cells, str(user.council or "No council yet")]


class AddUser(Kept, FormScreen):
    form_class = NewUserForm
    template_name = "accounts/user.html"
    heading, button = "Add a user", "Add this user"
    lead = "They are told by mail that they can sign in."

    def form_kwargs(self) -> dict[str, Any]:
        return {"councils": [self.user.council] if self.user.council else list(Council.objects.all())}

    def initial(self) -> dict[str, Any]:
        """The page of councils leads here for a council's first administrator."""
        code = self.request.GET.get("first_of")
        return {"council": code, "roles": ["administrator"]} if code else {}

    def context(self) -> dict[str, Any]:
        return {"roles": ROLES.values()}

    def back(self) -> tuple[str, str]:
        return reverse("users"), "Users"

    def act(self, form: NewUserForm) -> str:
        said = dict(form.cleaned_data)
        code = said.pop("council", None)
        council = get_object_or_404(Council, public_id=code) if code else form_council(self.user)
        user = actions.add_user(**said, council=council, by=self.user)
        return f"{user} is added and is told by mail."

    def next_url(self) -> str:
        return reverse("users")


def form_council(user: User) -> Council:
    """The administrator's own, or the only one there is."""
    return user.council or Council.objects.get()


class ChangeUser(Kept, FormScreen):
    """Name, team and roles; stopping somebody from signing in has its own button."""

    form_class = UserForm
    template_name = "accounts/user.html"
    button = "Save changes"

    @cached_property
    def kept(self) -> User:
        """Of those whom this administrator keeps."""
        return self.one(policies.users_kept_by(self.user).select_related("council"), public_id=self.kwargs["user"])

    @property
    def is_own(self) -> bool:
        return self.kept.pk == self.user.pk

    def form_kwargs(self) -> dict[str, Any]:
        return {"is_own": self.is_own, "had": self.kept.roles}

    def initial(self) -> dict[str, Any]:
        return {"name": self.kept.name, "team": self.kept.team, "roles": self.kept.roles}

    def context(self) -> dict[str, Any]:
        return {"kept": self.kept, "is_own": self.is_own, "heading": self.kept.name, "roles": ROLES.values()}

    def back(self) -> tuple[str, str]:
        return reverse("users"), "Users"

    def act(self, form: UserForm) -> str:
        said = {"roles": self.kept.roles} | form.cleaned_data
        actions.change_user(user=self.kept, **said, by=self.user)
        return f"Saved for {self.kept}."

    def next_url(self) -> str:
        return reverse("users")


class StopUser(Kept, FormScreen):
    """Asks once more: what follows is said before it is done."""

    template_name = "accounts/stop_user.html"
    button = "Stop this user from signing in"

    @cached_property
    def kept(self) -> User:
        return self.one(policies.users_kept_by(self.user).filter(is_active=True), public_id=self.kwargs["user"])

    def context(self) -> dict[str, Any]:
        policies.check_can_change_rights(self.user, self.kept)
        return {"kept": self.kept, "heading": f"Stop {self.kept} from signing in"}

    def back(self) -> tuple[str, str]:
        return reverse("user", args=[self.kept.public_id]), str(self.kept)

    def act(self, form: Form) -> str:
        actions.stop_user(user=self.kept, by=self.user)
        return f"{self.kept} cannot sign in any more."

    def next_url(self) -> str:
        return reverse("users")


class LetUserBack(Kept, ActionScreen):
    def act(self) -> str:
        kept = self.one(policies.users_kept_by(self.user), public_id=self.kwargs["user"])
        actions.let_user_back(user=kept, by=self.user)
        return f"{kept} can sign in again."

    def next_url(self) -> str:
        return reverse("user", args=[self.kwargs["user"]])
