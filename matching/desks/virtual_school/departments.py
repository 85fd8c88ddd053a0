"""The family-business board: what each council department offered, what it kept, who has offered nothing (E5)."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse

from config.accounts.permissions import Permission
from config.screens.tables import Cell, Column
from config.templatetags.screens import tag
from employers.models import Employer
from matching.desks.lists import ListScreen
from matching.reports.promises import Department, departments
from opportunities.models import Pledge

NOTHING = "Nothing yet"


class FamilyBusiness(ListScreen):
    may = (Permission.KEEP_EMPLOYERS,)
    template_name = "virtual_school/family_business.html"
    heading = "Council departments"
    file_name = "council-departments"
    caption = "What each department offered and kept"
    order = "Who has offered nothing first, then by how much is still to keep."
    empty = "No council department is on the register yet."
    columns = (
        Column("Department", heads=True),
        Column("Promised", number=True),
        Column("In offers now", number=True),
        Column("Kept", number=True),
        Column("Open now", number=True),
        Column("Last pledge"),
    )

    def found(self) -> list[Department]:
        return departments(Employer.objects.visible_to(self.user), Pledge.objects.visible_to(self.user), self.today)

    def row(self, one: Department) -> Sequence[Any]:
        promises = one.promises
        last = f"{one.last_pledged_on:%-d %B %Y}" if one.last_pledged_on else NOTHING
        return [
            Cell(one.employer.name, reverse("employer", args=[one.employer.public_id])),
            promises.promised,
            promises.drafted,
            promises.kept,
            one.open_places,
            Cell(last, html=tag(NOTHING, "red") if one.has_nothing else ""),
        ]

    def context(self) -> dict[str, Any]:
        rows = self.found()
        kept, promised = sum(row.promises.kept for row in rows), sum(row.promises.promised for row in rows)
        nothing = sum(row.has_nothing for row in rows)
        return {**super().context(), "kept": kept, "promised": promised, "nothing": nothing, "number": len(rows)}
