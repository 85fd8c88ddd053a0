"""Who did what: the search of the audit trail, for administrators."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from config.accounts.permissions import Permission
from config.audit_trail.forms import TrailForm
from config.audit_trail.models import Event
from config.audit_trail.search import context_in_words, events_found
from config.audit_trail.trail import record
from config.audit_trail.verbs import VERBS
from config.screens.pages import Screen
from config.screens.tables import Cell, Column, Table, csv_response, paged

COLUMNS = (
    Column("When", heads=True), Column("Who"), Column("What"), Column("Person (opaque id)"), Column("Fields"),
    Column("Details"),
)  # fmt: skip
FILE_COLUMNS = (*COLUMNS, Column("Written down"), Column("Subject"), Column("Subject id"), Column("Event id"))
MOST_IN_FILE = 50_000


class TrailSearch(Screen):
    """25 events a page, the newest first. The file of all that were found is an export, which leaves its own event."""

    may = (Permission.MANAGE_USERS,)
    template_name = "audit_trail/search.html"
    heading = "Who did what"

    def get(self, *args: Any, **kwargs: Any) -> HttpResponse:
        form = TrailForm(self.request.GET if self.asks else None)
        events = self.events(form)
        if self.request.GET.get("as") == "csv" and form.is_valid():
            return self.file(events)
        return self.show(form=form, table=self.table(events))

    @property
    def asks(self) -> bool:
        return any(name != "page" for name in self.request.GET)

    def events(self, form: TrailForm) -> QuerySet[Event]:
        assert self.user.council is not None
        if not form.is_bound:
            return events_found(self.user.council)
        return events_found(self.user.council, **form.cleaned_data) if form.is_valid() else Event.objects.none()

    def table(self, events: QuerySet[Event]) -> Table:
        page = paged(self.request, events)
        asked = {name: str(value) for name, value in self.request.GET.items() if name != "page"}
        query = self.request.GET.copy()
        query["as"] = "csv"
        query.pop("page", None)
        return Table(
            "Events of your council", COLUMNS, [cells(event) for event in page], order="The newest first.", page=page,
            more=asked, csv=f"{reverse('trail_search')}?{query.urlencode()}",
            empty="No event is found. Change what you look for.",
        )  # fmt: skip

    def file(self, events: QuerySet[Event]) -> HttpResponse:
        assert self.user.council is not None
        rows = [file_cells(event) for event in events[:MOST_IN_FILE]]
        looked_for = sorted(name for name, value in self.request.GET.items() if value and name not in ("as", "page"))
        record(
            "export_made", self.user.council, council=self.user.council, by=self.user, what="audit_trail",
            rows=len(rows), looked_for=looked_for,
        )  # fmt: skip
        return csv_response("who-did-what", FILE_COLUMNS, rows)


def cells(event: Event) -> list[Any]:
    at = timezone.localtime(event.occurred_at)
    person = Cell("", html=format_html("{}", "Nobody"))
    if event.person_id:
        address = f"{reverse('trail_search')}?person={event.person_id}"
        person = Cell(str(event.person_id)[:8], address)
    who = Cell(event.actor.name, f"{reverse('trail_search')}?who={event.actor.email}") if event.actor else "The service"
    fields = ", ".join(name.replace("_", " ") for name in event.fields)
    what = VERBS.get(event.verb, event.verb)
    return [f"{at:%-d %b %Y, %H:%M}", who, what, person, fields or "None named", context_in_words(event.context)]


def file_cells(event: Event) -> list[Any]:
    _, who, what, _, fields, details = cells(event)
    written = timezone.localtime(event.recorded_at) if event.recorded_at else "Not known"
    person = str(event.person_id or "")
    subject = [event.subject_type, str(event.subject_id), str(event.public_id)]
    return [
        timezone.localtime(event.occurred_at),
        getattr(who, "text", who),
        what,
        person,
        fields,
        details,
        written,
        *subject,
    ]
