"""The named person and deputy behind each owner of the coded lists, for one council (vocabularies.md, 11.2).

An adviser needs no naming: every record says who that is.
"""

from collections.abc import Mapping

from django.db import transaction
from django.db.models import QuerySet

from config.accounts.models import Council, User
from config.accounts.permissions import Permission
from config.accounts.roles import ROLES
from config.audit_trail.trail import record
from config.reference.models import CodedTerm, NamedOwner
from config.reference.own_terms import check_own
from config.reference.vocabulary import terms
from config.refusal import Refused
from config.validation import check_row

SAID_BY_THE_RECORD = "pa"
OF_EMPLOYERS = [role.code for role in ROLES.values() if Permission.ANSWER_NOMINATIONS in role.permissions]


@transaction.atomic
def name_owner(*, owner: str, person: User, deputy: User | None, council: Council, by: User) -> NamedOwner:
    """From now on these two stand behind the owner. What others have in hand already stays with them."""
    check_own(by, council)
    if owner not in to_name(council):
        raise Refused("Choose an owner from the list.")
    able = can_be_named(council)
    if any(user not in able for user in (person, deputy) if user):
        raise Refused("Choose somebody who works with your council and can sign in.")
    row = NamedOwner.objects.filter(council=council, owner=owner).first() or NamedOwner(council=council, owner=owner)
    row.person, row.deputy = person, deputy
    check_row(row)
    row.save()
    record("owner_named", row, council=council, by=by, owner=owner)
    return row


def can_be_named(council: Council) -> QuerySet[User]:
    """Everyone of the council who signs in, its employers' contacts apart."""
    return User.objects.filter(council=council, is_active=True).exclude(roles__overlap=OF_EMPLOYERS).order_by("name")


def to_name(council: Council) -> dict[str, CodedTerm]:
    """The owners that somebody has to stand behind."""
    return {code: row for code, row in terms("owners", council=council).items() if code != SAID_BY_THE_RECORD}


def named_owners(council: Council) -> dict[str, NamedOwner]:
    rows = NamedOwner.objects.filter(council=council).select_related("person", "deputy")
    return {row.owner: row for row in rows}


def not_named(owners: Mapping[str, CodedTerm], named: Mapping[str, NamedOwner]) -> list[str]:
    """Labels of the owners without a person who can sign in, or without a deputy, in the order of the list."""
    return [row.label for code, row in owners.items() if code not in named or not is_covered(named[code])]


def is_covered(row: NamedOwner) -> bool:
    return row.person.is_active and row.deputy is not None and row.deputy.is_active
