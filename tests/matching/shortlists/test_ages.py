"""Ages count on the day an offer starts: windows, schemes with an end, the duty under 18, the 29th of February."""

from datetime import date, timedelta
from typing import Any

import pytest

from tests.factories.people import DAY
from tests.factories.service import a_job, barriers, looked_at, to_check, well_known

pytestmark = pytest.mark.django_db
START = date(2027, 3, 1)


def fits(born_on: date, **offer: Any) -> bool:
    """Whether only the age could bar, and does not."""
    found = barriers(well_known(born_on=born_on), a_job(**offer))
    assert found in ([], ["age"])
    return not found


def window(text: str, starts_on: date | None = START) -> dict[str, Any]:
    return {"requirements": [("age", text, "Ages")], "starts_on": starts_on}


@pytest.mark.parametrize(
    ("born_on", "fitting"),
    [
        (date(2011, 3, 1), True),
        (date(2011, 3, 2), False),
        (date(2008, 3, 2), True),
        (date(2008, 3, 1), False),
    ],
    ids=["16 on the first day", "16 a day too late", "18 for one more day", "19 on the first day"],
)
def test_a_window_counts_on_the_first_day(born_on: date, fitting: bool) -> None:
    assert fits(born_on, **window("16-18")) is fitting


@pytest.mark.parametrize(
    ("age", "starts_on", "fitting"),
    [
        (19, date(2027, 2, 28), False),
        (19, date(2027, 3, 1), True),
        (20, date(2028, 2, 28), False),
        (20, date(2028, 2, 29), True),
    ],
)
def test_a_birthday_on_29_february_is_1_march_in_other_years(age: int, starts_on: date, fitting: bool) -> None:
    assert fits(date(2008, 2, 29), **window(f"{age}-", starts_on)) is fitting


def test_a_start_on_29_february_counts_whose_birthday_is_tomorrow_as_younger() -> None:
    starts_on = date(2028, 2, 29)
    assert fits(date(2010, 2, 28), **window("18-", starts_on))
    assert not fits(date(2010, 3, 1), **window("18-", starts_on))


def test_without_a_start_or_with_one_long_ago_today_counts() -> None:
    eighteen_today = DAY.replace(year=DAY.year - 18)
    for starts_on in (None, DAY - timedelta(days=300)):
        assert fits(eighteen_today, **window("18-", starts_on))
        assert not fits(eighteen_today + timedelta(days=1), **window("18-", starts_on))


def test_open_ends_and_two_windows_together() -> None:
    born_on = date(2005, 6, 1)
    assert fits(born_on, **window("-25")) and fits(born_on, **window("16-"))
    assert not fits(born_on, **window("-20"))
    both = {"requirements": [("age", "16-24", "Ages"), ("age", "22-30", "Ages")], "starts_on": START}
    assert not fits(born_on, **both) and fits(date(2003, 6, 1), **both)


def test_an_unknown_birthday_is_asked_and_never_barred() -> None:
    person, offer = well_known(born_on=None), a_job(**window("16-18"))
    assert barriers(person, offer) == [] and "age" in to_check(person, offer)


@pytest.mark.parametrize(
    ("born_on", "fitting"),
    [(date(2002, 3, 2), True), (date(2002, 3, 1), False), (date(2011, 3, 1), True), (date(2011, 3, 2), False)],
    ids=["24 for one more day", "25 on the first day", "16 on the first day", "15"],
)
def test_a_foundation_apprenticeship_is_open_to_care_leavers_of_24_and_not_of_25(born_on: date, fitting: bool) -> None:
    assert fits(born_on, kind="foundation_apprenticeship", starts_on=START) is fitting


@pytest.mark.parametrize("kind", ["job", "council_ringfenced", "internship"])
def test_work_without_training_waits_for_the_18th_birthday(kind: str) -> None:
    for with_training, fitting in ((False, False), (True, True), (None, True)):
        assert fits(START.replace(year=2009, day=2), kind=kind, with_training=with_training, starts_on=START) is fitting
    assert fits(START.replace(year=2009), kind=kind, with_training=False, starts_on=START)


def test_whether_training_comes_with_a_job_is_talked_about_where_it_is_not_known() -> None:
    person = well_known(born_on=date(2009, 6, 1))
    asked = "For somebody under 18: ask whether regulated study comes with it."
    assert asked in looked_at(person, a_job(with_training=None)).notes
    assert asked not in looked_at(person, a_job(with_training=True)).notes
    assert asked not in looked_at(person, a_job(kind="course", with_training=None)).notes
