"""`visible_to`, the only door to people: every role and every relation to a young person, as one table."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from aspirations.models import AccessGrant, YoungPerson
from config.accounts.models import User
from config.accounts.roles import ROLES
from matching.panel import agenda, cycle
from tests.config.accounts.test_roles import COLUMNS
from tests.factories.people import DAY, make_council, make_person, make_user

pytestmark = pytest.mark.django_db
TABLE = """
                           PA SW TM PM PC VS EM HR BV AD --
nobody_of_mine             .  .  .  .  .  x  .  .  .  .  .
personal_adviser_of        x  x  x  .  .  x  .  .  .  .  .
social_worker_of           x  x  x  .  .  x  .  .  .  .  .
manager_of                 x  x  x  .  .  x  .  .  .  .  .
same_team                  .  .  x  .  .  x  .  .  .  .  .
neither_has_a_team         .  .  .  .  .  x  .  .  .  .  .
nobody_works_with_them     .  .  x  .  .  x  .  .  .  .  .
agenda_drawn_up            .  .  .  .  x  x  .  .  .  .  .
agenda_frozen              .  .  .  x  x  x  .  .  .  .  .
minutes_agreed             .  .  .  .  .  x  .  .  .  .  .
named                      x  x  x  x  x  x  .  .  .  .  .
cover_now                  x  x  x  x  x  x  .  .  .  .  .
cover_tomorrow             .  .  .  .  .  x  .  .  .  .  .
cover_until_yesterday      .  .  .  .  .  x  .  .  .  .  .
cover_ended_early          .  .  .  .  .  x  .  .  .  .  .
restricted                 .  .  .  .  .  .  .  .  .  .  .
restricted_own             x  x  x  .  .  .  .  .  .  .  .
restricted_same_team       .  .  .  .  .  .  .  .  .  .  .
restricted_without_anyone  .  .  .  .  .  .  .  .  .  .  .
restricted_on_the_agenda   .  .  .  .  .  .  .  .  .  .  .
restricted_named           x  x  x  x  x  x  .  .  .  .  .
own_but_left_the_service   .  .  .  .  .  .  .  .  .  .  .
own_but_user_inactive      .  .  .  .  .  .  .  .  .  .  .
own_but_other_council      .  .  .  .  .  .  .  .  .  .  .
named_but_other_council    .  .  .  .  .  .  .  .  .  .  .
"""
ROWS = {name: cells for name, *cells in map(str.split, TABLE.strip().splitlines()[1:])}
HOUR, A_DAY = timedelta(hours=1), timedelta(days=1)
Relation = Callable[[User], YoungPerson]


def somebody(**said: object) -> YoungPerson:
    """On another adviser's caseload, in another team."""
    return make_person("neet", **{"team": "South", "personal_adviser": make_user(team="South")} | said)


def granted(why: str, begins: timedelta, ends: timedelta | None = None, **said: object) -> Relation:
    def relation(user: User) -> YoungPerson:
        person, now = somebody(**said), timezone.now()
        until_at = None if ends is None else now + ends
        AccessGrant.objects.create(person=person, user=user, why=why, from_at=now + begins, until_at=until_at)
        return person

    return relation


def on_agenda(*, frozen: bool, agreed: bool = False, **said: object) -> Relation:
    """The same person of one meeting, whoever asks."""

    def relation(user: User) -> YoungPerson:
        if there := YoungPerson.objects.filter(child_id="LISTED").first():
            return there
        person, another, chair = somebody(child_id="LISTED", **said), somebody(), make_user("panel_chair")
        meeting = agenda.schedule(council=make_council(), held_on=DAY, by=chair)
        agenda.draw_up_agenda(meeting, by=chair)
        agenda.mark_for_discussion(meeting.items.get(person=another), by=chair)
        if frozen:
            cycle.freeze(meeting, by=chair)
        if agreed:
            cycle.end_panel_access(meeting, by=chair)
        return person

    return relation


def left(user: User) -> YoungPerson:
    """Own people, and then every role was taken away."""
    person = somebody(personal_adviser=user, manager=user)
    User.objects.filter(pk=user.pk).update(roles=[])
    return person


