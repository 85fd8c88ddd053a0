"""Councils, users and young people for tests. What is not said is not known; situations are traits."""

import itertools
from datetime import date, timedelta
from typing import Any

from aspirations.models import AspirationAudit, EetSpell, YoungPerson
from config.accounts.models import Council, User

DAY = date(2026, 11, 20)
TRAITS: dict[str, dict[str, Any]] = {
    "neet": {"activity": "G5"},
    "eet": {"activity": "F5"},
    "under_18": {"born_on": date(2009, 6, 1)},
    "restricted": {"is_restricted": True},
}
ADVISER_SLOTS = {"social_worker": "social_worker", "team_manager": "manager"}
_numbers = itertools.count(1)


def make_council(code: str = "E08000032", name: str = "Ashbeck") -> Council:
    """The council of this code; the same one again if it is there."""
    return Council.objects.get_or_create(code=code, defaults={"name": name})[0]


def make_user(role: str = "personal_adviser", *, council: Council | None = None, **said: Any) -> User:
    """An active user with one role, of the usual council and the team "North", unless told otherwise."""
    number = next(_numbers)
    facts: dict[str, Any] = {"email": f"{role}.{number}@example.org", "name": f"{role} {number}", "team": "North"}
    return User.objects.create(council=council or make_council(), roles=[role] if role else [], **facts | said)


def make_person(*traits: str, on_caseload_of: User | None = None, **said: Any) -> YoungPerson:
    """A former relevant young person of 19, of whom nothing is known to happen now; `traits` are those of `TRAITS`.

    `activity` opens a spell at `since`, six months before DAY unless said. `on_caseload_of` gives the slot that the
    user's role has; the manager is a new one where none is said.
    """
    facts: dict[str, Any] = {"born_on": date(2007, 3, 4), "local_status": "former_relevant", "team": "North"}
    for trait in traits:
        facts |= TRAITS[trait]
    facts |= said
    activity, since = facts.pop("activity", ""), facts.pop("since", DAY - timedelta(days=184))
    if on_caseload_of:
        slots = (ADVISER_SLOTS[role] for role in on_caseload_of.roles if role in ADVISER_SLOTS)
        facts[next(slots, "personal_adviser")] = on_caseload_of
        facts.setdefault("council", on_caseload_of.council)
    council = facts.setdefault("council", make_council())
    facts.setdefault("child_id", f"C{next(_numbers):05d}")
    if "manager" not in facts:
        facts["manager"] = make_user("team_manager", council=council)
    person = YoungPerson.objects.create(**facts)
    if activity:
        EetSpell.objects.create(person=person, activity=activity, started_on=since, last_seen_on=DAY)
    return person


def make_audit(person: YoungPerson, *wishes: str, **said: Any) -> AspirationAudit:
    """The current audit of a person, with wishes already read as nothing in particular."""
    audit = AspirationAudit.objects.create(person=person, **{"version": 1, "asked_on": DAY, **said})
    for rank, words in enumerate(wishes, 1):
        audit.wishes.create(rank=rank, own_words=words, reading="wish")
    return audit
