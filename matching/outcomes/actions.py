"""Milestones: set at a start, answered by the employer, the adviser or the young person, let go at an end (R2)."""

from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from config.accounts.models import User
from config.accounts.permissions import Permission
from config.audit_trail.trail import record
from config.refusal import Refused
from config.validation import check_row
from matching.nominations import policies
from matching.nominations.models import Nomination
from matching.outcomes.models import OutcomeMilestone
from matching.placements import actions as placements
from matching.placements.models import EetPlacement

WEEKS = (0, 13, 26, 52)


@transaction.atomic
def start_and_follow(
    nomination: Nomination, *, started_on: date, by: User, hours_per_week: Decimal | None = None
) -> EetPlacement:
    """Record the start, and set the days to ask how it goes. Kinds that are not EET are followed at the start alone."""
    placement = placements.start(nomination, started_on=started_on, by=by, hours_per_week=hours_per_week)
    weeks = WEEKS if placement.activity else WEEKS[:1]
    OutcomeMilestone.objects.bulk_create(
        OutcomeMilestone(placement=placement, week=week, due_on=started_on + timedelta(weeks=week)) for week in weeks
    )
    return placement


@transaction.atomic
def answer(
    milestone: OutcomeMilestone,
    *,
    said: str,
    answered_for: str,
    by: User | None,
    note: str = "",
    occurred_at: datetime | None = None,
) -> None:
    """Record an answer once. Raises Refused before the day, after the end, and the second time."""
    placement = milestone.placement
    policies.check_can_act(by, placement.nomination, Permission.RECORD_PROGRESS)
    occurred_at = occurred_at or timezone.now()
    milestone.refresh_from_db(from_queryset=OutcomeMilestone.objects.select_for_update(of=["self"]))
    if milestone.answer:
        raise Refused("This was already answered. Tell the adviser if it has changed.")
    if milestone.cancelled_at is not None:
        raise Refused("This ended before the day came, so nothing is asked.")
    if timezone.localdate(occurred_at) < milestone.due_on:
        raise Refused(f"We ask this on {milestone.due_on:%-d %B %Y}, not before.")
    milestone.answer, milestone.answered_for, milestone.note = said, answered_for, note
    milestone.answered_by, milestone.answered_at = by, occurred_at
    check_row(milestone)
    milestone.save()
    record(
        "milestone_answered", milestone, council=placement.council, by=by, person=placement.person,
        occurred_at=occurred_at, week=milestone.week, answer=said,
    )  # fmt: skip


@transaction.atomic
def end_and_let_go(
    placement: EetPlacement,
    *,
    ended_on: date,
    ended_by: str,
    reason: str,
    by: User,
    next_activity: str = "",
    what_next: str = "",
    note: str = "",
) -> EetPlacement:
    """Record the end of a placement; milestones that were not due by then are not asked any more."""
    placements.end(
        placement, ended_on=ended_on, ended_by=ended_by, reason=reason, by=by,
        next_activity=next_activity, what_next=what_next, note=note,
    )  # fmt: skip
    later = placement.milestones.filter(due_on__gt=ended_on, answer="")
    later.update(cancelled_at=timezone.now())
    return placement
