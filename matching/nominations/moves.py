"""The one way a nomination changes state: under lock, along the table, with its event, due day and pair state."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from aspirations.people.actions import pause, record_no_go
from config.accounts.models import User
from config.audit_trail.trail import record
from config.reference.due_days import due_on
from config.reference.models import CodedTerm
from config.reference.vocabulary import terms
from matching.nominations import policies, states
from matching.nominations.announcing import announce_move
from matching.nominations.models import Nomination, NominationMove
from matching.nominations.routes import waits_for
from matching.shortlists.actions import set_pair_state
from matching.shortlists.models import PairState


@transaction.atomic
def move(
    nomination: Nomination,
    target: str,
    *,
    by: User | None,
    reason: str = "",
    note: str = "",
    occurred_at: datetime | None = None,
) -> Nomination:
    """Change the state. Raises Refused, with what is possible, when the table, the route or the reason says no."""
    occurred_at = occurred_at or timezone.now()
    locked = lock(nomination)
    if target not in states.ENDED or target == "started":
        policies.check_alive(locked.person)
    step = states.NOMINATION.move(locked.state, target)
    policies.check_on_route(locked, target)
    policies.check_taken_up(locked, target)
    policies.check_reason(target, reason, note, locked, timezone.localdate(occurred_at))
    step_taken = _log(locked, target, by=by, reason=reason, note=note, occurred_at=occurred_at)
    locked.state, locked.state_since_at, locked.reason = target, occurred_at, reason
    locked.postponed_until = nomination.postponed_until if target == "postponed" else None
    waiting = waits_for(locked, target)
    locked.due_on = locked.postponed_until
    if waiting:
        locked.due_on = due_on(waiting, timezone.localdate(occurred_at), locked.council)
    if target in states.ENDED and reason:
        _apply_reason(locked, terms("reasons", council=locked.council)[reason], occurred_at, by)
    _tell_ranking(locked)
    locked.save()
    record(
        step.verb, locked, council=locked.council, by=by, person=locked.person, occurred_at=occurred_at, reason=reason
    )
    announce_move(step_taken)
    nomination.refresh_from_db()
    return locked


def lock(nomination: Nomination) -> Nomination:
    """The nomination as it is now, held until the end of the transaction."""
    rows = Nomination.objects.select_for_update(of=["self"]).select_related("person", "opportunity")
    return rows.get(pk=nomination.pk)


def _log(nomination: Nomination, target: str, **details: object) -> NominationMove:
    return NominationMove.objects.create(nomination=nomination, source=nomination.state, target=target, **details)


def _apply_reason(nomination: Nomination, row: CodedTerm, occurred_at: datetime, by: User | None) -> None:
    """What the list says follows: a pause of the pair, the kind, the employer or everything. Never an end (N3)."""
    attributes = row.attributes
    today = timezone.localdate(occurred_at)
    days = int(attributes["pause_days"] or 0)
    if attributes["pause_scope"] == "pair" and days:
        nomination.retry_from = today + timedelta(days)
    elif attributes["pause_scope"] == "employer":
        record_no_go(person=nomination.person, employer=nomination.opportunity.employer, by=by)
    elif attributes["pause_scope"] in ("all", "kind") and days:
        kind = nomination.opportunity.kind if attributes["pause_scope"] == "kind" else ""
        until = today + timedelta(days)
        pause(person=nomination.person, kind=kind, from_on=today, until_on=until, reason=row.code, by=by)


def _tell_ranking(nomination: Nomination) -> None:
    """A live pair is not suggested again; an ended one is, unless the reason says never, or not before a day."""
    why, until = "", None
    if nomination.state in (*states.LIVE, "started"):
        why = PairState.Why.LIVE_NOMINATION
    elif nomination.retry_from:
        why, until = PairState.Why.PAUSED_PAIR, nomination.retry_from
    elif nomination.reason:
        row = terms("reasons", council=nomination.council)[nomination.reason]
        why = PairState.Why.DECLINED_FOR_GOOD if row.attributes["retry"] == "no" else ""
    set_pair_state(person=nomination.person, opportunity=nomination.opportunity, set_aside=why, until_on=until)
