"""Display Advert, versions 2 and 1: every field but title and reference may be missing or odd; no wage is guessed."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opportunities.imports.display_advert import places_of, read_display_advert, reference_of
from opportunities.imports.vacancy import Place

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
FIELDS = (
    "title", "description", "fullDescription", "numberOfPositions", "startDate", "closingDate", "wage",
    "hoursPerWeek", "expectedDuration", "addresses", "address", "location", "otherAddresses", "course",
    "employerName", "vacancyReference", "isNationalVacancy", "qualifications",
)  # fmt: skip


def facts(**said: Any) -> dict[str, Any]:
    return dict(read_display_advert({"title": "Baker", "vacancyReference": "1"} | said).facts)


@pytest.mark.parametrize(
    ("sent", "reference"),
    [
        ("VAC1000", "1000"),
        ("1000", "1000"),
        (1000, "1000"),
        (" vac 1000 ", "1000"),
        ("C9-24", "C9-24"),
        (None, ""),
        (True, ""),
    ],
)
def test_a_reference_with_and_without_its_letters_is_one(sent: Any, reference: str) -> None:
    assert reference_of({"vacancyReference": sent}) == reference


@pytest.mark.parametrize(
    ("course", "kind"),
    [
        ({"type": "foundationApprenticeship"}, "foundation_apprenticeship"),
        ({"type": "Foundation"}, "foundation_apprenticeship"),
        ({"type": "apprenticeship"}, "apprenticeship"),
        ({"type": "Standard"}, "apprenticeship"),
        ({"larsCode": 0}, "apprenticeship"),
        (None, "apprenticeship"),
    ],
)
def test_the_kind_follows_the_course(course: Any, kind: str) -> None:
    assert facts(course=course)["kind"] == kind


@pytest.mark.parametrize(
    ("wage", "amount", "unit", "words"),
    [
        ({"wageAmount": 20400, "wageUnit": "Annually"}, 20400, "year", ""),
        ({"wageAmount": 250.5, "wageUnit": "Weekly"}, Decimal("250.5"), "week", ""),
        ({"wageAmount": 1350, "wageUnit": "Monthly"}, 1350, "month", ""),
        ({"wageAmount": 20400, "wageUnit": "Unspecified"}, None, "", ""),
        ({"wageAmount": 0, "wageUnit": "Annually"}, None, "", ""),
        ({"wageAdditionalInformation": "£20,400 a year"}, 20400, "year", "£20,400 a year"),
        ({"wageAdditionalInformation": "£15,000 to £20,000"}, None, "", "£15,000 to £20,000"),
        ({"wageType": "ApprenticeshipMinimum"}, None, "", "National minimum wage for apprentices"),
        ({"wageType": "CompetitiveSalary"}, None, "", "Competitive salary"),
        ({}, None, "", ""),
        ("£20,400", None, "", ""),
    ],
)
def test_a_wage_is_an_amount_only_where_it_is_certain(wage: Any, amount: Any, unit: str, words: str) -> None:
    read = facts(wage=wage)
    assert (read["pay_amount"], read["pay_unit"], read["pay_words"]) == (amount, unit, words)


def test_the_closing_moment_belongs_to_its_day() -> None:
    read = facts(closingDate="2026-12-01T23:59:59Z", startDate="2027-01-05T00:00:00")
    assert (read["closes_on"], read["starts_on"]) == (date(2026, 12, 1), date(2027, 1, 5))


def test_unknown_fields_are_kept_and_blank_ones_not() -> None:
    kept = facts(course={"larsCode": 0}, newField={"a": 1}, skills=[], thingsToConsider="", description="Bake")[
        "also_said"
    ]
    assert kept == {"course": {"larsCode": 0}, "newField": {"a": 1}}


def test_the_full_text_is_plain_and_the_summary_is_not_said_twice() -> None:
    both = facts(
        description="Bake bread.", fullDescription="&lt;p&gt;Bake bread.&lt;/p&gt;&lt;p&gt;Early start.&lt;/p&gt;"
    )
    assert both["description"] == "Bake bread.\n\nEarly start."
    assert facts(description="Bake.", fullDescription="Start early.")["description"] == "Bake.\n\nStart early."


def test_hours_that_round_to_none_are_not_said() -> None:
    assert [facts(hoursPerWeek=hours)["hours_per_week"] for hours in (0.04, -3, 169, "37.54")] == [
        None, None, None, Decimal("37.5")
    ]  # fmt: skip


def test_version_1_has_one_address_with_a_location_beside_it() -> None:
    record = {
        "address": {"addressLine1": "Mill Lane", "postcode": "BD1 1HY"},
        "location": {"lat": 53.8, "lon": -1.76},
        "otherAddresses": [{"postcode": "LS1 1AA"}],
    }
    assert list(places_of(record)) == [Place("Mill Lane, BD1 1HY", -1.76, 53.8), Place("LS1 1AA")]


def test_a_national_advert_needs_no_address() -> None:
    vacancy = read_display_advert({"title": "Baker", "vacancyReference": "1", "isNationalVacancy": True})
    assert vacancy.facts["is_national"] is True and vacancy.places == ()


@given(st.dictionaries(st.sampled_from(FIELDS), JSON))
def test_nothing_that_is_sent_stops_the_reading(record: dict[str, Any]) -> None:
    read = read_display_advert(record).facts
    assert len(read["title"]) <= 150 and read["places"] >= 1
    assert (read["pay_amount"] is None) == (read["pay_unit"] == "")
    assert read["hours_per_week"] is None or 0 < read["hours_per_week"] <= 168
