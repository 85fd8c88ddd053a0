"""Agreements to share: recorded before anything leaves, and withdrawn at once when the young person says so (N2)."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from config.accounts.models import User
from config.accounts.permissions import Permission
from config.accounts.signed_links import Purpose, revoke_links
from config.audit_trail.trail import record
from config.outbox.actions import stop_keyed
from config.refusal import Refused
from config.validation import check_row
from matching.nominations import policies, states
from matching.nominations.announcing import events_about
from matching.nominations.asking import ANSWER_KEY
from matching.nominations.disclosure import disclosure_of, is_field
from matching.nominations.models import AgreementToShare, Nomination
from matching.nominations.moves import lock, move


@transaction.atomic
def agree_to_share(
    nomination: Nomination,
    *,
    disclosed: Sequence[str],
    agreed_by: str,
    how: str,
    agreed_at: datetime,
    by: User,
    capacity: str = AgreementToShare.Capacity.NO_DOUBT,
    capacity_asked_of: str = "",
) -> AgreementToShare:
    """Record exactly what may be told to this employer for this opportunity. A new agreement replaces the old one."""
    policies.check_can_act(by, nomination, Permission.NOMINATE)
    policies.check_alive(lock(nomination).person)
    unknown = [code for code in disclosed if not is_field(code)]
    if unknown:
        raise Refused(f"Choose what to share from the list; not in it: {', '.join(unknown)}.")
    if disclosure_of(nomination.opportunity) == "none" and disclosed:
        raise Refused("The council hands this over itself: the giver learns no name, so nothing is shared.")
    if agreed_at > timezone.now():
        raise Refused("The agreement cannot lie in the future: say when it was given.")
    nomination.agreements.filter(withdrawn_at=None).update(withdrawn_at=timezone.now())
    agreement = AgreementToShare(
        nomination=nomination,
        employer=nomination.opportunity.employer,
        opportunity=nomination.opportunity,
        disclosed=sorted(set(disclosed)),
        disclosure=disclosure_of(nomination.opportunity),
        agreed_by=agreed_by,
        how=how,
        agreed_at=agreed_at,
        capacity=capacity,
        capacity_asked_of=capacity_asked_of,
        adviser=nomination.person.adviser,
        recorded_by=by,
    )
    check_row(agreement)
    agreement.save()
    fields = agreement.disclosed
    record("agreement_recorded", agreement, council=nomination.council, by=by, person=nomination.person, fields=fields)
    return agreement


@transaction.atomic
def stop_sharing(nomination: Nomination, *, by: User | None) -> None:
    """Withdraw the agreement at once: the employer sees nothing from now on and is asked to delete what it has."""
    policies.check_can_act(by, nomination, Permission.NOMINATE)
    locked = lock(nomination)  # an introduction that runs at the same moment waits, and then finds no agreement
    agreement = nomination.agreements.filter(withdrawn_at=None).first()
    if agreement is None:
        raise Refused("No agreement to share is in force.")
    agreement.withdrawn_at = timezone.now()
    agreement.save(update_fields=["withdrawn_at"])
    record("agreement_withdrawn", agreement, council=nomination.council, by=by, person=nomination.person)
    revoke_links(by=by, purpose=Purpose.ANSWER, subject_id=nomination.public_id)
    stop_keyed(f"{ANSWER_KEY}{nomination.public_id}")
    stop_keyed(events_about(nomination))
    if locked.state in states.WITH_EMPLOYER:
        move(nomination, "withdrawn", by=by, reason="s_sharing_withdrawn")
