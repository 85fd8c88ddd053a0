"""Dates as sheets write them: read for certain, or asked."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.imports.dates import read_date, read_date_between

THIRD_OF_NOVEMBER = date(2005, 11, 3)


@pytest.mark.parametrize(
    "text",
    [
        "03/11/2005",
        "3/11/2005",
        "03-11-2005",
        "03.11.2005",
        "2005-11-03",
        "2005/11/03",
        "20051103",
        "2005-11-03 00:00:00",
        "2005-11-03T14:30:00Z",
        "2005-11-03T14:30:00.000+01:00",
        "03/11/2005 14:30",
        "03/11/2005 2:30 PM",
        "3 Nov 2005",
        "3rd November 2005",
        "03-Nov-2005",
        "Nov 3, 2005",
        "Thursday 3 November 2005",
        "  3   Nov   2005 ",
        "38659",
        "38659.75",
    ],
)
def test_every_full_date_is_read(text: str) -> None:
    reading = read_date(text)
    assert (reading.value, reading.how) == (THIRD_OF_NOVEMBER, "code")
    assert "3 November 2005" in reading.sentence


def test_a_spreadsheet_day_number_of_a_tracking_system() -> None:
    assert read_date("44629").value == date(2022, 3, 9)


def test_day_or_month_first_is_said_by_the_caller() -> None:
    assert read_date("03/11/2005", day_first=False).value == date(2005, 3, 11)


@pytest.mark.parametrize("text", ["", "   ", "nan", "-", "NaT", "n/a", "None"])
def test_nothing_is_blank(text: str) -> None:
    reading = read_date(text)
    assert (reading.value, reading.how, reading.to_confirm) == (None, "blank", False)


def test_a_year_of_two_figures_is_asked() -> None:
    reading = read_date("03/11/05")
    assert reading.value is None
    assert reading.candidates == (THIRD_OF_NOVEMBER, date(1905, 11, 3))
    assert read_date("3-Nov-05").candidates == reading.candidates


def test_a_month_above_twelve_is_asked_the_other_way_round() -> None:
    reading = read_date("11/23/2005")
    assert (reading.value, reading.candidates) == (None, (date(2005, 11, 23),))


@pytest.mark.parametrize(
    "text", ["soon", "2005", "31/02/2005", "3 Nov", "12345678901", "99999", "1", "3 Foo 2005", "03/11/0205", "#VALUE!"]
)
def test_what_is_no_date_is_asked_without_a_guess(text: str) -> None:
    reading = read_date(text)
    assert (reading.value, reading.how, reading.candidates) == (None, "unknown", ())
    assert text in reading.sentence


@given(
    st.dates(date(1900, 1, 1), date(2099, 12, 31)), st.sampled_from(["%d/%m/%Y", "%Y-%m-%d", "%d %B %Y", "%d-%b-%Y"])
)
def test_a_written_date_is_read_back(day: date, form: str) -> None:
    assert read_date(day.strftime(form)).value == day


@given(st.text(max_size=30))
def test_no_text_breaks_it(text: str) -> None:
    reading = read_date(text)
    assert (reading.value is None) == (reading.how in ("blank", "unknown", "close"))


def test_a_date_in_doubt_is_offered_within_bounds_only() -> None:
    bounds = date(2000, 1, 1), date(2026, 11, 20)
    reading = read_date_between("03/11/26", *bounds)
    assert reading.candidates == (date(2026, 11, 3),)
    assert "1926" not in reading.sentence
    assert read_date_between("03/12/26", *bounds).how == "unknown"
    assert read_date_between("03/12/2026", *bounds).value == date(2026, 12, 3)
