"""Requirements, pay and hours out of an advert's text (O2). A wage is never invented."""

from decimal import Decimal

import pytest

from opportunities.advert_reading.advert import read_advert
from opportunities.advert_reading.hours import read_hours
from opportunities.advert_reading.pay import read_pay


@pytest.mark.parametrize(
    ("text", "amount", "unit"),
    [
        ("Pay: £12.71 an hour.", "12.71", "hour"),
        ("Salary £23,500 per annum", "23500", "year"),
        ("Salary: £23,500", "23500", "year"),
        ("£450pw", "450", "week"),
        ("You earn £26k a year, with a £500 referral bonus.", "26000", "year"),
        ("We pay £12.75 per hour and 40p per mile. £500 welcome bonus.", "12.75", "hour"),
        ("£450 a week and 28 days off", "450", "week"),
        ("£12 an hour and £500 bonus", "12", "hour"),
    ],
)
def test_one_stated_amount_is_pay(text: str, amount: str, unit: str) -> None:
    stated = read_pay(text)
    assert stated is not None and stated.pay is not None
    assert (stated.pay.amount, stated.pay.unit) == (Decimal(amount), unit)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("£22,000 - £24,000 per annum", 22000, 24000),
        ("Up to £14 per hour", None, 14),
        ("From £12.71 an hour", Decimal("12.71"), None),
        ("£10.85 per hour under 21 and £12.71 per hour from 21", Decimal("10.85"), Decimal("12.71")),
        ("£12 per hour and £14 on Sundays", 12, 14),
        ("£12.60 per hour rising to £13.20 after 6 months", Decimal("12.60"), Decimal("13.20")),
    ],
)
def test_a_span_is_no_amount(text: str, low: Decimal | None, high: Decimal | None) -> None:
    stated = read_pay(text)
    assert stated is not None and stated.pay is None
    assert (stated.low, stated.high) == (low, high)


@pytest.mark.parametrize(
    "text",
    ["Competitive salary", "A £3,000 bursary for care leavers", "Turnover of £2 million a year", "£10k bonus", ""],
)
def test_other_sums_are_no_pay(text: str) -> None:
    assert read_pay(text) is None


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("37 hours per week", 37, 37),
        ("Thirty-seven hours a week", 37, 37),
        ("16-20 hrs per week", 16, 20),
        ("Hours: 37.5", 37.5, 37.5),
        ("Full time (40 hours)", 40, 40),
    ],
)
def test_hours_a_week(text: str, low: float, high: float) -> None:
    hours = read_hours(text)
    assert hours is not None and (hours.low, hours.high) == (low, high)


@pytest.mark.parametrize("text", ["Open 24 hours a day", "Within 48 hours", "168 hours a week"])
def test_other_hours_are_none(text: str) -> None:
    assert read_hours(text) is None


def test_certain_requirements_and_those_that_a_person_decides() -> None:
    text = (
        "GCSE English and maths at grade 4 or above are essential. A full driving licence is required. "
        "NVQ level 3 or two years' experience in care. You must be over 18."
    )
    asked = {(one.type, one.value, one.essential): one.is_certain for one in read_advert(text).requirements}
    assert asked == {
        ("english", "2", True): True,
        ("maths", "2", True): True,
        ("licence", "full", True): True,
        ("level", "3", True): False,
        ("experience", "2", True): False,
        ("age", "18-", True): True,
    }


def test_an_empty_text_says_nothing() -> None:
    reading = read_advert("")
    assert (reading.barriers, reading.requirements, reading.pay, reading.hours) == ((), (), None, None)
