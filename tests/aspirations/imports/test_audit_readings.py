"""Numbers and periods of the audit sheet. No database."""

from datetime import date
from decimal import Decimal

import pytest

from aspirations.imports.audit_form import reader
from aspirations.imports.audit_readings import read_care_periods, read_hours, read_minutes
from aspirations.imports.nearest import Nearest
from config.imports.forms import ToConfirm

PERIOD = (date(2015, 2, 1), date(2021, 4, 3))


@pytest.mark.parametrize(
    ("text", "hours"), [("16", "16"), ("37.5", "37.5"), ("16 hrs", "16"), ("20 hours a week", "20")]
)
def test_hours(text, hours):
    assert read_hours(text).value == Decimal(hours)


@pytest.mark.parametrize("text", ["16-20", "part time", "-5", "61", "37.55"])
def test_hours_in_doubt(text):
    assert read_hours(text).to_confirm


@pytest.mark.parametrize(
    ("text", "minutes"), [("45", 45), ("45 mins", 45), ("1 hour", 60), ("an hour", 60), ("1.5 hrs", 90)]
)
def test_minutes(text, minutes):
    assert read_minutes(text).value == minutes


@pytest.mark.parametrize("text", ["30-40", "241", "9 hours", "miles"])
def test_minutes_in_doubt(text):
    assert read_minutes(text).to_confirm


@pytest.mark.parametrize("text", ["", "-", "n/a"])
def test_blank_numbers(text):
    assert (read_hours(text).how, read_minutes(text).how) == ("blank", "blank")


@pytest.mark.parametrize(
    "text",
    [
        "01/02/2015-03/04/2021",
        "01/02/2015 - 03/04/2021",
        "1 Feb 2015 to 3 April 2021",
        "2015-02-01-2021-04-03",
        "01-02-2015–03-04-2021",
    ],
)
def test_one_care_period(text):
    assert read_care_periods(text) == [PERIOD]


def test_care_periods_in_order_and_still_going_on():
    assert read_care_periods("05/06/2021-; 01/02/2015-03/04/2021") == [PERIOD, (date(2021, 6, 5), None)]
    assert read_care_periods("05/06/2021 - now") == [(date(2021, 6, 5), None)]


def test_a_period_may_begin_on_the_day_the_one_before_ends():
    assert len(read_care_periods("01/02/2015-03/04/2021; 03/04/2021-")) == 2


@pytest.mark.parametrize(
    "text",
    ["2015", "-", "from 2015", "01/02/2015", "03/04/2021-01/02/2015", "01/02/2015-; 03/04/2021-", "01/02/15-03/04/21"],
)
def test_care_periods_in_doubt(text):
    with pytest.raises(ToConfirm):
        read_care_periods(text)


@pytest.mark.parametrize(
    ("column", "text", "code"),
    [
        ("answer", "Y", "yes"),
        ("answer", "none", "no"),
        ("answer", "Not known", "unknown"),
        ("licence", "Full UK licence", "full"),
        ("licence", "not yet", "none"),
        ("right_to_work", "British citizen", "yes"),
        ("right_to_work", "Restricted", "restricted"),
        ("travel", "public transport", "bus"),
        ("travel", "on foot", "walk"),
        ("documents", "National Insurance number", "ni_number"),
        ("documents", "driving licence", "photo_id"),
        ("circumstances", "single parent", "parent"),
        ("circumstances", "In custody, or just out", "custody"),
    ],
)
def test_words_that_are_certain(column, text, code):
    assert reader(column).read(text).value == code


@pytest.mark.parametrize(
    ("column", "text"),
    [
        ("answer", "had one, ceased"),
        ("licence", "yes"),
        ("licence", "learning to drive"),
        ("right_to_work", "limited leave to remain"),
        ("right_to_work", "20 hours"),
        ("travel", "walk or bus"),
        ("documents", "no passport"),
        ("documents", "bank statement"),
        ("circumstances", "not a parent"),
        ("circumstances", "previously in custody"),
    ],
)
def test_words_that_are_asked(column, text):
    assert reader(column).read(text).to_confirm


@pytest.mark.parametrize("column", ["answer", "licence", "right_to_work", "travel", "documents", "circumstances"])
def test_every_code_and_wording_reads_back(column):
    for code, label in reader(column).labels.items():
        assert reader(column).read(code).value == code
        assert reader(column).read(label.words).value == code


def test_nearest_is_one_slip_away():
    nearest = Nearest(["AB1234", "AB9999", "C1"])
    for slip in ("AB123", "AB12345", "AB1239", "AB1243", "ab1234"):
        assert nearest.to(slip) == ["AB1234"]
    assert nearest.to("AB4321") == []
    assert Nearest(f"C{number}" for number in range(10)).to("C") == ["C0", "C1", "C2"]
