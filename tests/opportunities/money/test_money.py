"""Pay from words only where it is certain, and the legal minimum by age."""

from decimal import Decimal

import pytest

from opportunities.money import hourly, too_little
from opportunities.vocabulary.pay import Pay, parse_pay, plausible_pay

WAGES = {"age_21": Decimal("12.71"), "age_18": Decimal("10.85"), "under_18": Decimal(8), "apprentice": Decimal(8)}


@pytest.mark.parametrize(
    ("text", "amount", "unit"),
    [
        ("£20,400 a year", "20400", "year"),
        ("£12.71 an hour", "12.71", "hour"),
        ("£250 a week", "250", "week"),
        ("£250.00 per week", "250.00", "week"),
        ("£12.71 per hour.", "12.71", "hour"),
        ("£12.71/hr", "12.71", "hour"),
        ("12.71ph", "12.71", "hour"),
        ("Salary: £20,400.50 per annum", "20400.50", "year"),
        ("£20k pa", "20000", "year"),
        ("£20,400 p.a.", "20400", "year"),
        ("£1,350 monthly", "1350", "month"),
        ("  £20,400   A YEAR ", "20400", "year"),
    ],
)
def test_pay_that_is_stated_for_certain(text: str, amount: str, unit: str) -> None:
    assert parse_pay(text) == Pay(Decimal(amount), unit)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Competitive",
        "Band 5",
        "£20,400",
        "£12.71",
        "£20,400 to £24,000 a year",
        "£20,400 - £24,000 a year",
        "up to £20,400 a year",
        "from £12.71 an hour",
        "£20,400 a year pro rata",
        "£12.71 an hour (£24,784 a year)",
        "£20.400 a year",
        "£1,00 a week",
        "£12.71 a year",
        "£20,400 an hour",
        "minimum wage",
        "£9 an hour rising to £12 an hour",
    ],
)
def test_a_wage_is_never_guessed(text: str) -> None:
    assert parse_pay(text) is None


@pytest.mark.parametrize(
    ("unit", "pay"), [("YEAR", Pay(Decimal(20400), "year")), ("HOUR", None), ("day", None), ("", None)]
)
def test_a_figure_that_cannot_be_meant_for_its_unit_is_no_pay(unit: str, pay: Pay | None) -> None:
    assert plausible_pay(Decimal(20400), unit) == pay


@pytest.mark.parametrize(
    ("amount", "unit", "hours", "rate"),
    [
        ("12.71", "hour", None, "12.71"),
        ("300", "week", "37.5", "8.00"),
        ("14722.50", "year", "37.5", "7.55"),
        ("1300", "month", "37.5", "8.00"),
        ("14722.50", "year", None, None),
    ],
)
def test_pay_by_the_hour(amount: str, unit: str, hours: str | None, rate: str | None) -> None:
    assert hourly(Decimal(amount), unit, hours and Decimal(hours)) == (rate and Decimal(rate))


def check(amount: str, kind: str = "job", ages: tuple[int | None, int | None] = (None, None), unit: str = "hour"):
    return too_little(Pay(Decimal(amount), unit), kind=kind, hours=Decimal(37), ages=ages, minimum_wages=WAGES)


def test_the_sentence_names_the_pay_and_the_minimum_of_the_age() -> None:
    found = check("7.20", ages=(16, 17))
    assert found and found.sentence == "£7.20 an hour is under the legal minimum for this age, £8.00"
    assert found.for_everyone


def test_pay_that_is_enough_for_some_ages_says_for_which_it_is_not() -> None:
    found = check("10.85")
    assert found and not found.for_everyone
    assert found.sentence == "£10.85 an hour is under the legal minimum for “21 and over”, £12.71"


def test_enough_is_enough_to_the_penny() -> None:
    assert check("12.71") is None
    assert check("12.70") is not None
    assert check("10.85", ages=(16, 20)) is None
    assert check("8.00", "apprenticeship") is None
    assert check("7.99", "apprenticeship").for_everyone


def test_who_is_not_paid_a_wage_is_not_checked() -> None:
    assert check("1.00", "volunteering") is None
    assert check("50", "course", unit="week") is None
    pay = Pay(Decimal(9_000), "year")
    assert too_little(pay, kind="job", hours=None, ages=(None, None), minimum_wages=WAGES) is None
