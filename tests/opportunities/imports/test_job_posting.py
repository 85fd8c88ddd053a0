"""schema.org JobPosting as real sites send it: bands for pay, texts for numbers, lists for one thing."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opportunities.imports.job_posting import read_job_posting, reference_of
from opportunities.imports.vacancy import Place
from opportunities.models import Opportunity
from tests.opportunities.imports.sheets import load_vacancies
from tests.opportunities.imports.test_display_advert import JSON

FIELDS = (
    "title", "description", "identifier", "url", "validThrough", "employmentType", "hiringOrganization",
    "jobLocation", "baseSalary", "qualifications", "experienceRequirements", "workHours", "totalJobOpenings",
    "jobLocationType",
)  # fmt: skip


def facts(**said: Any) -> dict[str, Any]:
    return dict(read_job_posting({"title": "Porter", "identifier": "1"} | said).facts)


@pytest.mark.parametrize(
    ("record", "reference"),
    [
        ({"identifier": {"@type": "PropertyValue", "value": "A-1"}, "url": "https://example.org/1"}, "A-1"),
        ({"identifier": 77}, "77"),
        ({"url": "https://example.org/1"}, "https://example.org/1"),
        ({"url": "https://example.org/" + "x" * 200 + "/77"}, "x" * 97 + "/77"),
        ({}, ""),
    ],
)
def test_the_reference_is_the_identifier_or_the_address(record: dict[str, Any], reference: str) -> None:
    assert reference_of(record) == reference


@pytest.mark.parametrize(
    ("types", "kind"),
    [
        ("FULL_TIME", "job"),
        (["PART_TIME", "INTERN"], "internship"),
        ("VOLUNTEER", "volunteering"),
        (None, "job"),
        ("OTHER", "job"),
    ],
)
def test_the_kind_follows_the_type_of_employment(types: Any, kind: str) -> None:
    assert facts(employmentType=types)["kind"] == kind


@pytest.mark.parametrize(
    ("value", "amount", "unit", "words"),
    [
        ({"value": "24500.00", "unitText": "YEAR"}, 24500, "year", ""),
        ({"minValue": "24500", "maxValue": "24500", "unitText": "YEAR"}, 24500, "year", ""),
        ({"minValue": "24000", "maxValue": "26000", "unitText": "YEAR"}, None, "", "£24,000 to £26,000 year"),
        ({"value": "Band 5", "unitText": "YEAR"}, None, "", "Band 5"),
        ({"value": "Competitive", "unitText": "YEAR"}, None, "", "Competitive"),
        ({"value": "£12.71 an hour", "unitText": "YEAR"}, 12.71, "hour", "£12.71 an hour"),
        ({"value": 12.71, "unitText": "YEAR"}, None, "", "£12.71 YEAR"),
        ({"value": 12.71, "unitText": "HOUR"}, 12.71, "hour", ""),
        (None, None, "", ""),
    ],
)
def test_a_band_or_a_range_is_no_wage(value: Any, amount: Any, unit: str, words: str) -> None:
    read = facts(baseSalary={"@type": "MonetaryAmount", "currency": "GBP", "value": value})
    assert (read["pay_amount"] and float(read["pay_amount"]), read["pay_unit"], read["pay_words"]) == (
        amount,
        unit,
        words,
    )


def test_pay_in_other_money_stays_words() -> None:
    assert facts(baseSalary={"currency": "EUR", "value": 30000})["pay_words"] == "30,000"
    assert facts(baseSalary={"currency": "EUR", "value": 30000})["pay_amount"] is None


def test_a_posting_in_full() -> None:
    vacancy = read_job_posting(
        {
            "@context": "https://schema.org",
            "@type": "JobPosting",
            "title": "Cook &amp; cleaner",
            "identifier": "1",
            "description": "&lt;p&gt;Cook&lt;/p&gt;",
            "validThrough": "2026-12-01T23:59",
            "employmentType": ["PART_TIME"],
            "workHours": "Mornings",
            "hiringOrganization": {"name": "Copperkettle Kitchens", "url": "https://example.org"},
            "jobLocation": {
                "address": {"addressLocality": "Bradford", "postalCode": "BD1 1HY"},
                "geo": {"latitude": "53.8", "longitude": "-1.76"},
            },
            "qualifications": "<p>Food hygiene</p>",
            "experienceRequirements": {"@type": "OccupationalExperienceRequirements", "description": "Some"},
        }
    )
    read = vacancy.facts
    assert (read["title"], read["description"], read["closes_on"]) == ("Cook & cleaner", "Cook", date(2026, 12, 1))
    assert (vacancy.employer, read["hours_pattern"]) == ("Copperkettle Kitchens", "Part time; Mornings")
    assert vacancy.places == (Place("Bradford, BD1 1HY", "-1.76", "53.8"),)
    assert [(ask.type, ask.words) for ask in vacancy.asks] == [("other", "Food hygiene"), ("other", "Some")]
    assert read["also_said"]["hiringOrganization"]["url"] == "https://example.org"


@pytest.mark.django_db
def test_a_graph_with_one_posting_is_loaded_as_a_job_from_home() -> None:
    posting = {"@type": "JobPosting", "title": "Call handler", "identifier": "1", "jobLocationType": "TELECOMMUTE"}
    load_vacancies({"@context": "https://schema.org", "@graph": [posting]}, "jobposting")
    made = Opportunity.objects.get()
    assert (made.source, made.kind, made.is_remote, made.state) == ("job_posting", "job", True, "live")


@given(st.dictionaries(st.sampled_from(FIELDS), JSON))
def test_nothing_that_is_sent_stops_the_reading(record: dict[str, Any]) -> None:
    read = read_job_posting(record).facts
    assert len(read["pay_words"]) <= 300 and len(read["hours_pattern"]) <= 300
    assert (read["pay_amount"] is None) == (read["pay_unit"] == "")
