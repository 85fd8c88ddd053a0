"""Every figure comes from the same counts, with its day and its denominator."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.accounts.models import Council
from config.reference.models import Target
from matching.reports.figures import (
    Aim,
    Position,
    Share,
    aims,
    benchmarks,
    cohort,
    eet_targets,
    figures,
    months_neet,
)
from tests.matching.reports.conftest import Draw, spell

DAY = date(2026, 3, 1)


def born(age: int, day: date = DAY) -> date:
    return day.replace(year=day.year - age)


# Shares and targets


def test_a_share_states_its_whole() -> None:
    assert str(Share(302, 810)) == "37.3%, 302 of 810 (of all)"
    assert Position(453, 302, 59).of_known("neet") == Share(302, 755, "of those with a known activity")
    assert Share(0, 0).percent is None


@pytest.mark.parametrize(("percent", "more"), [(70, 114), (80, 195), ("55.9", 0), ("56.0", 1)])
def test_how_many_more_reach_a_target(percent: int | str, more: int) -> None:
    assert Position(453, 302, 55).more_needed(Decimal(percent)) == more


@given(st.integers(0, 500), st.integers(0, 500), st.integers(0, 500), st.integers(0, 100))
def test_more_needed_is_just_enough(eet: int, neet: int, unknown: int, percent: int) -> None:
    position = Position(eet, neet, unknown)
    more = position.more_needed(percent)
    assert 100 * (eet + more) >= percent * position.everyone
    assert more == 0 or 100 * (eet + more - 1) < percent * position.everyone


def test_a_target_is_a_sentence() -> None:
    assert [str(aim) for aim in aims(Position(6, 4, 0), [Decimal("60.0"), Decimal("70.0")])] == [
        "60% is reached.",
        "1 more person in education, work or training would reach 70%.",
    ]
    assert str(Aim(Decimal("72.5"), 3)) == "3 more people in education, work or training would reach 72.5%."


def test_a_councils_own_targets_stand_before_the_shared_ones(council: Council) -> None:
    assert eet_targets(council, DAY) == [70, 80]
    Target.objects.create(council=council, measure="eet", percent=75, valid_from=date(2026, 1, 1))
    assert eet_targets(council, DAY) == [75]
    assert eet_targets(council, date(2025, 12, 31)) == [70, 80]


def test_benchmarks_are_the_newest_of_each_place(db: None) -> None:
    newest = {(row.area, row.age_band): (row.year, row.percent) for row in benchmarks(DAY)}
    assert newest["England", "17-18"] == (2021, 65)
    assert newest["Yorkshire and The Humber", "19-21"] == (2021, 51)
    assert {row.year for row in benchmarks(date(2019, 6, 1))} == {2019}


# Positions


def test_by_code_and_by_the_words_of_the_file(council: Council, draw: Draw) -> None:
    for _ in range(2):
        draw(activity="F5", words="employment without training")
    draw(activity="F5", words="other training, full time")
    draw(activity="G6", words="pregnancy or parenting")
    draw(activity="0", words="not known")
    draw(activity="")
    found = figures(cohort(council, DAY), DAY)
    assert found.position == Position(eet=3, neet=1, unknown=2)
    assert found.by_code() == {"F5": 3, "0": 2, "G6": 1}
    assert found.by_label() == {
        ("employment without training", "F5"): 2,
        ("", "0"): 1,
        ("not known", "0"): 1,
        ("other training, full time", "F5"): 1,
        ("pregnancy or parenting", "G6"): 1,
    }


def test_by_age_band_and_status(council: Council, draw: Draw) -> None:
    for age in (15, 16, 17, 18, 19, 21, 22, 25, 26):
        draw(activity="F2", born_on=born(age), local_status="relevant" if age < 18 else "former_relevant")
    draw(activity="G5", born_on=None)
    draw(activity="", born_on=date(2010, 3, 2))
    found = figures(cohort(council, DAY), DAY)
    assert found.by_age() == {
        "under 16": Position(1, 0, 1),
        "16": Position(1, 0, 0),
        "17-18": Position(2, 0, 0),
        "19-21": Position(2, 0, 0),
        "22-25": Position(2, 0, 0),
        "over 25": Position(1, 0, 0),
        "not known": Position(0, 1, 0),
    }
    assert found.by_status() == {"relevant": Position(3, 0, 0), "former_relevant": Position(6, 1, 1)}


def test_born_on_29_february_is_17_from_1_march(council: Council, draw: Draw) -> None:
    draw(born_on=date(2008, 2, 29))
    assert list(figures(cohort(council, date(2025, 2, 28)), date(2025, 2, 28)).by_age()) == ["16"]
    assert list(figures(cohort(council, date(2025, 3, 1)), date(2025, 3, 1)).by_age()) == ["17-18"]


def test_only_the_activity_of_the_day_counts(council: Council, draw: Draw) -> None:
    person = draw(activity="")
    spell(person, "G5", date(2025, 1, 1), date(2026, 3, 1))
    spell(person, "F4", date(2026, 3, 1))
    assert figures(cohort(council, DAY), date(2026, 2, 28)).by_code() == {"G5": 1}
    assert figures(cohort(council, DAY), DAY).by_code() == {"F4": 1}
    assert figures(cohort(council, DAY), date(2024, 12, 31)).by_code() == {"0": 1}


def test_the_dead_and_other_councils_are_not_counted(council: Council, draw: Draw) -> None:
    other = Council.objects.create(code="E08000098", name="Oakbeck")
    draw(died_on=DAY)
    alive = draw(died_on=date(2026, 3, 2))
    elsewhere = draw(council=other)
    assert list(cohort(council, DAY)) == [alive]
    assert list(cohort(other, DAY)) == [elsewhere]
    assert figures(cohort(council, DAY), DAY).position == Position(eet=1)


# How long


def test_months_since_the_run_of_neet_spells_began(council: Council, draw: Draw) -> None:
    person = draw(activity="")
    spell(person, "G5", date(2024, 1, 1), date(2024, 6, 1))
    spell(person, "F2", date(2024, 6, 1), date(2025, 1, 10))
    spell(person, "G5", date(2025, 1, 10), date(2025, 9, 1))
    spell(person, "G4", date(2025, 9, 1))
    ((pk, length),) = months_neet(cohort(council, DAY), DAY).items()
    assert (pk, length.since, length.months, str(length)) == (person.pk, date(2025, 1, 10), 13, "13 months")


def test_at_least_when_it_began_on_its_first_day_or_before(council: Council, draw: Draw) -> None:
    first = draw(activity="")
    spell(first, "G5", date(2025, 8, 1), date(2025, 12, 1), or_before=True)
    spell(first, "G6", date(2025, 12, 1))
    second = draw(activity="")
    spell(second, "G5", date(2026, 2, 20), or_before=True)
    third = draw(activity="")
    spell(third, "G5", date(2026, 1, 31))
    found = months_neet(cohort(council, DAY), DAY)
    assert [str(found[person.pk]) for person in (first, second, third)] == [
        "at least 7 months",
        "not known for how long",
        "1 month",
    ]


def test_somebody_in_eet_or_not_known_has_no_months(council: Council, draw: Draw) -> None:
    back = draw(activity="")
    spell(back, "G5", date(2025, 1, 1), date(2026, 3, 1))
    draw(activity="F2")
    draw(activity="")
    assert months_neet(cohort(council, DAY), DAY) == {}
    assert list(months_neet(cohort(council, DAY), date(2026, 2, 28))) == [back.pk]


@pytest.mark.parametrize("size", [1, 12])
def test_one_query_whatever_the_size(council: Council, draw: Draw, size: int, django_assert_num_queries) -> None:
    for number in range(size):
        draw(activity=["G5", "F2", ""][number % 3], words=f"words {number}")
    with django_assert_num_queries(1):
        assert figures(cohort(council, DAY), DAY).position.everyone == size
    with django_assert_num_queries(1):
        assert months_neet(cohort(council, DAY), DAY)
