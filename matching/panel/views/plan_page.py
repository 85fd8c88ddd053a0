"""The plan for places (M8): who gets one, who does not and why, what that costs; working out again; making drafts."""

from functools import cached_property
from typing import Any

from django.http import HttpResponse

from config.accounts.permissions import Permission
from config.audit_trail.trail import record, record_view
from config.refusal import Refused
from config.screens.pages import ActionScreen
from config.screens.tables import Table, csv_response, paged
from matching.panel.plan.accepting import accept_plan
from matching.panel.plan.choosing import take_back
from matching.panel.plan.drawing_up import draw_up_plan
from matching.panel.plan.models import PanelPlan, PlanChoice
from matching.panel.plan.policies import can_plan, check_not_stepped_back, check_stands
from matching.panel.plan.showing import PLACED, WITHOUT, ShownPlan
from matching.panel.plan.showing_choices import CHOSEN
from matching.panel.views.shared import MeetingScreen, ids, of

FIELDS = ("identity", "need", "matches")
LISTS = {"placed": "Gets a place", "without": "No place this month", "chosen": "Chosen beforehand"}
COLUMNS = {"placed": PLACED, "without": WITHOUT, "chosen": CHOSEN}
EMPTY = {
    "placed": "Nobody gets a place in this plan.",
    "without": "Everyone in this plan gets a place.",
    "chosen": "Nothing is locked or ruled out. The plan is free.",
}
ORDER = "Most need first."


class PlanScreen(MeetingScreen):
    @cached_property
    def plan(self) -> PanelPlan | None:
        """The newest version; None before the first."""
        plans = PanelPlan.objects.visible_to(self.user).filter(meeting=self.meeting)
        newest = plans.select_related("meeting__council", "accepted_by", "drawn_up_by").order_by("-version")
        return newest.defer("inputs").first()

    def next_url(self) -> str:
        return of("panel_plan", self.meeting)


class PlanPage(PlanScreen):
    template_name = "panel/plan.html"

    def get(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.file() if "csv" in request.GET and self.plan else super().get(request, *args, **kwargs)

    def back(self) -> tuple[str, str]:
        return of("agenda", self.meeting), "Back to the agenda"

    def file(self) -> HttpResponse:
        """Every row of the list, as its reader may see it."""
        assert self.plan is not None
        name, shown = self.list_name(), ShownPlan(self.plan, self.user, may_choose=False)
        cells = (
            shown.chosen.cells(may_take_back=False)
            if name == "chosen"
            else shown.cells(name, list(shown.rows_of(name)))
        )
        record("export_made", self.plan, council=self.meeting.council, by=self.user, people=len(cells))
        return csv_response(f"plan-{self.meeting.held_on:%Y-%m}-{name}", COLUMNS[name], cells)

    def context(self) -> dict[str, Any]:
        plan, plans = self.plan, can_plan(self.meeting, self.user)
        found = {"heading": f"Plan for places, {self.meeting.held_on:%B %Y}", "meeting": self.meeting, "plan": plan,
                 "can_plan": plans, "pools": buttons(plan)}  # fmt: skip
        if plan is None:
            return found
        waits_for = why_not_accepted(plan, self.user)
        shown = ShownPlan(plan, self.user, may_choose=plans and plan.accepted_at is None)
        return found | {
            "shown": shown,
            "tabs": self.tabs(shown),
            "table": self.table(shown, takes_back=plans),
            "list": self.list_name(),
            "waits_for": "" if plan.accepted_at else waits_for,
            "drafts": in_words(shown.placed) if plans and shown.placed and not waits_for else "",
        }

    def list_name(self) -> str:
        asked = self.request.GET.get("list", "placed")
        return asked if asked in LISTS else "placed"

    def tabs(self, shown: ShownPlan) -> list[tuple[str, str, bool]]:
        numbers = {"placed": shown.placed, "without": shown.without, "chosen": len(shown.chosen.rows)}
        return [(f"{words} ({numbers[name]})", f"?list={name}", name == self.list_name())
                for name, words in LISTS.items()]  # fmt: skip

    def table(self, shown: ShownPlan, *, takes_back: bool) -> Table:
        name = self.list_name()
        address = f"?list={name}&csv=1"
        if name == "chosen":
            self.seen([row.person for row in shown.chosen.rows])
            return Table(LISTS[name], CHOSEN, shown.chosen.cells(may_take_back=takes_back), "", EMPTY[name],
                         address)  # fmt: skip
        page = paged(self.request, shown.rows_of(name))
        self.seen([row.person for row in page])
        hidden = (shown.placed if name == "placed" else shown.without) - page.paginator.count
        closed = f"{hidden} {'case is' if hidden == 1 else 'cases are'} not open to you." if hidden else ""
        return Table(LISTS[name], COLUMNS[name], shown.cells(name, list(page)), f"{ORDER} {closed}",
                     closed or EMPTY[name], address, page, {"list": name})  # fmt: skip

    def seen(self, people: list[Any]) -> None:
        record_view(people, council=self.meeting.council, by=self.user, purpose="plan", fields=FIELDS)


def in_words(drafts: int) -> str:
    return "Make 1 draft" if drafts == 1 else f"Make {drafts} drafts"


def buttons(plan: PanelPlan | None) -> list[tuple[str, str]]:
    """The same people again, or the others."""
    said = {PanelPlan.Pool.YES: "those who said yes", PanelPlan.Pool.NEET: "everyone not in EET"}
    same = plan.pool if plan else ""
    return [(pool.value, "Work out again" if pool == same else f"Work out for {words}") for pool, words in said.items()]


def why_not_accepted(plan: PanelPlan, user: Any) -> str:
    """What stands in the way of making drafts, as a sentence."""
    try:
        check_stands(plan)
        check_not_stepped_back(plan, user)
    except Refused as error:
        return str(error)
    return ""


class DrawUpPlan(PlanScreen, ActionScreen):
    """Also worked out again, as a new version."""

    may = (Permission.DECIDE_AT_PANEL,)

    def act(self) -> str:
        plan = draw_up_plan(self.meeting, pool=self.request.POST.get("pool", ""), by=self.user)
        return f"Worked out: version {plan.version}. Nobody is told and nobody is introduced."


class AcceptPlan(PlanScreen, ActionScreen):
    may = (Permission.DECIDE_AT_PANEL,)

    def act(self) -> str:
        read = PanelPlan.objects.filter(meeting=self.meeting, public_id__in=ids(self.request.POST.get("plan"))).first()
        if read is None:
            raise Refused("Read the plan on its page, then make the drafts there.")
        made = accept_plan(read, by=self.user)
        return (
            f"{made} drafts made. Each waits for its adviser."
            if made > 1
            else "1 draft made. It waits for its adviser."
        )


class TakeBackChoice(PlanScreen, ActionScreen):
    may = (Permission.DECIDE_AT_PANEL,)

    def act(self) -> str:
        choices = PlanChoice.objects.visible_to(self.user).filter(meeting=self.meeting)
        choice = choices.filter(public_id__in=ids(self.request.POST.get("choice"))).select_related("person").first()
        if choice is None:
            raise Refused("This choice is not there any more. Look again.")
        take_back(choice, by=self.user)
        return f"Taken back for {choice.person.called}. Work out again."
