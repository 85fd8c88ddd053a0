"""The agenda: everyone once, in lists that add up, with the chair's marks and the notes after the freeze (P1)."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.html import format_html

from config.accounts.permissions import Permission
from config.audit_trail.trail import record, record_view
from config.refusal import Refused
from config.screens.pages import ActionScreen
from config.screens.tables import Cell, Column, Table, csv_response, paged
from matching.panel.agenda import mark_for_discussion
from matching.panel.agenda_rows import COLUMNS, AgendaRows
from matching.panel.late import waiting
from matching.panel.listing import changed_since, counts
from matching.panel.models import AgendaItem, PanelMeeting
from matching.panel.policies import AFTER_THE_FREEZE
from matching.panel.querysets import AgendaItemQuerySet
from matching.panel.views.shared import MeetingScreen, ids, next_step, of, step_back_to

LISTS = {"discuss": "To discuss", "carried": "Carried over", "unknown": "No recorded activity"}
ORDER = "Order: most points first, then longest not discussed, then a draw that is fixed for this meeting."
EMPTY = {
    "discuss": "Nobody is marked yet. Mark at least one person to discuss, from the list of those carried over.",
    "carried": "Everyone on this agenda is to be discussed.",
    "unknown": "An activity is recorded for everyone.",
}
PREPARING = "The chair prepares this agenda. You can open its cases once it is frozen."


class Agenda(MeetingScreen):
    """One of three lists of the meeting, with the sentence that adds them up."""

    template_name = "panel/agenda.html"

    def get(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.file() if "csv" in request.GET else super().get(request)

    def context(self) -> dict[str, Any]:
        meeting, name = self.meeting, self.list_name()
        found = counts(meeting)
        is_drawn_up = bool(found["neet"] or found["unknown_all"])
        page = paged(self.request, in_list(meeting, name))
        rows = AgendaRows(meeting, list(page), self.user, self.today)
        assert self.user.council is not None
        record_view(rows.seen, council=self.user.council, by=self.user, purpose="agenda", fields=FIELDS)
        return {
            "heading": f"EET panel, {meeting.held_on:%A %-d %B %Y}",
            "meeting": meeting,
            "counts": found,
            "tabs": self.tabs(found, name),
            "table": self.table(meeting, name, page, rows) if rows.seen or self.is_chair() else None,
            "preparing": PREPARING,
            "marks": self.is_chair() and meeting.state == "scheduled",
            "is_chair": self.is_chair(),
            "changed": changed_since(meeting) if is_drawn_up and meeting.state == "scheduled" else None,
            "step": next_step(meeting, self.user) if is_drawn_up else None,
            "step_back": step_back_to(meeting, self.user),
            "asked_late": waiting(meeting) if self.is_chair() and meeting.state in AFTER_THE_FREEZE else (),
        }

    def list_name(self) -> str:
        asked = self.request.GET.get("list", "discuss")
        return asked if asked in LISTS else "discuss"

    def tabs(self, found: dict[str, int], current: str) -> list[tuple[str, str, bool]]:
        return [(f"{words} ({found[name]})", f"?list={name}", name == current) for name, words in LISTS.items()]

    def table(self, meeting: PanelMeeting, name: str, page: Any, rows: AgendaRows) -> Table:
        cells, columns = rows.rows(page.start_index() or 1), list(COLUMNS)
        if acts := self.acts(meeting, name):
            columns = [*COLUMNS, Column("Discuss")]
            cells = [[*row, act_cell(item, acts)] for row, item in zip(cells, rows.items, strict=True)]
        address = f"{of('agenda', meeting)}?list={name}&csv=1"
        order = f"{page.start_index()} to {page.end_index()} of {page.paginator.count}. {ORDER}"
        return Table(LISTS[name], columns, cells, order, EMPTY[name], address, page, {"list": name})

    def acts(self, meeting: PanelMeeting, name: str) -> str:
        """What the chair can do with a row of this list: 'mark', 'take_up' or nothing."""
        if not self.is_chair():
            return ""
        if meeting.state == "scheduled":
            return "mark"
        return "take_up" if meeting.state in AFTER_THE_FREEZE and name != "discuss" else ""

    def file(self) -> HttpResponse:
        meeting, name = self.meeting, self.list_name()
        rows = AgendaRows(meeting, list(in_list(meeting, name)), self.user, self.today)
        record("export_made", meeting, council=meeting.council, by=self.user, people=len(rows.seen))
        return csv_response(f"agenda-{meeting.held_on:%Y-%m}-{name}", COLUMNS, rows.rows())


BUTTON = (
    '<button class="eet-link-button" name="{}" value="{}">{}<span class="govuk-visually-hidden"> {}</span></button>'
)
FIELDS = ("identity", "need", "decisions", "matches")


def in_list(meeting: PanelMeeting, name: str) -> AgendaItemQuerySet:
    items = meeting.items.select_related("person", "asked_by", "marked_by").in_order()
    rules: dict[str, dict[str, Any]] = {
        "discuss": {"to_discuss": True},
        "carried": {"to_discuss": False, "part": AgendaItem.Part.NEET},
        "unknown": {"to_discuss": False, "part": AgendaItem.Part.NO_ACTIVITY},
    }
    return items.filter(**rules[name])


def act_cell(item: AgendaItem, act: str) -> Cell | str:
    """A button of the form that stands round the table; its words name the person for whoever hears them."""
    if act == "take_up":
        return Cell("Take up", href=item_address("take_up_case", item))
    if item.always_discussed:
        return "Always"
    words, value = ("Take off", "no") if item.to_discuss else ("Discuss", "yes")
    return Cell(words, html=format_html(BUTTON, value, item.public_id, words, f"case {item.position}"))


def item_address(name: str, item: AgendaItem) -> str:
    return reverse(name, kwargs={"meeting": item.meeting.public_id, "item": item.public_id})


class MarkCase(MeetingScreen, ActionScreen):
    """One button of the agenda's table: discuss this case, or take it off again."""

    may = (Permission.CHAIR_PANEL,)

    def act(self) -> str:
        discuss = "yes" in self.request.POST
        given = self.request.POST.get("yes") or self.request.POST.get("no")
        items = self.meeting.items.select_related("person", "meeting__council")
        item = items.filter(public_id__in=ids(given)).first()
        if item is None:
            raise Refused("This case is not on the agenda any more. Look again.")
        mark_for_discussion(item, by=self.user, discuss=discuss)
        return f"Case {item.position} is {'to be discussed' if discuss else 'carried over'}."

    def next_url(self) -> str:
        name = self.request.POST.get("list", "discuss")
        page = self.request.POST.get("page", "1")
        return f"{of('agenda', self.meeting)}?list={name if name in LISTS else 'discuss'}&page={page}"
