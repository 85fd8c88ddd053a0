"""Dated rights to open a record beyond the caseload: cover, the panel, a named person."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Least
from django.utils import timezone

from aspirations.people import policies
from aspirations.people.models import AccessGrant, YoungPerson
from config.accounts.models import Council, User, check_may
from config.accounts.permissions import Permission
from config.accounts.roles import permissions_of
from config.audit_trail.trail import event_of, record_all
from config.refusal import NotAllowed, Refused

Why = AccessGrant.Why


@transaction.atomic
def give_access(
    *,
    people: Sequence[YoungPerson],
    why: Why,
    by: User,
    user: User | None = None,
    role: str = "",
    from_at: datetime | None = None,
    until_at: datetime | None = None,
    reference: UUID | None = None,
) -> list[AccessGrant]:
    """Let one user, or everyone with a role in the council, open these records, from now or from a moment on.

    For the panel its chair may, for the people of the council; else who assigns advisers, for records they may open.
    """
    check_can_give(by, why, people)
    if why == Why.PANEL:
        check_is_of_a_panel(role, reference)
    if (user is None) == (role == ""):
        raise Refused("Say who may open the record: one user, or one role.")
    if user and any(user.council_id != person.council_id for person in people):
        raise NotAllowed(f"{user} works for another council.")
    begin = from_at or timezone.now()
    grants = AccessGrant.objects.bulk_create(
        AccessGrant(person=person, user=user, role=role, why=why, reference=reference, from_at=begin, until_at=until_at)
        for person in people
    )
    _record("access_given", grants, by)
    return grants


@transaction.atomic
def end_access(*, grants: Iterable[AccessGrant], by: User | None) -> int:
    """End these rights now. Those that ended before stay as they were. Returns how many were ended."""
    now = timezone.now()
    live = AccessGrant.objects.filter(Q(until_at=None) | Q(until_at__gt=now), pk__in=[grant.pk for grant in grants])
    ending = list(live.select_related("person"))
    if by:
        for why in {Why(grant.why) for grant in ending}:
            check_can_give(by, why, [grant.person for grant in ending if grant.why == why])
    AccessGrant.objects.filter(pk__in=[grant.pk for grant in ending]).update(
        from_at=Least("from_at", now), until_at=now
    )
    _record("access_ended", ending, by)
    return len(ending)


def check_can_give(by: User, why: Why, people: Sequence[YoungPerson]) -> None:
    if why == Why.PANEL:
        check_may(by, Permission.CHAIR_PANEL)
        if any(person.council_id != by.council_id for person in people):
            raise NotAllowed("These young people are not in your council's cohort.")
        return
    check_may(by, Permission.ASSIGN_ADVISER)
    may_open = YoungPerson.objects.visible_to(by).filter(pk__in=[person.pk for person in people]).count()
    if may_open < len({person.pk for person in people}):
        raise NotAllowed(policies.NOT_YOURS)


def check_is_of_a_panel(role: str, reference: UUID | None) -> None:
    """The panel's right is for its own roles and for one meeting, with which it ends."""
    if Permission.SEE_AGENDA not in permissions_of([role]):
        raise NotAllowed("For the panel a record is opened to the panel's chair and members alone.")
    if reference is None:
        raise Refused("Say for which meeting the panel may open the record.")


def _record(verb: str, grants: Sequence[AccessGrant], by: User | None) -> None:
    councils = Council.objects.in_bulk({grant.person.council_id for grant in grants})
    record_all(
        [
            event_of(verb, grant, council=councils[grant.person.council_id], by=by, person=grant.person, why=grant.why)
            for grant in grants
        ]
    )
