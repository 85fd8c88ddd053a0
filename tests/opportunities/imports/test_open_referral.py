"""Services of a directory (Open Referral UK 3.0): help beside work is taken, all else set aside with a sentence."""

from datetime import date, timedelta
from typing import Any

import pytest

from config.imports.actions import confirm_value
from config.imports.models import ValueToConfirm
from config.refusal import Refused
from employers.models import Employer
from opportunities.imports.vacancies import VacancyReader
from opportunities.models import Opportunity
from tests.opportunities.imports.sheets import DAY, asked, load_vacancies, refused

pytestmark = pytest.mark.django_db
GUARANTOR: dict[str, Any] = {
    "id": "ac148810-d857-441c-9679-408f346de14b",
    "name": "Rent guarantor",
    "description": "<p>We stand guarantor for your first flat.</p>",
    "url": "https://example.org/guarantor",
    "status": "active",
    "minimum_age": 18,
    "maximum_age": 25,
    "eligibility_description": "Lives in Bradford\nHas a tenancy offer",
    "assured_date": "2026-09-01",
    "organization": {"id": "d9d5e0f5-d3ce-4f73-9a2f-4dd0ecc6c610", "name": "Roofline Trust", "description": "Charity"},
    "service_at_locations": [
        {
            "id": "e94c9f38-1e8f-4564-91d4-d53501ab1765",
            "location": {
                "latitude": 53.79, "longitude": -1.75,
                "addresses": [{"address_1": "3 Mill Lane", "city": "Shipley", "postal_code": "ZZ9 9ZZ"}],
            },
        }
    ],
    "schedules": [
        {"valid_from": "2026-10-01", "valid_to": "2027-03-31", "byday": "TH,FR", "opens_at": "10:00:00",
         "closes_at": "18:00:00"}
    ],
    "attributes": [{"taxonomy_term": {"code": "rent_guarantor", "taxonomy": "EET Match"}}],
}  # fmt: skip


def page(*services: Any, **said: Any) -> dict[str, Any]:
    numbers = {"total_items": len(services), "total_pages": 1, "page_number": 1, "size": len(services)}
    return {**numbers, "first_page": True, "last_page": True, "empty": not services, "contents": list(services)} | said


def test_a_service_is_taken_with_all_it_says() -> None:
    report = load_vacancies(page(GUARANTOR), "open-referral")
    assert (report.counts["taken"] + report.counts["to_confirm"], refused(report)) == (1, [])
    made = Opportunity.objects.get()
    assert (made.kind, made.state, made.title) == ("rent_guarantor", "live", "Rent guarantor")
    assert (made.description, made.employer.name) == ("We stand guarantor for your first flat.", "Roofline Trust")
    assert (made.starts_on, made.closes_on) == (date(2026, 10, 1), date(2027, 3, 31))
    assert made.hours_pattern == "Thursday, Friday 10:00 to 18:00" and made.pay_amount is None
    asks = [(need.type, need.value, need.words) for need in made.requirements.order_by("pk")]
    assert asks == [
        ("age", "18-25", "From 18 to 25 years"),
        ("other", "", "Lives in Bradford"),
        ("other", "", "Has a tenancy offer"),
    ]
    (site,) = made.sites.all()
    assert "3 Mill Lane" in site.address and site.location.coords == (-1.75, 53.79)
    assert made.also_said["assured_date"] == "2026-09-01"


def test_the_same_file_again_changes_nothing_and_one_that_is_gone_is_found() -> None:
    other = GUARANTOR | {"id": "b2"}
    load_vacancies(page(GUARANTOR, other), "open-referral")
    before = list(Opportunity.objects.order_by("pk").values())
    load_vacancies(page(GUARANTOR, other), "open-referral")
    assert list(Opportunity.objects.order_by("pk").values()) == before
    closed = other | {"status": "temporarily closed"}
    report = load_vacancies(page(GUARANTOR, closed), "open-referral", as_of=DAY + timedelta(1))
    assert [(column, sentence) for _, column, sentence in refused(report)] == [
        ("status", "The directory says that this service is “temporarily closed”, so it was set aside.")
    ]
    assert [row.reference for row in Opportunity.objects.gone_from_feed()] == ["b2"]


@pytest.mark.parametrize(
    ("said", "column"),
    [
        ({"name": "Community Counselling", "attributes": []}, "name"),
        ({"name": "Driving lessons and work boots", "attributes": []}, "name"),
        (
            {"attributes": [{"taxonomy_term": {"code": "rent_guarantor", "taxonomy": "Somebody else’s"}}], "name": "X"},
            "name",
        ),
        ({"attributes": [{"taxonomy_term": {"code": "job", "taxonomy": "EET Match"}}], "name": "A job"}, "name"),
        ({"status": "defunct"}, "status"),
        ({"id": None}, "reference"),
        ({"name": ""}, "title"),
        (
            {"attributes": "x", "organization": [], "schedules": 7, "service_at_locations": [None], "name": None},
            "title",
        ),
    ],
)
def test_what_is_no_help_beside_work_is_set_aside_and_the_others_are_taken(said: dict, column: str) -> None:
    report = load_vacancies(page(GUARANTOR | {"id": "one"} | said, GUARANTOR), "open-referral")
    assert column in [name for _, name, _ in refused(report)]
    assert Opportunity.objects.get().reference == GUARANTOR["id"]


def test_a_kind_read_from_the_name_is_asked_and_waits() -> None:
    lessons = GUARANTOR | {"name": "Driving lessons for young people", "attributes": []}
    report = load_vacancies(page(lessons), "open-referral")
    assert ("kind", "") in asked(report)
    made = Opportunity.objects.get()
    assert (made.kind, made.state) == ("driving_lessons", "draft")
    question = ValueToConfirm.objects.get(column="kind")
    confirm_value(question=question, code="travel_card", by=question.owner, reader=VacancyReader("open-referral"))
    assert Opportunity.objects.get().kind == "travel_card"


def test_what_it_costs_is_said_where_people_read_it() -> None:
    costs = [{"option": "Under 18s", "amount": 35, "amount_description": "an hour"}]
    load_vacancies(page(GUARANTOR | {"cost_options": costs}), "open-referral")
    made = Opportunity.objects.get()
    assert made.description.endswith("What it costs: Under 18s, 35, an hour") and made.pay_words == ""


def test_fees_in_words_are_said_too() -> None:
    load_vacancies(page(GUARANTOR | {"fees": "£5 a month"}), "open-referral")
    assert Opportunity.objects.get().description.endswith("What it costs: £5 a month")


def test_one_page_of_several_is_refused() -> None:
    with pytest.raises(Refused, match="one page of several: 1 of 90"):
        load_vacancies(page(GUARANTOR, total_items=90, total_pages=2), "open-referral")
    assert not Employer.objects.exists()
