"""Telling the young person what the panel decided about them: within five working days, by whoever works with them."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from aspirations.people.policies import check_can_change
from config.accounts.models import User
from config.accounts.permissions import Permission
from config.audit_trail.trail import record
from config.refusal import Refused
from matching.panel.models import PanelDecision
from matching.panel.states import AGREED


def can_tell(user: User, decision: PanelDecision) -> bool:
    try:
        check_can_tell(user, decision)
    except Refused:
        return False
    return True


def check_can_tell(user: User, decision: PanelDecision) -> None:
    check_can_change(user, Permission.NOMINATE, decision.item.person)
    if decision.item.meeting.state not in AGREED:
        raise Refused("The minutes are not agreed yet: what was decided may still change.")
    if decision.decision == "carry_over":
        raise Refused("Nothing was decided at this meeting, so there is nothing to tell.")
    if decision.told_at is not None:
        raise Refused("Somebody told them already.")


@transaction.atomic
def say_told(decision: PanelDecision, *, by: User, occurred_at: datetime | None = None) -> PanelDecision:
    """The young person knows what was decided and why."""
    locked = PanelDecision.objects.select_for_update(of=("self",)).get(pk=decision.pk)
    check_can_tell(by, locked)
    locked.told_at, locked.told_by = occurred_at or timezone.now(), by
    locked.save(update_fields=["told_at", "told_by"])
    item = locked.item
    record("panel_decision_told", locked, council=item.meeting.council, by=by, person=item.person)
    return locked
