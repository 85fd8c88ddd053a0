"""A council with one adviser, and young people drawn with only what a test is about."""

from collections.abc import Callable
from datetime import date
from itertools import count
from typing import Any

import pytest

from aspirations.models import EetSpell, LeavingCareFact, YoungPerson
from config.accounts.models import Council, User
from matching.reports.oc3 import Oc3Return, oc3_return
from matching.reports.oc3_rules import ReturnYear

Draw = Callable[..., YoungPerson]


@pytest.fixture
def council(db: None) -> Council:
    return Council.objects.create(code="E08000099", name="Ashbeck")


@pytest.fixture
def adviser(council: Council) -> User:
    return User.objects.create_user("hazel@example.org", name="Hazel", council=council, roles=["personal_adviser"])


@pytest.fixture
def draw(council: Council, adviser: User) -> Draw:
    """A former relevant young person whose return is complete, but for what the test says.

    The activity holds since 2024; in touch and home are of the birthday in 2025. "" leaves one out.
    """
    ids = count(1)

    def person(
        activity: str = "F2", in_touch: str = "YES", home: str = "U1", words: str = "", **facts: Any
    ) -> YoungPerson:
        number = next(ids)
        usual: dict[str, Any] = {
            "council": council,
            "child_id": f"C{number:03}",
            "born_on": date(2006, 5, 10),
            "gender": "female",
            "ethnicity": "WBRI",
            "pupil_number": f"A{number:012}",
            "local_status": "former_relevant",
        }
        made = YoungPerson.objects.create(manager=adviser, **usual | facts)
        if activity:
            spell(made, activity, date(2024, 1, 1), words=words)
        if in_touch or home:
            known(made, in_2025_26(made.born_on), in_touch, home)
        return made

    return person


def in_2025_26(born_on: date | None) -> date:
    """The birthday in the year of the return; a day in it for whoever has none."""
    return ReturnYear(2026).birthday_of(born_on or date(2006, 5, 10))


def spell(
    person: YoungPerson,
    activity: str,
    started_on: date,
    ended_on: date | None = None,
    *,
    or_before: bool = False,
    seen_on: date = date(2026, 3, 1),
    words: str = "",
) -> EetSpell:
    return EetSpell.objects.create(
        person=person,
        activity=activity,
        words=words,
        started_on=started_on,
        started_on_or_before=or_before,
        ended_on=ended_on,
        last_seen_on=seen_on,
    )


def known(person: YoungPerson, on: date, in_touch: str = "", home: str = "") -> LeavingCareFact:
    return LeavingCareFact.objects.create(
        person=person, as_of=on, in_touch=in_touch, accommodation=home[:1], suitability=home[1:]
    )


# The return


@pytest.fixture
def made(council: Council) -> Callable[..., Oc3Return]:
    """The return of 2025-26 as of July 2026, unless the test says otherwise."""

    def make(year: int = 2026, today: date = date(2026, 7, 1)) -> Oc3Return:
        return oc3_return(council, ReturnYear(year), today)

    return make


def answers(oc3: Oc3Return) -> list[tuple[str, str, str]]:
    return [row.answers for row in oc3.rows]


def about(oc3: Oc3Return) -> list[str]:
    return [question.about for _, question in oc3.questions]
