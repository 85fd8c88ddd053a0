"""Who may see which part of a record (vocabularies.md 9): the table, and what a user is to a person.

Only roles inside the council stand here: what an employer sees is what an agreement names (`disclosure.py`).
"""

from typing import Literal

from django.db.models import Q
from django.utils import timezone

from aspirations.people.models import AccessGrant, YoungPerson
from config.accounts.models import User
from config.accounts.permissions import Permission

Relation = Literal["adviser", "cover", "manager", "panel", "virtual_school"]
Right = Literal["W", "R", "P"]
"""Write, read, or read in part."""
WORKERS: tuple[Relation, ...] = ("adviser", "cover", "manager", "panel", "virtual_school")
TABLE: dict[str, str] = {
    "identity": "W R W R R",
    "contact": "W R W - -",
    "wishes": "W W W R W",
    "circumstances": "W W W R W",
    "support_needs": "W R W R P",
    "health": "W R W - -",
    "justice": "W R W P -",
    "right_to_work": "W R W P P",
    "no_go": "W P W - -",
    "concerns": "W W W - -",
    "nominations": "W W W W R",
    "placements": "W W W R R",
    "seen": "P - R - -",
}
"""A column for each of WORKERS, in their order; "-" is nothing."""


def relations(user: User, person: YoungPerson) -> set[Relation]:
    """What the user is to the person now. Empty for those who may not open the record.

    Grants are asked of the database only where they could add something.
    """
    found: set[Relation] = set()
    if user.council_id != person.council_id:
        return found
    if user.may(Permission.SEE_OWN_CASELOAD):
        if user.pk in (person.personal_adviser_id, person.social_worker_id):
            found.add("adviser")
        if user.pk == person.manager_id:
            found.add("manager")
    if not person.is_restricted and user.may(Permission.SEE_COUNCIL_PEOPLE):
        found.add("virtual_school")
    if not person.is_restricted and user.may(Permission.SEE_TEAM_CASELOAD) and _of_team(user, person):
        found.add("manager")
    return found if found & {"adviser", "manager"} else found | _granted(user, person)


def _of_team(user: User, person: YoungPerson) -> bool:
    unassigned = person.personal_adviser_id is None and person.social_worker_id is None
    return unassigned or (person.team == user.team != "")


def _granted(user: User, person: YoungPerson) -> set[Relation]:
    """A named person works with a restricted record as their own role does."""
    now = timezone.now()
    live = AccessGrant.objects.filter(
        Q(user=user) | Q(role__in=user.roles), Q(until_at=None) | Q(until_at__gt=now), person=person, from_at__lte=now
    )
    named: Relation = "manager" if user.may(Permission.ASSIGN_ADVISER) else "adviser"
    means: dict[str, Relation] = {"cover": "cover", "named": named}
    if not person.is_restricted:
        means["panel"] = "panel"
    return {means[why] for why in live.values_list("why", flat=True) if why in means}


def rights(user: User, person: YoungPerson) -> dict[str, Right]:
    """By field group, the most that any of the user's relations to the person allows; absent: nothing."""
    columns = [WORKERS.index(relation) for relation in relations(user, person)]
    found: dict[str, Right] = {}
    for group, row in TABLE.items():
        cells = {row.split()[column] for column in columns}
        best: list[Right] = [right for right in ("W", "R", "P") if right in cells]
        if best:
            found[group] = best[0]
    return found
