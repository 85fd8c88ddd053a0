"""Whom to invite to the next event: employers that do the work young people hope for. People decide and send (E6)."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from config.accounts.permissions import Permission
from config.screens.tables import Cell, Column
from employers.models import Employer
from matching.desks.lists import ListScreen
from opportunities.models import Opportunity, Pledge
from opportunities.vocabulary.career_categories import BY_CODE, CATEGORIES, read_category

NO_CONTACT = "Nobody known yet"
NEVER = "Never yet"


@dataclass(frozen=True, slots=True)
class Invitation:
    """One employer with the work it does, its first contact and the last day it pledged anything."""

    employer: Employer
    categories: Sequence[str]
    last_pledged_on: date | None

    @property
    def contact(self) -> Any:
        return next((contact for contact in self.employer.contacts.all() if not contact.awaits_check), None)


def register_by_category(employers: QuerySet) -> dict[str, dict[int, bool]]:
    """By career category: the pk of each employer that does this work, and whether it has pledged any.

    What an employer does is read from its pledges, its opportunities and its sector.
    """
    found: dict[str, dict[int, bool]] = defaultdict(dict)
    ids = employers.values("pk")
    for pk, sector in employers.exclude(sector="").values_list("pk", "sector"):
        if category := read_category(sector):
            found[category.code][pk] = False
    offered = Opportunity.objects.filter(employer__in=ids).exclude(category="").order_by()
    for pk, code in offered.values_list("employer", "category").distinct():
        found[code].setdefault(pk, False)
    pledged = Pledge.objects.filter(employer__in=ids).exclude(category="").order_by()
    for pk, code in pledged.values_list("employer", "category").distinct():
        found[code][pk] = True
    return found


class InvitationList(ListScreen):
    """Employers of the kinds of work that were chosen, with whom to write to. Nothing is sent from here."""

    may = (Permission.KEEP_EMPLOYERS,)
    template_name = "virtual_school/invitation_list.html"
    heading = "Invitation list"
    file_name = "invitation-list"
    caption = "Employers to invite"
    order = "By name."
    empty = "No employer on the register does this work. Add one, or choose another kind of work."
    columns = (
        Column("Employer", heads=True),
        Column("Kind of work"),
        Column("Contact"),
        Column("E-mail"),
        Column("Telephone"),
        Column("Last pledge"),
    )

    @property
    def chosen(self) -> list[str]:
        """Codes of the career categories asked for; all of them where none is."""
        return [code for code in self.request.GET.getlist("category") if code in BY_CODE]

    @property
    def asked(self) -> dict[str, Any]:
        return {"category": self.chosen} if self.chosen else {}

    def found(self) -> list[Invitation]:
        employers = Employer.objects.visible_to(self.user)
        register = register_by_category(employers)
        does: dict[int, list[str]] = defaultdict(list)
        for code in self.chosen or BY_CODE:
            for pk in register.get(code, {}):
                does[pk].append(BY_CODE[code].label)
        pledged = Pledge.objects.filter(employer__in=does).order_by("pledged_on")
        last = dict(pledged.values_list("employer", "pledged_on"))
        rows = employers.filter(pk__in=does).prefetch_related("contacts").order_by("name")
        return [Invitation(one, does[one.pk], last.get(one.pk)) for one in rows]

    def row(self, one: Invitation) -> Sequence[Any]:
        contact = one.contact
        return [
            Cell(one.employer.name, reverse("employer", args=[one.employer.public_id])),
            ", ".join(one.categories),
            (contact and contact.name) or NO_CONTACT,
            (contact and contact.email) or "Not known yet",
            (contact and contact.phone) or "Not known yet",
            f"{one.last_pledged_on:%-d %B %Y}" if one.last_pledged_on else NEVER,
        ]

    def back(self) -> tuple[str, str]:
        return reverse("demand_and_supply"), "Back to wishes and places"

    def context(self) -> dict[str, Any]:
        chosen = self.chosen
        table = self.table()
        assert table.page is not None
        return {
            "table": table,
            "categories": [(one.code, one.label, one.code in chosen) for one in CATEGORIES],
            "number": table.page.paginator.count,
        }