def inactive(user: User) -> YoungPerson:
    User.objects.filter(pk=user.pk).update(is_active=False)
    return somebody(personal_adviser=user)


def elsewhere(grant: bool) -> Relation:
    def relation(user: User) -> YoungPerson:
        there = make_council("E08000033", "Calder")
        person = make_person(council=there, manager=make_user("team_manager", council=there), personal_adviser=user)
        if grant:
            AccessGrant.objects.create(person=person, user=user, why="named", from_at=timezone.now() - HOUR)
        return person

    return relation


RELATIONS: dict[str, Relation] = {
    "nobody_of_mine": lambda user: somebody(),
    "personal_adviser_of": lambda user: somebody(personal_adviser=user),
    "social_worker_of": lambda user: somebody(social_worker=user),
    "manager_of": lambda user: somebody(manager=user),
    "same_team": lambda user: somebody(team=user.team),
    "neither_has_a_team": lambda user: somebody(team=""),
    "nobody_works_with_them": lambda user: somebody(personal_adviser=None),
    "agenda_drawn_up": on_agenda(frozen=False),
    "agenda_frozen": on_agenda(frozen=True),
    "minutes_agreed": on_agenda(frozen=True, agreed=True),
    "named": granted("named", -HOUR),
    "cover_now": granted("cover", -HOUR, HOUR),
    "cover_tomorrow": granted("cover", A_DAY, 2 * A_DAY),
    "cover_until_yesterday": granted("cover", -2 * A_DAY, -A_DAY),
    "cover_ended_early": granted("cover", -HOUR, timedelta(0)),
    "restricted": lambda user: somebody(is_restricted=True),
    "restricted_own": lambda user: somebody(is_restricted=True, personal_adviser=user),
    "restricted_same_team": lambda user: somebody(is_restricted=True, team=user.team),
    "restricted_without_anyone": lambda user: somebody(is_restricted=True, personal_adviser=None),
    "restricted_on_the_agenda": on_agenda(frozen=True, is_restricted=True),
    "restricted_named": granted("named", -HOUR, is_restricted=True),
    "own_but_left_the_service": left,
    "own_but_user_inactive": inactive,
    "own_but_other_council": elsewhere(grant=False),
    "named_but_other_council": elsewhere(grant=True),
}


@pytest.mark.parametrize("relation", RELATIONS)
def test_who_opens_the_record(relation: str) -> None:
    assert [seen(role, relation) for role in (*COLUMNS.values(), "")] == ROWS[relation]


def seen(role: str, relation: str) -> str:
    user = make_user(role, team="" if relation == "neither_has_a_team" else "North")
    person = RELATIONS[relation](user)
    user.refresh_from_db()
    return "x" if YoungPerson.objects.visible_to(user).filter(pk=person.pk).exists() else "."


def test_the_table_has_a_row_for_every_relation_and_a_column_for_every_role() -> None:
    assert list(ROWS) == list(RELATIONS)
    assert TABLE.split()[: len(COLUMNS)] == list(COLUMNS) and list(COLUMNS.values()) == list(ROLES)


def test_several_roles_open_what_each_opens() -> None:
    user = make_user()
    user.roles = ["panel_member", "team_manager"]
    mine, teams, others = somebody(manager=user), somebody(team="North"), somebody()
    assert set(YoungPerson.objects.visible_to(user)) == {mine, teams}
    assert others not in YoungPerson.objects.visible_to(user)


def test_somebody_without_a_council_opens_no_record() -> None:
    user = make_user("virtual_school")
    somebody(personal_adviser=user)
    user.council = None
    assert not YoungPerson.objects.visible_to(user).exists()


def test_one_person_is_listed_once_whatever_the_number_of_reasons() -> None:
    user = make_user("team_manager")
    person = somebody(personal_adviser=user, social_worker=user, manager=user, team=user.team)
    for why in ("cover", "named"):
        AccessGrant.objects.create(person=person, user=user, why=why, from_at=timezone.now() - HOUR)
    assert list(YoungPerson.objects.visible_to(user)) == [person]
