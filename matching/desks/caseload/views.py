"""My caseload: what needs me today, and my young people (screens.md 1)."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from aspirations.models import YoungPerson
from config.accounts.models import Council, User
from config.accounts.permissions import Permission
from config.audit_trail.trail import record, record_view
from config.screens.pages import Screen
from config.screens.tables import Table, csv_response, paged
from matching.desks.caseload.listing import COLUMNS, RECORD, record_cell, table_rows
from matching.desks.caseload.needs_today import SHOWN, needs_today, next_ahead
from matching.desks.caseload.standing import (
    ORDERS,
    TABS,
    Standing,
    counts,
    is_mine,
    ordered,
    standings,
    worker_of,
)
from matching.desks.following.waiting import Waiting, to_ask, waiting
from matching.outcomes.models import OutcomeMilestone

SEEN = ("identity", "spells", "nominations", "last_contact")
EMPTY = {
    "all": "No young people yet.",
    "neet": "Nobody here is out of education, work or training.",
    "eet": "Nobody here is in education, work or training yet.",
    "unknown": "We know what everybody does now.",
}


class Caseload(Screen):
    """The first page of an adviser, a social worker and a manager."""

    may = (Permission.SEE_OWN_CASELOAD,)
    template_name = "caseload/caseload.html"
    heading = "My caseload"

    @cached_property
    def council(self) -> Council:
        assert self.user.council is not None
        return self.user.council

    @cached_property
    def everyone(self) -> list[Standing]:
        rows = standings(self.user, self.today)
        return [row for row in rows if worker_of(row.person) == self.of.pk] if self.of else rows

    @cached_property
    def milestones(self) -> list[OutcomeMilestone]:
        return list(to_ask(YoungPerson.objects.worked_with_by(self.user)))

    def calls(self) -> list[Waiting]:
        return waiting(YoungPerson.objects.worked_with_by(self.user), self.milestones, self.council, self.today)

    @cached_property
    def of(self) -> User | None:
        """The adviser whose part a manager looks at; None for all."""
        asked = self.request.GET.get("of", "")
        if not asked or not self.user.may(Permission.SEE_TEAM_CASELOAD):
            return None
        return next((user for user in User.objects.filter(council=self.council) if str(user.public_id) == asked), None)

    @property
    def counted(self) -> dict[str, int]:
        return counts(self.everyone)

    @cached_property
    def tab(self) -> str:
        """The tab asked for; else those not in EET, or all where there is none."""
        asked = self.request.GET.get("tab", "")
        return asked if asked in TABS else "neet" if self.counted["neet"] else "all"

    @cached_property
    def order(self) -> str:
        asked = self.request.GET.get("order", "")
        return asked if asked in ORDERS else "longest"

    def chosen(self) -> list[Standing]:
        rows = [row for row in self.everyone if self.tab in ("all", row.group)]
        return ordered(rows, self.order)

    def context(self) -> dict[str, Any]:
        mine = [row for row in self.everyone if self.of or is_mine(self.user, row.person)]
        whose = {"user": self.of, "seen_by": self.user} if self.of else {"user": self.user}
        lines = needs_today(rows=mine, calls=self.calls(), day=self.today, **whose)
        shown = lines if "today" in self.request.GET else lines[:SHOWN]
        page = paged(self.request, self.chosen())
        self.record_seen([*page.object_list], [line.person for line in shown])
        return {
            "heading": self.called(),
            "of": self.of,
            "counted": self.counted,
            "lines": shown,
            "more": len(lines) - len(shown),
            "more_url": self.address(today="all"),
            "ahead": None if lines else next_ahead(mine, self.today),
            "tabs": [
                (f"{TABS[code]} ({number})", self.address(tab=code), code == self.tab)
                for code, number in self.counted.items()
            ],
            "orders": [(words, self.address(order=code), code == self.order) for code, (words, _) in ORDERS.items()],
            "table": self.table(page),
            "manager": None if self.everyone else self.user.team,
        }

    def called(self) -> str:
        if self.of:
            return f"The young people of {self.of}"
        return "Everybody in my team" if self.user.may(Permission.SEE_TEAM_CASELOAD) else self.heading

    def table(self, page: Any) -> Table:
        rows = table_rows([*page.object_list], self.milestones, self.council, self.today)
        return Table(
            caption=f"{TABS[self.tab]}: {page.paginator.count}",
            columns=(*COLUMNS, RECORD),
            rows=[[*cells, record_cell(row)] for row, cells in zip(page.object_list, rows, strict=True)],
            order=ORDERS[self.order][1],
            empty=EMPTY[self.tab],
            csv=f"{reverse('caseload_file')}?{urlencode(self.asked)}",
            page=page,
            more=self.asked,
        )

    @property
    def asked(self) -> dict[str, str]:
        return {"tab": self.tab, "order": self.order} | ({"of": str(self.of.public_id)} if self.of else {})

    def address(self, **changed: str) -> str:
        return f"{reverse('caseload')}?{urlencode(self.asked | changed)}"

    def record_seen(self, rows: Sequence[Standing], others: Sequence[Any]) -> None:
        people = {person.pk: person for person in [*(row.person for row in rows), *others]}
        record_view(people.values(), council=self.council, by=self.user, purpose="caseload", fields=SEEN)


class CaseloadFile(Caseload):
    """The rows of one tab as a CSV."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        rows = self.chosen()
        self.record_seen(rows, [])
        record("export_made", self.user, council=self.council, by=self.user, what="caseload", rows=len(rows))
        return csv_response("caseload", COLUMNS, table_rows(rows, self.milestones, self.council, self.today))
