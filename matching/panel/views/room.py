"""The panel room: one case a page, a decision in three actions, by keyboard alone if wished (P2, P3)."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Subquery
from django.db.models.functions import Coalesce, JSONObject
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse

from config.accounts.permissions import Permission
from config.audit_trail.trail import record_view
from config.reference.vocabulary import terms
from config.screens.pages import ActionScreen, FormScreen
from matching.panel.case_facts import CaseFacts, facts_of
from matching.panel.models import AgendaItem, ConflictOfInterest, PanelDecision, PanelMeeting, RoomKeys
from matching.panel.plan.deciding import record_chosen
from matching.panel.policies import can_undo
from matching.panel.room_choices import RoomChoices, choices_for
from matching.panel.room_form import RoomForm
from matching.panel.undoing import undo_decision
from matching.panel.views.shared import MeetingScreen, ids, of

SEEN = ("identity", "wishes", "readiness", "matches", "decisions", "actions")
NAMED_ONLY = "This record is for named people only. One of them decides it with the chair."
STEPPED_BACK = "You stepped back from this case, so it is not shown to you. Somebody else records it."
DIED = "This young person died on {day:%-d %B %Y}. Nothing is decided, and nobody is asked."
NOT_YET = "You can open this case once the agenda is frozen."
OVER = "The minutes are agreed, so this record is closed to the panel again."


@dataclass(frozen=True, slots=True)
class Place:
    """Where a case stands among those to be discussed; `before` and `after` are addresses, or ''."""

    number: int
    total: int
    decided: int
    before: str
    after: str


def case_address(meeting: Any, item: Any) -> str:
    return reverse("panel_case", kwargs={"meeting": meeting, "item": item})


def place_of(item: AgendaItem) -> Place:
    """Order is the agenda's; a case that is carried over has no number."""
    cases = list(to_discuss(item).values_list("public_id", "decision__decision"))
    order = [public_id for public_id, _ in cases]
    at = order.index(item.public_id) if item.public_id in order else len(order)
    meeting = item.meeting.public_id
    return Place(
        number=at + 1 if at < len(order) else 0,
        total=len(order),
        decided=sum(decision not in (None, "carry_over") for _, decision in cases),
        before=case_address(meeting, order[at - 1]) if 0 < at < len(order) else "",
        after=case_address(meeting, order[at + 1]) if at + 1 < len(order) else "",
    )


def to_discuss(item: AgendaItem) -> Any:
    return AgendaItem.objects.filter(meeting=item.meeting_id).marked().in_order()


