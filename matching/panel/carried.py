"""What a session leaves open carries over: cases not reached, and actions past their day (P5)."""

from django.utils import timezone

from config.accounts.models import User
from config.audit_trail.trail import event_of, record_all
from config.reference.due_days import add_working_days
from matching.panel.models import AgendaItem, PanelAction, PanelDecision, PanelMeeting
from matching.panel.seen import snapshot

TELL_WITHIN_WORKING_DAYS = 5


def carry_over(meeting: PanelMeeting, by: User) -> None:
    """Marked cases not reached, and overdue actions, carry over, each with its event."""
    undecided = meeting.items.undecided().select_related("person", "meeting__council")
    not_reached = [_carry_over(item, by) for item in undecided]
    PanelDecision.objects.bulk_create(not_reached)
    council = meeting.council
    events = [
        event_of("panel_decided", row, council=council, by=by, person=row.item.person, decision=row.decision)
        for row in not_reached
    ]
    events += [
        event_of("panel_action_carried", action, council=council, by=by, person=action.person)
        for action in carry_over_actions(meeting)
    ]
    record_all(events)


def _carry_over(item: AgendaItem, by: User) -> PanelDecision:
    return PanelDecision(
        item=item,
        decision="carry_over",
        why="Not reached at this meeting.",
        tell_by_on=add_working_days(item.meeting.held_on, TELL_WITHIN_WORKING_DAYS),
        snapshot=snapshot(item),
        decided_by=by,
        decided_at=timezone.now(),
    )


def carry_over_actions(meeting: PanelMeeting) -> list[PanelAction]:
    """Note on each overdue action that this meeting saw it open; a meeting counts once, however often it drafts."""
    overdue = PanelAction.objects.open().filter(person__council=meeting.council, due_on__lt=meeting.held_on)
    carried = list(overdue.exclude(carried_by__contains=[meeting.public_id]).select_related("person"))
    for action in carried:
        action.carried_by = [*action.carried_by, meeting.public_id]
    PanelAction.objects.bulk_update(carried, ["carried_by"])
    return carried
