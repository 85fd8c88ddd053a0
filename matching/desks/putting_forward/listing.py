"""Everyone who is put forward, by step, what is late first (N5), as a page and as a file."""

from datetime import date
from typing import Any

from django.db.models import F
from django.http import HttpResponse
from django.urls import reverse

from config.accounts.permissions import Permission
from config.audit_trail.trail import record, record_view
from config.screens.pages import Screen
from config.screens.tables import Cell, Column, Table, csv_response, paged
from config.templatetags.screens import tag
from matching.desks.putting_forward.words import STEPS
from matching.nominations.models import Nomination
from matching.nominations.states import WITH_EMPLOYER

COLUMNS = (
    Column("Young person", heads=True),
    Column("Offer"),
    Column("Employer"),
    Column("Where it stands"),
    Column("Next step due"),
)
TABS = {
    "all": ("All", None),
    "asking": ("Asking them", ("suggested", "shortlisted", "person_said_yes", "postponed")),
    "panel": ("For the panel", ("nominated", "panel_agreed")),
    "employer": ("With the employer", WITH_EMPLOYER),
    "starting": ("Starting", ("accepted",)),
}
SOON = 3


class PutForwardList(Screen):
    may = (Permission.NOMINATE,)
    template_name = "putting_forward/list.html"
    heading = "Put forward"

    def get(self, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.file() if "csv" in self.request.GET else super().get(*args, **kwargs)

    @property
    def tab(self) -> str:
        asked = self.request.GET.get("tab", "all")
        return asked if asked in TABS else "all"

    def live(self) -> Any:
        return Nomination.objects.changeable_by(self.user).live()

    def rows(self) -> Any:
        states = TABS[self.tab][1]
        rows = self.live().filter(state__in=states) if states else self.live()
        rows = rows.select_related("person", "opportunity__employer")
        return rows.order_by(F("due_on").asc(nulls_last=True), "state_since_at")

    def context(self) -> dict[str, Any]:
        page = paged(self.request, self.rows())
        self.seen([row.person for row in page])
        table = Table(
            caption=TABS[self.tab][0],
            columns=COLUMNS,
            rows=[row_of(row, self.today) for row in page],
            order="What is due first stands first.",
            empty="No one is put forward here now. Matches on a young person's page are the way to begin.",
            csv=f"?tab={self.tab}&csv",
            page=page,
            more={"tab": self.tab},
        )
        states = list(self.live().values_list("state", flat=True))
        tabs = [
            (f"{words} ({len([s for s in states if wanted is None or s in wanted])})", f"?tab={code}", code == self.tab)
            for code, (words, wanted) in TABS.items()
        ]
        late = self.live().filter(due_on__lt=self.today).count()
        return {"table": table, "tabs": tabs, "all": len(states), "late": late}

    def file(self) -> HttpResponse:
        rows = list(self.rows())
        self.seen([row.person for row in rows])
        assert self.user.council is not None
        record("export_made", self.user, council=self.user.council, by=self.user, what="put_forward", rows=len(rows))
        return csv_response("put-forward", COLUMNS, [row_of(row, self.today) for row in rows])

    def seen(self, people: list[Any]) -> None:
        assert self.user.council is not None
        unique = list(dict.fromkeys(people))
        record_view(unique, council=self.user.council, by=self.user, purpose="put_forward", fields=["nominations"])


def row_of(nomination: Nomination, day: date) -> list[Any]:
    return [
        Cell(nomination.person.called, href=reverse("nomination", kwargs={"nomination": nomination.public_id})),
        nomination.opportunity.title,
        nomination.opportunity.employer.name,
        STEPS[nomination.state],
        due_cell(nomination.due_on, day),
    ]


def due_cell(due_on: date | None, day: date) -> Cell:
    if due_on is None:
        return Cell("Nothing waits")
    days = (due_on - day).days
    if days < 0:
        return Cell(f"{due_on:%-d %B}", html=tag(f"{-days} {'day' if days == -1 else 'days'} late", "red"))
    if days <= SOON:
        words = {0: "Today", 1: "Tomorrow"}.get(days, f"In {days} days")
        return Cell(f"{due_on:%-d %B}", html=tag(words, "amber"))
    return Cell(f"{due_on:%-d %B}")
