"""After the session: what was not reached and what is overdue carries over; the minutes are drafted and agreed (P5)."""

from django.db import transaction
from django.utils import timezone

from config.accounts.models import User
from config.audit_trail.trail import event_of, record_all
from config.refusal import Refused
from matching.nominations.due_days import add_working_days
from matching.panel.agenda import end_panel_access, move_meeting
from matching.panel.decisions import TELL_WITHIN_WORKING_DAYS, snapshot
from matching.panel.models import AgendaItem, PanelAction, PanelDecision, PanelMeeting


@transaction.atomic
def draft_minutes(meeting: PanelMeeting, *, by: User) -> list[PanelDecision]:
    """Close the session: marked cases not reached, and overdue actions, carry over. Returns those decisions."""
    PanelMeeting.objects.select_for_update().get(pk=meeting.pk)
    not_reached = [_carry_over(item, by) for item in meeting.items.undecided().select_related("person", "meeting")]
    PanelDecision.objects.bulk_create(not_reached)
    carried = carry_over_actions(meeting)
    council = meeting.council
    events = [
        event_of("panel_decided", row, council=council, by=by, person=row.item.person, decision=row.decision)
        for row in not_reached
    ]
    events += [
        event_of("panel_action_carried", action, council=council, by=by, person=action.person) for action in carried
    ]
    record_all(events)
    move_meeting(meeting, "minutes_drafted", by=by)
    return not_reached


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
    overdue = PanelAction.objects.filter(person__council=meeting.council, done_at=None, due_on__lt=meeting.held_on)
    carried = list(overdue.exclude(carried_by__contains=[meeting.public_id]).select_related("person"))
    for action in carried:
        action.carried_by = [*action.carried_by, meeting.public_id]
    PanelAction.objects.bulk_update(carried, ["carried_by"])
    return carried


@transaction.atomic
def agree_minutes(meeting: PanelMeeting, *, by: User) -> None:
    """Agree the minutes; the panel's right to open the records ends. Refused while a decision is missing (P3)."""
    if missing := meeting.items.undecided().count():
        raise Refused(f"{missing} cases have no decision. Decide them, or let them carry over, first.")
    move_meeting(meeting, "minutes_agreed", by=by)
    end_panel_access(meeting, by=by)