class PanelRoom(MeetingScreen):
    """The first case that waits for a decision; once there is none, the way to the minutes."""

    template_name = "panel/all_decided.html"

    def get(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        meeting = self.meeting
        waiting = AgendaItem.objects.filter(meeting=meeting).visible_to(self.user).undecided().in_order()
        first = waiting.exclude(conflicts__member=self.user).first()
        if first is None:
            return self.show()
        return HttpResponseRedirect(case_address(meeting.public_id, first.public_id))

    def context(self) -> dict[str, Any]:
        meeting = self.meeting
        left = meeting.items.undecided().count()
        total = meeting.items.marked().count()
        made = PanelDecision.objects.visible_to(self.user).filter(decided_by=self.user, item__meeting=meeting)
        last = made.select_related("item__person", "item__meeting__council").order_by("-recorded_at").first()
        undo = last if last and can_undo(self.user, last) else None
        return {"meeting": meeting, "heading": all_decided(total, left), "left": left, "undo": undo}


def all_decided(total: int, left: int) -> str:
    if not total:
        return "Nobody is to be discussed"
    return "Nothing here waits for you" if left else f"All {total} decided"


class PanelCase(MeetingScreen, FormScreen):
    """One case. Where it cannot be decided now it is shown without the form."""

    template_name = "panel/case.html"
    form_class = RoomForm

    @cached_property
    def item(self) -> Any:
        """The case (AgendaItem), and in the same query whether this user sees it, and how they work in the room."""
        visible = AgendaItem.objects.visible_to(self.user).filter(pk=OuterRef("pk"))
        conflicts = ConflictOfInterest.objects.filter(item=OuterRef("pk"))
        keys = RoomKeys.objects.filter(user=self.user)
        items = AgendaItem.objects.filter(meeting__in=PanelMeeting.objects.visible_to(self.user)).select_related(
            *("meeting__council", "person__personal_adviser", "person__social_worker", "person__manager"),
            *("asked_by", "decision__decided_by"),
        )
        seen = items.annotate(
            is_visible=Exists(visible),
            stepped_back=Exists(conflicts.filter(member=self.user)),
            conflicts_said=ArraySubquery(
                conflicts.order_by("noted_at").values(said=JSONObject(name="member__name", why="why"))
            ),
            single_keys=Coalesce(Subquery(keys.values("single_keys")), True),
        )
        return self.one(seen, public_id=self.kwargs["item"], meeting__public_id=self.kwargs["meeting"])

    @cached_property
    def meeting(self) -> PanelMeeting:
        return self.item.meeting

    @cached_property
    def closed(self) -> str:
        """Why this user sees nothing of the case; '' where they do."""
        if self.item.is_visible and self.item.person.died_on:
            return DIED.format(day=self.item.person.died_on)
        if self.item.is_visible:
            return STEPPED_BACK if self.item.stepped_back else ""
        if self.item.person.is_restricted:
            return NAMED_ONLY
        return NOT_YET if self.item.meeting.state == "scheduled" else OVER

    @cached_property
    def facts(self) -> CaseFacts:
        return facts_of(self.item, self.today)

    @cached_property
    def choices(self) -> RoomChoices:
        return choices_for(self.facts, self.user, self.today)

    @property
    def decision(self) -> PanelDecision | None:
        """What was decided; not where it merely carried over."""
        decision = getattr(self.item, "decision", None)
        return decision if decision and decision.decision != "carry_over" else None

    @property
    def can_be_decided(self) -> bool:
        may = self.user.may(Permission.DECIDE_AT_PANEL)
        open_case = self.item.to_discuss and self.item.meeting.state == "in_session"
        return may and open_case and self.decision is None

    def get(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.closed:
            return self.show_closed()
        return super().get(request) if self.can_be_decided else self.show(form=None)

    def post(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.show_closed() if self.closed else super().post(request)

    def show_closed(self) -> HttpResponse:
        self.template_name = "panel/closed_case.html"
        place = place_of(self.item)
        return super(FormScreen, self).show(heading=f"Case {place.number}", sentence=self.closed, place=place)

    def form_kwargs(self) -> dict[str, Any]:
        return {"choices": self.choices, "day": self.today}

    def initial(self) -> dict[str, Any]:
        return RoomForm.ready(self.choices, self.today)

    def context(self) -> dict[str, Any]:
        if self.closed:
            return {"meeting": self.item.meeting, "item": self.item}
        assert self.user.council is not None
        record_view([self.item.person], council=self.user.council, by=self.user, purpose="panel", fields=SEEN)
        return {
            "heading": self.item.person.called,
            "meeting": self.item.meeting,
            "item": self.item,
            "facts": self.facts,
            "place": place_of(self.item),
            "decision": self.decision,
            "decision_label": self.label_of(self.decision),
            "can_undo": self.decision is not None and can_undo(self.user, self.decision),
            "recorded": self.recorded(),
            "keys": self.item.single_keys,
            "is_chair": self.is_chair(),
        }

    def recorded(self) -> dict[str, Any] | None:
        """The decision recorded just before, with the way to undo it."""
        made = PanelDecision.objects.filter(item__meeting=self.item.meeting, decided_by=self.user)
        rows = made.select_related("item__person", "item__meeting__council").order_by("-recorded_at")
        last = rows.first() if "recorded" in self.request.GET else None
        if last is None or str(last.public_id) != self.request.GET["recorded"]:
            return None
        return {"decision": last, "label": self.label_of(last), "can_undo": can_undo(self.user, last)}

    def label_of(self, decision: PanelDecision | None) -> str:
        labels = terms("decisions", council=self.item.meeting.council) if decision else {}
        return labels[decision.decision].label if decision else ""

    def act(self, form: RoomForm) -> HttpResponse:
        made = record_chosen(self.item, form.cleaned_data, self.choices, by=self.user)
        return HttpResponseRedirect(f"{self.next_case()}?recorded={made.public_id}")

    def next_case(self) -> str:
        """The next one that waits, then those skipped before, then the page that says all are decided."""
        waiting = to_discuss(self.item).undecided().visible_to(self.user).exclude(conflicts__member=self.user)
        order = list(to_discuss(self.item).values_list("public_id", flat=True))
        at = order.index(self.item.public_id)
        open_ids = set(waiting.values_list("public_id", flat=True))
        following = [public_id for public_id in [*order[at + 1 :], *order[:at]] if public_id in open_ids]
        meeting = self.item.meeting.public_id
        return case_address(meeting, following[0]) if following else of("panel_room", self.item.meeting)


class UndoDecision(ActionScreen):
    """Back to the case, as if it had not been decided."""

    may = (Permission.DECIDE_AT_PANEL,)

    @cached_property
    def decision(self) -> PanelDecision:
        rows = PanelDecision.objects.visible_to(self.user).select_related("item__person", "item__meeting__council")
        return self.one(rows, public_id=self.kwargs["decision"])

    def act(self) -> None:
        item = self.decision.item
        self.address = case_address(item.meeting.public_id, item.public_id)
        undo_decision(self.decision, by=self.user)

    def next_url(self) -> str:
        return self.address


class SingleKeys(ActionScreen):
    """Single keys on or off for whoever asks; they go with the user, not with the meeting."""

    may = (Permission.DECIDE_AT_PANEL,)

    def act(self) -> None:
        wanted = self.request.POST.get("keys") == "on"
        RoomKeys.objects.update_or_create(user=self.user, defaults={"single_keys": wanted})

    def next_url(self) -> str:
        found = [public_id for name in ("meeting", "item") for public_id in ids(self.request.POST.get(name))]
        return case_address(*found) if len(found) == 2 else reverse("panel")
