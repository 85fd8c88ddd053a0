"""The panel accepts the plan's place for one case: its own decision, with what the plan cost (vocabularies.md 3)."""

from typing import Any

from django.db import transaction

from config.accounts.models import User
from config.refusal import Refused
from matching.panel.decisions import MainReason, decide
from matching.panel.models import AgendaItem, PanelDecision
from matching.panel.panel_actions import NewAction
from matching.panel.plan.planned import planned_place
from matching.panel.policies import check_can_decide
from matching.panel.recording import TALK, asking, has_said_yes, reason_of, record_decision
from matching.panel.room_choices import RoomChoices

PLACE_PLAN = "place_plan"


def record_chosen(item: AgendaItem, said: dict[str, Any], choices: RoomChoices, *, by: User) -> PanelDecision:
    """What the room's form `said`: the plan's place, or any other decision. Without a why its ready-made one counts."""
    code = said["decision"]
    ready_made = next(choice.why for choice in choices.decisions if choice.code == code)
    if code == PLACE_PLAN:
        return decide_place(item, why=said["why"] or ready_made, reason=reason_of(said, code), by=by)
    return record_decision(item, said, ready_made=ready_made, by=by)


@transaction.atomic
def decide_place(item: AgendaItem, *, why: str, reason: MainReason, by: User) -> PanelDecision:
    """Record that the panel accepts the plan's place for a case of the meeting in session. Nobody is introduced."""
    check_can_decide(item, by)
    place = planned_place(item)
    if place is None:
        raise Refused("No draft from the plan waits for them. Make the drafts first. Then the panel can decide each.")
    yes = has_said_yes(place.nomination)
    return decide(
        item,
        decision=PLACE_PLAN,
        why=why,
        reason=reason,
        nomination=place.nomination,
        details={
            "plan_version": str(place.row.plan.version),
            "price_shown": place.price,
            **asking(item, place.nomination),
        },
        actions=[NewAction("introduce_employer" if yes else TALK, owner=item.person.adviser)],
        by=by,
    )
