"""The meetings: which one is next, what it waits for, and what the earlier ones decided."""

from functools import cached_property
from typing import Any

from django.core.paginator import Page
from django.db.models import Count, Q
from django.http import Http404, HttpResponse
from django.urls import reverse

from config.accounts.permissions import Permission
from config.audit_trail.trail import record
from config.screens.pages import ActionScreen, FormScreen, Screen
from config.screens.tables import Cell, Column, Table, csv_response, paged
from matching.panel.agenda import draw_up_agenda, schedule
from matching.panel.cycle import move_meeting
from matching.panel.decisions import PUT_FORWARD
from matching.panel.forms import MeetingForm
from matching.panel.models import PanelAction, PanelMeeting
from matching.panel.views.shared import STEPS, MeetingScreen, of

COLUMNS = (
    Column("Meeting", heads=True),
    Column("Where it stands"),
    Column("Discussed", number=True),
    Column("Put forward", number=True),
    Column("Carried over", number=True),
    Column("Minutes"),
)
CHAIR = "You chair this panel: you call the meetings, mark whom to discuss, and agree the minutes."
MEMBER = "You are on this panel. You can open the cases from the freeze of the agenda until the minutes are agreed."


class Panel(Screen):
    """The next meeting on top, the earlier ones below."""

    may = (Permission.SEE_AGENDA,)
    template_name = "panel/meetings.html"
    heading = "EET panel"

    def get(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.file() if "csv" in request.GET else super().get(request, *args, **kwargs)

    @cached_property
    def coming(self) -> PanelMeeting | None:
        meetings = PanelMeeting.objects.visible_to(self.user)
        return meetings.exclude(state__in=["minutes_agreed", "reported"]).order_by("held_on").first()

    def earlier(self) -> Any:
        meetings = PanelMeeting.objects.visible_to(self.user)
        return counted(meetings.exclude(pk=self.coming.pk) if self.coming else meetings)

    def file(self) -> HttpResponse:
        """Numbers of meetings: nobody's name is in it."""
        assert self.user.council is not None
        record("export_made", self.user.council, council=self.user.council, by=self.user, purpose="meetings")
        return csv_response("panel-meetings", COLUMNS, table_of(self.earlier()).rows)

    def context(self) -> dict[str, Any]:
        coming = self.coming
        is_chair = self.user.may(Permission.CHAIR_PANEL)
        return {
            "meeting": coming,
            "waits_for": waits_for(coming) if coming else "",
            "role": CHAIR if is_chair else MEMBER,
            "is_chair": is_chair,
            "has_agenda": bool(coming and coming.items.exists()),
            "mine": PanelAction.objects.waiting_for(self.user).count(),
            "table": table_of(paged(self.request, self.earlier())),
        }


def counted(meetings: Any) -> Any:
    decided = "items__decision__decision"
    return meetings.annotate(
        discussed=Count("items", filter=Q(items__decision__isnull=False) & ~Q(**{decided: "carry_over"})),
        put_forward=Count("items", filter=Q(**{f"{decided}__in": PUT_FORWARD})),
        carried=Count("items", filter=Q(**{decided: "carry_over"})),
    ).order_by("-held_on")


def table_of(page: Any) -> Table:
    rows = [
        [
            Cell(f"{row.held_on:%-d %B %Y}", href=of("agenda", row)),
            row.get_state_display(),
            row.discussed,
            row.put_forward,
            row.carried,
            Cell(f"Minutes of {row.held_on:%B}", href=of("minutes", row)) if row.agenda_frozen_at else "Not yet",
        ]
        for row in page
    ]
    some = page if isinstance(page, Page) else None
    return Table(
        "Earlier meetings", COLUMNS, rows, "Newest first.", "No meeting has been held yet.", csv="?csv=1", page=some
    )


def waits_for(meeting: PanelMeeting) -> str:
    """What the next meeting waits for, as a sentence."""
    if meeting.state == "scheduled" and not meeting.items.exists():
        return "The agenda is not drawn up yet."
    marked = meeting.items.filter(to_discuss=True).count()
    open_cases = meeting.items.undecided().count()
    cases = "1 case is" if marked == 1 else f"{marked} cases are"
    return {
        "scheduled": f"The agenda is a draft: {cases} marked to discuss.",
        "agenda_frozen": f"The agenda is frozen: {cases} to be discussed.",
        "in_session": f"The meeting is open: {marked - open_cases} of {marked} decided.",
        "minutes_drafted": "The minutes are drafted. The chair agrees them.",
    }[meeting.state]


class CallMeeting(FormScreen):
    may = (Permission.CHAIR_PANEL,)
    form_class = MeetingForm
    heading = "Call a meeting"
    lead = "One meeting a month. The agenda lists everyone who is not in EET, once."
    button = "Call the meeting"

    def back(self) -> tuple[str, str]:
        return reverse("panel"), "Back to the panel"

    def act(self, form: MeetingForm) -> str:
        said = form.cleaned_data
        assert self.user.council is not None
        self.called = schedule(
            council=self.user.council, held_on=said["held_on"], when_and_where=said["when_and_where"], by=self.user
        )
        draw_up_agenda(self.called, by=self.user)
        return f"Called for {said['held_on']:%-d %B}. The agenda is drawn up: mark whom to discuss."

    def next_url(self) -> str:
        return of("agenda", self.called)


class DrawUpAgenda(MeetingScreen, ActionScreen):
    """Also drawn up again, while it is a draft."""

    may = (Permission.CHAIR_PANEL,)

    def act(self) -> str:
        items = draw_up_agenda(self.meeting, by=self.user)
        return f"Drawn up: {len(items)} people, each once. Your marks are kept."

    def next_url(self) -> str:
        return of("agenda", self.meeting)


class MoveMeeting(MeetingScreen, ActionScreen):
    """Freeze, open, close, agree, report, and the two ways back."""

    may = (Permission.CHAIR_PANEL,)

    def act(self) -> str:
        if self.kwargs["target"] not in STEPS:
            raise Http404
        move_meeting(self.meeting, self.kwargs["target"], by=self.user)
        return STEPS[self.kwargs["target"]].done

    def next_url(self) -> str:
        pages = {"in_session": "panel_room", "minutes_drafted": "minutes", "minutes_agreed": "minutes"}
        return of(pages.get(self.meeting.state, "agenda"), self.meeting)
