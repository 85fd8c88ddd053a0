"""Rounds of the aspiration audit: opened, closed, opened again (A3)."""

from datetime import date

from django.db import transaction

from aspirations.audits.models import AspirationRound
from config.accounts.models import Council, User, check_may
from config.accounts.permissions import Permission
from config.audit_trail.trail import record
from config.refusal import NotAllowed, Refused


def check_can_run_rounds(by: User, council: Council) -> None:
    check_may(by, Permission.RUN_AUDIT_ROUNDS)
    if by.council_id != council.pk:
        raise NotAllowed("These rounds belong to another council.")


@transaction.atomic
def open_round(*, council: Council, name: str, opened_on: date, by: User) -> AspirationRound:
    """Start asking everyone what they hope for. Raises Refused when a round has this name."""
    check_can_run_rounds(by, council)
    if AspirationRound.objects.filter(council=council, name__iexact=name).exists():
        raise Refused(f"A round called “{name}” is already there. Choose another name.", field="name")
    opened = AspirationRound.objects.create(council=council, name=name, opened_on=opened_on)
    record("round_opened", opened, council=council, by=by)
    return opened


@transaction.atomic
def close_round(asked: AspirationRound, *, on: date, by: User) -> AspirationRound:
    """Nobody is missing from it any more; what was told stays. Raises Refused for a day before it opened."""
    locked = _locked(asked, by)
    if locked.closed_on:
        raise Refused(f"“{locked.name}” is closed since {locked.closed_on:%-d %B %Y}.")
    if on < locked.opened_on:
        raise Refused(f"It opened on {locked.opened_on:%-d %B %Y}. Type that day or a later one.", field="on")
    locked.closed_on = on
    locked.save(update_fields=["closed_on"])
    record("round_closed", locked, council=locked.council, by=by)
    return locked


@transaction.atomic
def open_round_again(asked: AspirationRound, *, by: User) -> AspirationRound:
    locked = _locked(asked, by)
    if locked.closed_on is None:
        raise Refused(f"“{locked.name}” is open.")
    locked.closed_on = None
    locked.save(update_fields=["closed_on"])
    record("round_opened", locked, council=locked.council, by=by)
    return locked


def _locked(asked: AspirationRound, by: User) -> AspirationRound:
    locked = AspirationRound.objects.select_for_update(of=["self"]).get(pk=asked.pk)
    check_can_run_rounds(by, locked.council)
    return locked
