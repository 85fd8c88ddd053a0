"""Milestones: set at a start, answered by the employer, the adviser or the young person, let go at an end (R2)."""

from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from aspirations.concerns.actions import raise_concern, raise_if_worrying
from aspirations.models import Concern
from aspirations.people.actions import record_no_go
from config.accounts.models import User
from config.accounts.permissions import Permission
from config.accounts.signed_links import Purpose, revoke_links
from config.audit_trail.trail import record
from config.outbox.actions import stop_keyed
from config.refusal import NotAllowed, Refused
from config.validation import check_row
from matching.nominations import policies
from matching.nominations.models import Nomination
from matching.outcomes.asking import key_of
from matching.outcomes.models import OutcomeMilestone
from matching.outcomes.moments import AT_END, days_to_ask
from matching.placements import actions as placements
from matching.placements.actions import NEVER_STARTED
from matching.placements.models import EetPlacement
from opportunities import actions as opportunity_actions

TREATED_BADLY = "end_treated_badly"
UNSAFE = "Treated badly or unsafe there. Ask what happened."
UNDO_WITHIN = timedelta(minutes=10)


@transaction.atomic
def start_and_follow(
    nomination: Nomination,
    *,
    started_on: date,
    by: User,
    hours_per_week: Decimal | None = None,
    planned_end_on: date | None = None,
) -> EetPlacement:
    """Record the start, and set the days to ask how it goes: those of the kind, as the list 'follow_ups' counts."""
    placement = placements.start(
        nomination, started_on=started_on, by=by, hours_per_week=hours_per_week, planned_end_on=planned_end_on
    )
    OutcomeMilestone.objects.bulk_create(
        OutcomeMilestone(placement=placement, moment=moment, due_on=day)
        for moment, day in days_to_ask(placement).items()
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
    """Record an answer once: `answered_for` whose it is, `by` who wrote it down (None: they themselves, by a link).

    Raises Refused before the day, after the end, and the second time. Nobody is asked again.
    """
    placement = milestone.placement
    policies.check_can_act(by, placement.nomination, Permission.RECORD_PROGRESS)
    occurred_at = occurred_at or timezone.now()
    lock(milestone)
    if timezone.localdate(occurred_at) < milestone.due_on:
        raise Refused(f"We ask this on {milestone.due_on:%-d %B %Y}, not before.")
    milestone.answer, milestone.answered_for, milestone.note = said, answered_for, note
    milestone.answered_by, milestone.answered_at, milestone.recorded_at = by, occurred_at, timezone.now()
    check_row(milestone)
    milestone.save()
    _let_go_of_mails(milestone)
    source = Concern.Source.EMPLOYER if answered_for == OutcomeMilestone.AnsweredFor.EMPLOYER else Concern.Source.NOTE
    raise_if_worrying(person=placement.person, source=source, words=note, by=None, source_id=milestone.public_id)
    record(
        "milestone_answered", milestone, council=placement.council, by=by, person=placement.person,
        occurred_at=occurred_at, moment=milestone.moment, answer=said,
    )  # fmt: skip


@transaction.atomic
def stop_asking(milestone: OutcomeMilestone, *, by: User | None) -> None:
    """The employer told us another way: no more mails. What it said is for the adviser to record; until then unknown.

    `by` None: the employer says so by its link.
    """
    placement = milestone.placement
    policies.check_can_act(by, placement.nomination, Permission.RECORD_PROGRESS)
    lock(milestone)
    if milestone.asking_stopped_at is not None:
        raise Refused("Asking was stopped before.")
    milestone.asking_stopped_at, milestone.asking_stopped_by = timezone.now(), by
    milestone.save(update_fields=["asking_stopped_at", "asking_stopped_by"])
    _let_go_of_mails(milestone)
    record(
        "milestone_asking_stopped", milestone, council=placement.council, by=by, person=placement.person,
        moment=milestone.moment,
    )  # fmt: skip


@transaction.atomic
def undo_answer(milestone: OutcomeMilestone, *, by: User) -> None:
    """Take back an answer recorded by mistake. Raises Refused after ten minutes, NotAllowed for anybody else."""
    policies.check_can_act(by, milestone.placement.nomination, Permission.RECORD_PROGRESS)
    milestone.refresh_from_db(from_queryset=OutcomeMilestone.objects.select_for_update(of=["self"]))
    if milestone.answered_by_id != by.pk:
        raise NotAllowed("Only who recorded an answer can undo it.")
    if not can_be_undone(milestone):
        raise Refused("An answer can be undone for ten minutes. Ask the team manager to put it right.")
    milestone.answer = milestone.answered_for = milestone.note = ""
    milestone.answered_by = milestone.answered_at = None
    milestone.recorded_at = None
    milestone.save()
    placement = milestone.placement
    record(
        "milestone_answer_undone", milestone, council=placement.council, by=by, person=placement.person,
        moment=milestone.moment,
    )  # fmt: skip


def can_be_undone(milestone: OutcomeMilestone) -> bool:
    return milestone.recorded_at is not None and timezone.now() - milestone.recorded_at <= UNDO_WITHIN


def lock(milestone: OutcomeMilestone) -> None:
    """The milestone as it is now. Raises Refused when it is answered, or was let go."""
    milestone.refresh_from_db(from_queryset=OutcomeMilestone.objects.select_for_update(of=["self"]))
    if milestone.answer:
        raise Refused("This was already answered. Tell the adviser if it has changed.")
    if milestone.cancelled_at is not None:
        raise Refused("This ended before the day came, so nothing is asked.")


def _let_go_of_mails(milestone: OutcomeMilestone) -> None:
    stop_keyed(key_of(milestone))
    revoke_links(by=None, purpose=Purpose.OUTCOME, subject_id=milestone.public_id)


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
    """Record the end of a placement; milestones that were not due by then are not asked any more.

    What is asked at the end is asked now; of something that never began nothing is. Where somebody was treated badly,
    what was said is kept in a concern alone, its manager is told, and the employer is paused.
    """
    kept = "" if reason == TREATED_BADLY else note
    placements.end(
        placement, ended_on=ended_on, ended_by=ended_by, reason=reason, by=by,
        next_activity=next_activity, what_next=what_next, note=kept,
    )  # fmt: skip
    if reason == TREATED_BADLY:
        _act_on_treatment(placement, note, by)
    waiting = placement.milestones.filter(answer="", cancelled_at=None)
    if reason != NEVER_STARTED:
        waiting.filter(moment=AT_END).update(due_on=ended_on)
        waiting = waiting.filter(due_on__gt=ended_on)
    waiting.update(cancelled_at=timezone.now())
    return placement


def _act_on_treatment(placement: EetPlacement, words: str, by: User) -> None:
    """A worry about safety with an owner, its manager told at once; the employer waits, and is no place for them."""
    person, employer = placement.person, placement.opportunity.employer
    raise_concern(
        person=person, source=Concern.Source.NOTE, words=words or UNSAFE, by=by, source_id=placement.public_id,
        manager_too=True,
    )  # fmt: skip
    record_no_go(person=person, employer=employer, by=by)
    opportunity_actions.pause_employer(employer, by=None)
