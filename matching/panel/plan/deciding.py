"""The panel accepts the plan's place for one case: its own decision, with what the plan cost (vocabularies.md 3)."""

from django.db import transaction

from config.accounts.models import User
from config.refusal import Refused
from matching.panel.decisions import MainReason, decide
from matching.panel.models import AgendaItem, PanelDecision
from matching.panel.panel_actions import NewAction
from matching.panel.plan.models import PlanRow
from matching.panel.recording import TALK, asking, has_said_yes

PLACE_PLAN = "place_plan"


@transaction.atomic
def decide_place(row: PlanRow, *, why: str, reason: MainReason, by: User) -> PanelDecision:
    """Record that the panel accepts the plan's place for a case of the meeting in session. Nobody is introduced."""
    items = AgendaItem.objects.select_related("meeting__council", "person")
    case = items.filter(meeting=row.plan.meeting_id, person=row.person_id).first()
    if case is None:
        raise Refused(f"{row.person.called} is not on this agenda.")
    if row.nomination is None:
        raise Refused("Make the drafts first. Then the panel can decide each.")
    price = row.plan.prices["most_starts"]["starts"] - row.plan.prices["plan"]["starts"]
    yes = has_said_yes(row.nomination)
    return decide(
        case,
        decision=PLACE_PLAN,
        why=why,
        reason=reason,
        nomination=row.nomination,
        details={
            "plan_version": str(row.plan.version),
            "price_shown": f"{max(price, 0):.1f} starts against most starts only",
            **asking(case, row.nomination),
        },
        actions=[NewAction("introduce_employer" if yes else TALK, owner=case.person.adviser)],
        by=by,
    )
