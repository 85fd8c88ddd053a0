"""What the position was on or around the birthday, and what is asked where nobody recorded it."""

from datetime import date, timedelta
from typing import Any

import pytest

from tests.matching.reports.conftest import Draw, about, answers, known, spell

BIRTHDAY = date(2025, 5, 10)
DAY = timedelta(days=1)
FIRST, LAST = BIRTHDAY - 91 * DAY, BIRTHDAY + 31 * DAY


# The activity around the birthday


@pytest.mark.parametrize(
    ("spells", "expected"),
    [
        ([("F2", date(2025, 1, 1), BIRTHDAY), ("G5", BIRTHDAY, None)], "G5"),
        ([("F2", date(2025, 1, 1), BIRTHDAY + DAY), ("G5", BIRTHDAY + DAY, None)], "F2"),
        ([("F2", FIRST - DAY, FIRST + DAY)], "F2"),
        ([("F2", LAST, None)], "F2"),
        ([("F2", date(2025, 1, 1), BIRTHDAY - 20 * DAY), ("G5", BIRTHDAY + 20 * DAY, None)], "G5"),
        ([("F2", date(2025, 1, 1), BIRTHDAY - 19 * DAY), ("G5", BIRTHDAY + 20 * DAY, None)], "F2"),
        ([("0", date(2025, 1, 1), LAST), ("G5", LAST, None)], "G5"),
    ],
)
def test_the_spell_nearest_the_birthday(draw: Draw, made, spells: list[Any], expected: str) -> None:
    person = draw(activity="")
    for code, started_on, ended_on in spells:
        spell(person, code, started_on, ended_on, seen_on=BIRTHDAY)
    assert answers(made()) == [("YES", expected, "U1")]


@pytest.mark.parametrize(
    ("started_on", "ended_on"), [(date(2024, 1, 1), FIRST), (LAST + DAY, None), (date(2023, 1, 1), date(2024, 1, 1))]
)
def test_a_spell_outside_the_window_is_no_answer(draw: Draw, made, started_on: date, ended_on: date | None) -> None:
    spell(draw(activity=""), "F2", started_on, ended_on)
    oc3 = made()
    assert (oc3.rows, about(oc3)) == ([], ["activity"])
    assert oc3.questions[0][1].sentence == (
        "Ask what they were doing around 10 May 2025: nothing is recorded from 8 February 2025 to 10 June 2025."
    )


def test_first_seen_after_the_window_does_not_hold_earlier(draw: Draw, made) -> None:
    spell(draw(activity=""), "F2", LAST + DAY, or_before=True)
    assert about(made()) == ["activity"]


def test_the_days_to_come_are_not_in_the_window(draw: Draw, made) -> None:
    spell(draw(activity=""), "F2", BIRTHDAY + 5 * DAY)
    assert about(made(today=BIRTHDAY + 4 * DAY)) == ["activity"]
    assert about(made(today=BIRTHDAY + 5 * DAY)) == []


def test_the_window_is_a_setting(draw: Draw, made, settings) -> None:
    spell(draw(activity=""), "F2", LAST + DAY)
    settings.OC3_DAYS_AFTER_BIRTHDAY = 32
    assert answers(made()) == [("YES", "F2", "U1")]


def test_an_activity_not_confirmed_for_long_goes_in_and_is_checked(draw: Draw, made) -> None:
    spell(draw(activity=""), "F2", date(2024, 1, 1), seen_on=FIRST - DAY)
    oc3 = made()
    assert answers(oc3) == [("YES", "F2", "U1")]
    assert [(question.about, question.held) for _, question in oc3.questions] == [("activity", False)]


@pytest.mark.parametrize("code", ["F3", "P3"])
def test_retired_codes_are_never_written(draw: Draw, made, code: str) -> None:
    draw(activity=code)
    oc3 = made()
    assert (oc3.rows, oc3.headers, about(oc3)) == ([], [], ["rule 132"])


# In touch and accommodation


@pytest.mark.parametrize("in_touch", ["NO", "REFU", "NREQ"])
def test_while_not_in_touch_what_is_not_recorded_is_no_information(draw: Draw, made, in_touch: str) -> None:
    draw(activity="", in_touch=in_touch, home="")
    assert answers(made()) == [(in_touch, "0", "0")]


def test_while_in_touch_what_is_not_recorded_is_asked(draw: Draw, made) -> None:
    draw(activity="", home="")
    draw(activity="", in_touch="", home="")
    oc3 = made()
    assert (oc3.rows, about(oc3)) == ([], ["activity", "accommodation", "in touch", "activity", "accommodation"])


def test_in_touch_and_no_information_is_asked(draw: Draw, made) -> None:
    draw(activity="0")
    assert about(made()) == ["rule 345"]


def test_gone_home_has_no_activity(draw: Draw, made) -> None:
    draw(activity="F2", in_touch="RHOM", home="B1")
    draw(activity="F3", in_touch="RHOM", home="")
    assert answers(made()) == [("RHOM", "0", "0")] * 2


@pytest.mark.parametrize(
    ("home", "question"),
    [
        ("T1", "rule 347"),
        ("T2", "rule 347"),
        ("Z1", "rule 3001"),
        ("S1", "rule 133"),
        ("X1", "rule 133"),
        ("U", "rule 133"),
    ],
)
def test_homes_that_cannot_be(draw: Draw, made, home: str, question: str) -> None:
    draw(home=home, born_on=date(2008, 5, 10), local_status="relevant")
    oc3 = made()
    assert (oc3.rows, about(oc3)) == ([], [question])


def test_the_nearest_known_fact_of_each_kind(draw: Draw, made) -> None:
    person = draw(in_touch="", home="")
    known(person, FIRST - DAY, "NO", "W2")
    known(person, BIRTHDAY - 10 * DAY, "YES")
    known(person, BIRTHDAY + 9 * DAY, home="D1")
    known(person, LAST, "REFU", "U2")
    assert answers(made()) == [("YES", "F2", "D1")]


# Deaths


def test_a_death_stands_for_good(draw: Draw, made) -> None:
    draw(died_on=date(2024, 12, 1), in_touch="", home="")
    earlier = draw(in_touch="", home="")
    known(earlier, date(2023, 11, 1), "DIED")
    assert answers(made()) == [("DIED", "0", "0")] * 2


def test_a_death_after_the_birthday_leaves_the_position_then(draw: Draw, made) -> None:
    draw(died_on=BIRTHDAY + DAY)
    assert answers(made()) == [("YES", "F2", "U1")]


def test_two_records_that_contradict_each_other_are_asked(draw: Draw, made) -> None:
    known(draw(), date(2024, 5, 10), "DIED")
    oc3 = made()
    assert (oc3.rows, about(oc3)) == ([], ["rule 348"])
