"""Who is a care leaver in law: every edge of the table, and the council's label beside it."""

from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aspirations.models import CarePeriod, EetSpell, LeavingCareFact, YoungPerson
from aspirations.people.ages import age_on, birthday, latest_birth
from aspirations.people.statutory import Statutory, care_until, disagreement, statutory_status
from config.accounts.models import Council, User

BORN = date(2007, 5, 10)
LEAP = date(2008, 2, 29)
D14, D15, D16, D17, D18, D21, D25 = (birthday(BORN, age) for age in (14, 15, 16, 17, 18, 21, 25))
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Care:
    started_on: date
    ended_on: date | None = None
    short_break: bool = False
    adopted: bool = False


def days(start: date, count: int) -> Care:
    return Care(start, start + count * DAY)


def status(on: date, *periods: Care, born_on: date = BORN, **facts: bool) -> str:
    return statutory_status(born_on, periods, on, **facts).status


# Ages


@pytest.mark.parametrize(
    ("age", "on"), [(16, date(2024, 2, 29)), (17, date(2025, 3, 1)), (18, date(2026, 3, 1)), (20, date(2028, 2, 29))]
)
def test_29_february_becomes_1_march(age: int, on: date) -> None:
    assert birthday(LEAP, age) == on
    assert (age_on(LEAP, on - DAY), age_on(LEAP, on)) == (age - 1, age)


@given(st.dates(date(1990, 1, 1), date(2030, 1, 1)), st.dates(date(1990, 1, 1), date(2060, 1, 1)), st.integers(0, 30))
def test_latest_birth_asks_the_same_as_the_age(born_on: date, day: date, age: int) -> None:
    assert (born_on <= latest_birth(age, day)) == (age_on(born_on, day) >= age)


# Eligible


@pytest.mark.parametrize(("count", "expected"), [(90, "none"), (91, "eligible"), (92, "eligible")])
def test_13_weeks_so_far(count: int, expected: str) -> None:
    assert status(D17, Care(D17 - count * DAY)) == expected


def test_a_16_year_old_in_care_for_30_days_so_far() -> None:
    assert status(D16 + 40 * DAY, Care(D16 + 10 * DAY)) == "none"


def test_eligible_on_the_16th_birthday_and_not_the_day_before() -> None:
    assert status(D16 - DAY, Care(D14)) == "none"
    assert status(D16, Care(D14)) == "eligible"


def test_care_before_14_does_not_count() -> None:
    assert status(D17, Care(date(2009, 1, 1), D14 + 60 * DAY), days(D16, 20)) == "qualifying"


# Relevant


@pytest.mark.parametrize(("count", "expected"), [(90, "qualifying"), (91, "relevant")])
def test_exactly_91_days_and_90(count: int, expected: str) -> None:
    assert status(D17, days(D16 + DAY - count * DAY, count)) == expected


def test_periods_add_up() -> None:
    assert status(D17, days(D15, 45), days(D16, 50)) == "relevant"
    assert status(D17, days(D15, 40), days(D16, 50)) == "qualifying"


def test_a_day_in_two_periods_counts_once() -> None:
    assert statutory_status(BORN, [days(D16, 60), days(D16 + 10 * DAY, 50)], D17).days == 60


def test_left_on_the_16th_birthday_has_no_day_at_16() -> None:
    assert status(D17, Care(D14, D16)) == "none"
    assert status(D17, Care(D14, D16 + DAY)) == "relevant"


def test_long_care_that_ended_at_15() -> None:
    assert status(D17, Care(date(2010, 1, 1), D15 + 30 * DAY)) == "none"


def test_short_breaks_only() -> None:
    assert status(D17, Care(D14, D17, short_break=True)) == "none"
    assert status(D17, Care(D14, short_break=True)) == "none"


def test_a_short_break_adds_nothing() -> None:
    assert statutory_status(BORN, [days(D16, 50), Care(D15, D15 + 50 * DAY, short_break=True)], D17).days == 50


def test_settled_back_home_is_not_relevant() -> None:
    assert status(D17, Care(D14, D16 + 30 * DAY)) == "relevant"
    assert status(D17, Care(D14, D16 + 30 * DAY), settled_home=True) == "qualifying"
    assert status(D18, Care(D14), settled_home=True) == "former_relevant"


def test_back_in_care_is_eligible_again() -> None:
    assert status(D17, Care(D14, D16 + DAY), Care(D17 - 3 * DAY)) == "eligible"


# Former relevant


def test_at_midnight_of_the_18th_birthday() -> None:
    assert status(D18 - DAY, Care(D14)) == "eligible"
    assert status(D18, Care(D14)) == "former_relevant"
    assert status(D18, Care(D14, D18)) == "former_relevant"


def test_relevant_becomes_former_relevant() -> None:
    assert status(D18 - DAY, Care(D14, D17)) == "relevant"
    assert status(D18, Care(D14, D17)) == "former_relevant"


def test_days_after_18_do_not_count() -> None:
    assert statutory_status(BORN, [Care(D18 - 90 * DAY)], D21).days == 90
    assert status(D18, Care(D18 - 90 * DAY)) == "qualifying"
    assert status(D18, Care(D18 - 91 * DAY)) == "former_relevant"


def test_care_that_begins_at_18_is_not_care() -> None:
    assert status(D21 - DAY, Care(D18)) == "none"


@pytest.mark.parametrize(("on", "expected"), [(D21, "former_relevant"), (D25 - DAY, "former_relevant"), (D25, "none")])
def test_former_relevant_until_25(on: date, expected: str) -> None:
    assert status(on, Care(D14, D18)) == expected


# Qualifying


