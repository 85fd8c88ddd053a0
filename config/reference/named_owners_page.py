"""Who stands behind each owner of themes and actions in this council: a named person and a deputy."""

from functools import cached_property
from typing import Any

from django.http import Http404
from django.urls import reverse

from config.accounts.models import User
from config.reference.forms import NameOwnerForm
from config.reference.models import CodedTerm, NamedOwner
from config.reference.named_owners import can_be_named, name_owner, named_owners, not_named, to_name
from config.reference.views import OfReference
from config.screens.pages import FormScreen
from config.screens.table_file import AS_FILE, TableFile
from config.screens.tables import Cell, Column, Table
from config.templatetags.screens import unknown

COLUMNS = (Column("Owner", heads=True), Column("Person"), Column("Deputy"))
NOBODY = "Nobody is named yet"
GROUPS = {"outside": "Outside the council: name who chases it.", "council": "A service of the council."}


class Owners(OfReference, TableFile):
    file_name = "owners"
    template_name = "reference/named_owners.html"
    heading = "Who stands behind each owner"

    def context(self) -> dict[str, Any]:
        owners, named = to_name(self.council), named_owners(self.council)
        rows = [
            [Cell(row.label, reverse("name_owner", args=[code])), *people_of(named.get(code))]
            for code, row in owners.items()
        ]
        table = Table("Owners", COLUMNS, rows, "In the order of the list.", csv=AS_FILE)
        return {"table": table, "missing": len(not_named(owners, named)), "of": len(owners)}


def people_of(row: NamedOwner | None) -> list[Cell]:
    return [cell_of(user) for user in ((row.person, row.deputy) if row else (None, None))]


def cell_of(user: User | None) -> Cell:
    if user is None:
        return Cell(NOBODY, html=unknown(NOBODY))
    return Cell(user.name if user.is_active else f"{user.name} (cannot sign in any more)")


class NameOwner(OfReference, FormScreen):
    form_class = NameOwnerForm
    button = "Save who stands behind it"
    lead = "New actions of the panel for this owner go to the person named; what others have in hand stays with them."

    @cached_property
    def owner(self) -> CodedTerm:
        found = to_name(self.council).get(self.kwargs["owner"])
        if found is None:
            raise Http404
        return found

    @cached_property
    def people(self) -> dict[str, User]:
        return {str(user.public_id): user for user in can_be_named(self.council)}

    def back(self) -> tuple[str, str]:
        return reverse("named_owners"), "Who stands behind each owner"

    def form_kwargs(self) -> dict[str, Any]:
        people = [(code, user.name) for code, user in self.people.items()]
        return {"people": people, "label": self.owner.label, "note": GROUPS.get(self.owner.group, "")}

    def initial(self) -> dict[str, Any]:
        row = named_owners(self.council).get(self.owner.code)
        if row is None:
            return {}
        return {"person": str(row.person.public_id), "deputy": str(row.deputy.public_id) if row.deputy else ""}

    def context(self) -> dict[str, Any]:
        return {"heading": f"Who stands behind: {self.owner.label}"}

    def act(self, form: NameOwnerForm) -> str:
        said = form.cleaned_data
        person, deputy = self.people[said["person"]], self.people.get(said["deputy"])
        name_owner(owner=self.owner.code, person=person, deputy=deputy, council=self.council, by=self.user)
        return f"Saved: {person.name} stands behind {self.owner.label}."

    def next_url(self) -> str:
        return reverse("named_owners")
