"""Undoing a decision within ten minutes: as if it had not been recorded, but for the trail."""

from django.db import transaction

from config.accounts.models import User
from config.audit_trail.trail import record
from config.refusal import Refused
from matching.nominations.models import Nomination
from matching.nominations.moves import move
from matching.panel.decisions import PUT_FORWARD
from matching.panel.models import PanelDecision, PanelMeeting
from matching.panel.policies import check_can_undo

MISTAKE = "c_mistake"


@transaction.atomic
def undo_decision(decision: PanelDecision, *, by: User) -> None:
    """Take back a decision with its actions; what it moved goes back. Raises Refused once something followed it."""
    item = decision.item
    item.meeting = PanelMeeting.objects.select_for_update().get(pk=item.meeting_id)
    check_can_undo(by, decision)
    if decision.nomination is not None and decision.decision in PUT_FORWARD:
        _take_back(decision.nomination, decision, by)
    record("panel_decision_undone", decision, council=item.meeting.council, by=by, person=item.person)
    decision.actions.all().delete()
    decision.delete()


def _take_back(nomination: Nomination, decision: PanelDecision, by: User) -> None:
    if decision.details.get("opened_here"):
        move(nomination, "withdrawn", by=by, reason=MISTAKE, note="The panel undid its decision.")
    elif nomination.state == "panel_agreed":
        move(nomination, "nominated", by=by)
    elif nomination.moves.filter(source="panel_agreed", occurred_at__gte=decision.decided_at).exists():
        raise Refused("The employer was told already. Withdraw what was put forward instead.")