def test_qualifying_until_21_or_to_25_in_training() -> None:
    short = days(D17, 30)
    assert status(D21 - DAY, short) == "qualifying"
    assert status(D21, short) == "none"
    assert status(D21, short, in_training=True) == "qualifying"
    assert status(D25 - DAY, short, in_training=True) == "qualifying"
    assert status(D25, short, in_training=True) == "none"


# Adopted, born on 29 February, unknown


def test_adopted_is_never_a_care_leaver() -> None:
    assert status(D17, Care(D14, D16 + 30 * DAY, adopted=True)) == "none"
    assert status(D18, Care(D14, D16 + 30 * DAY, adopted=True)) == "none"


def test_an_adoption_that_broke_down_does_not_shut_out() -> None:
    assert status(D17, Care(D14, D15, adopted=True), Care(D16)) == "eligible"


def test_born_on_29_february() -> None:
    assert status(date(2026, 2, 28), Care(date(2022, 6, 1)), born_on=LEAP) == "eligible"
    assert status(date(2026, 3, 1), Care(date(2022, 6, 1)), born_on=LEAP) == "former_relevant"
    assert status(date(2025, 3, 1), Care(date(2022, 2, 28), date(2022, 3, 1)), born_on=LEAP) == "none"


def test_unknown_is_its_own_status() -> None:
    assert statutory_status(None, [days(D16, 91)], D17) == Statutory(
        "not_known", None, None, "The date of birth is not known yet."
    )
    assert statutory_status(BORN, [], D17).status == "not_known"
    assert not statutory_status(BORN, [], D17).near_the_line


@pytest.mark.parametrize(
    ("count", "margin", "near"), [(88, -3, False), (89, -2, True), (91, 0, True), (93, 2, True), (94, 3, False)]
)
def test_the_margin_is_shown_near_the_line(count: int, margin: int, near: bool) -> None:
    found = statutory_status(BORN, [days(D16, count)], D17)
    assert (found.days, found.margin, found.near_the_line) == (count, margin, near)
    assert f"{count} days in care since 14; 91 are needed" in found.sentence


periods = st.builds(
    lambda start, length, is_break: Care(D14 + start * DAY, D14 + (start + length) * DAY, short_break=is_break),
    st.integers(-400, 1_600),
    st.integers(0, 500),
    st.booleans(),
)


@given(st.lists(periods, max_size=6), st.integers(0, 4_100))
def test_days_are_those_that_lie_in_a_period(care: list[Care], later: int) -> None:
    on = D14 + later * DAY
    held = [p for p in care if not p.short_break]
    counted = [day for day in (D14 + n * DAY for n in range(later)) if day < D18]
    expected = sum(any(p.started_on <= day < (p.ended_on or D25) for p in held) for day in counted)
    assert care_until(BORN, care, on).days == expected


# The council's own label


@pytest.fixture
def person(db: None) -> YoungPerson:
    council = Council.objects.create(code="E08000099", name="Ashbeck")
    manager = User.objects.create_user("manager@example.org", name="Hazel", council=council, roles=["team_manager"])
    return YoungPerson.objects.create(council=council, child_id="1", manager=manager, born_on=BORN)


def labelled(person: YoungPerson, label: str) -> YoungPerson:
    YoungPerson.objects.filter(pk=person.pk).update(local_status=label)
    return YoungPerson.objects.get(pk=person.pk)


def test_a_disagreement_is_shown_and_the_label_stays(person: YoungPerson) -> None:
    CarePeriod.objects.create(person=person, started_on=D16, ended_on=D16 + 90 * DAY)
    found = disagreement(labelled(person, "relevant"), D17)
    assert found is not None
    assert (found.label, found.worked_out.status) == ("relevant", "qualifying")
    assert "The council's label says relevant; the periods of care say qualifying" in found.sentence
    assert "within 2 days of the line" in found.sentence
    person.refresh_from_db()
    assert person.local_status == "relevant"


@pytest.mark.parametrize(("label", "length"), [("relevant", 91), ("qualifying", 90), ("unknown", 90)])
def test_no_disagreement_where_both_say_the_same_or_one_says_nothing(
    person: YoungPerson, label: str, length: int
) -> None:
    CarePeriod.objects.create(person=person, started_on=D16, ended_on=D16 + length * DAY)
    assert disagreement(labelled(person, label), D17) is None


def test_no_disagreement_without_periods(person: YoungPerson) -> None:
    assert disagreement(labelled(person, "relevant"), D17) is None


def test_the_label_other_agrees_with_no_care_leaver(person: YoungPerson) -> None:
    CarePeriod.objects.create(person=person, started_on=D14, ended_on=D15)
    assert disagreement(labelled(person, "other"), D17) is None


def test_going_home_and_training_are_looked_up(person: YoungPerson) -> None:
    CarePeriod.objects.create(person=person, started_on=D14, ended_on=D16 + DAY)
    LeavingCareFact.objects.create(person=person, as_of=D16 + 200 * DAY, in_touch="RHOM")
    assert disagreement(labelled(person, "qualifying"), D17) is None
    CarePeriod.objects.update(started_on=D16)
    EetSpell.objects.create(person=person, activity="F2", started_on=D21, last_seen_on=D21)
    assert disagreement(labelled(person, "qualifying"), D21) is None
    assert disagreement(labelled(person, "qualifying"), D21 - DAY) is None


def test_many_people_cost_no_more_queries(person: YoungPerson, django_assert_num_queries) -> None:
    CarePeriod.objects.create(person=person, started_on=D14, ended_on=D18)
    labelled(person, "relevant")
    people = YoungPerson.objects.prefetch_related("care_periods", "leaving_care_facts", "spells")
    with django_assert_num_queries(4):
        assert [bool(disagreement(each, D21)) for each in people] == [True]
