"""Restricted records: only named people may open them (A9). A manager sets and lifts this."""

from collections.abc import Sequence

from django.db import transaction

from aspirations.people import policies
from aspirations.people.access import end_access, give_access
from aspirations.people.models import AccessGrant, YoungPerson
from config.accounts.models import User
from config.accounts.permissions import Permission
from config.audit_trail.trail import record
from config.refusal import NotAllowed, Refused

NAMED = AccessGrant.Why.NAMED


@transaction.atomic
def restrict(*, person: YoungPerson, named: Sequence[User], by: User) -> None:
    """Close the record to everyone but its own workers, its manager and the people named."""
    policies.check_can_change(by, Permission.ASSIGN_ADVISER, person)
    locked = YoungPerson.objects.select_for_update(of=("self",)).get(pk=person.pk)
    if locked.is_restricted:
        raise Refused("This record is restricted already. Name more people, or lift it.")
    for user in named:
        name_person(person=person, user=user, by=by)
    person.is_restricted = True
    person.save(update_fields=["is_restricted", "changed_at"])
    record("record_restricted", person, council=person.council, by=by, person=person, named=len(named))


@transaction.atomic
def name_person(*, person: YoungPerson, user: User, by: User) -> AccessGrant:
    """Let one more person open a restricted record, until it is lifted."""
    policies.check_can_change(by, Permission.ASSIGN_ADVISER, person)
    if not user.may(Permission.SEE_OWN_CASELOAD):
        raise NotAllowed(f"{user} does no work with young people's records, so cannot be named here.")
    return give_access(people=[person], why=NAMED, by=by, user=user)[0]


@transaction.atomic
def lift_restriction(*, person: YoungPerson, by: User) -> None:
    """Open the record to the team again. Those named lose their own right."""
    policies.check_can_change(by, Permission.ASSIGN_ADVISER, person)
    if not YoungPerson.objects.filter(pk=person.pk, is_restricted=True).exists():
        raise Refused("This record is not restricted.")
    end_access(grants=person.access_grants.filter(why=NAMED), by=by)
    person.is_restricted = False
    person.save(update_fields=["is_restricted", "changed_at"])
    record("restriction_lifted", person, council=person.council, by=by, person=person)
