"""What is sent in a format is read from it again as the same (O7; domain.md 7)."""

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.contrib.gis.geos import Point

from opportunities.exports.display_advert import display_advert
from opportunities.exports.job_posting import job_posting
from opportunities.exports.open_referral import KINDS, service
from opportunities.models import Opportunity
from tests.factories.offers import make_employer, make_opportunity
from tests.opportunities.imports.sheets import load_vacancies

pytestmark = pytest.mark.django_db
SHIPLEY = Point(-1.7786, 53.8336, srid=4326)
CARRIED = (
    "kind", "title", "description", "places", "starts_on", "closes_on", "hours_per_week", "hours_pattern",
    "pay_amount", "pay_unit", "pay_words", "is_remote",
)  # fmt: skip
FULL: dict[str, Any] = {
    "kind": "apprenticeship",
    "title": "Vehicle technician apprentice (level 2), Shipley & Saltaire",
    "description": "You learn to service cars.\n\nUnder 5 years' use? Even better:\n- tools & clothes given\n- 1 < 2",
    "places": 3,
    "starts_on": date(2027, 2, 1),
    "closes_on": date(2027, 1, 15),
    "hours_per_week": Decimal("37.5"),
    "hours_pattern": "Mondays to Fridays, 8 am to 4 pm",
    "pay_amount": Decimal("9.50"),
    "pay_unit": "hour",
}
BARE: dict[str, Any] = {"kind": "apprenticeship", "title": "Kitchen porter", "sites": []}
WORDS: dict[str, Any] = {
    "kind": "foundation_apprenticeship", "title": "Care assistant", "pay_words": "Band 2, with weekend rates",
    "hours_pattern": "Shifts, to be agreed", "places": 2, "is_remote": True,
}  # fmt: skip


def again(send: Callable[[Opportunity], dict[str, Any]], sent: Opportunity, form: str) -> Opportunity:
    report = load_vacancies([send(sent)], form)
    assert [row.outcome.value for row in report.rows] == ["taken"]
    return Opportunity.objects.exclude(pk=sent.pk).get()


@pytest.mark.parametrize("facts", [FULL, BARE, WORDS])
@pytest.mark.parametrize(
    ("send", "form", "left"), [(job_posting, "jobposting", ()), (display_advert, "display-advert", ("is_remote",))]
)
def test_what_is_sent_comes_back_the_same(send, form, left, facts) -> None:
    sent = make_opportunity(employer=make_employer("Millwheel Motors"), **facts)
    sent.sites.update(location=SHIPLEY, address="3 Mill Lane, Shipley")
    sent.refresh_from_db()
    back = again(send, sent, form)
    for name in CARRIED:
        if name not in left:
            assert getattr(back, name) == getattr(sent, name), name
    assert back.employer == sent.employer
    assert [(site.address, site.location.coords) for site in back.sites.all()] == [
        (site.address, site.location.coords) for site in sent.sites.all()
    ]


@pytest.mark.parametrize("kind", ["job", "internship", "volunteering", "taster", "course", "council_ringfenced"])
def test_a_job_posting_keeps_the_kind(kind: str) -> None:
    assert again(job_posting, make_opportunity(kind=kind), "jobposting").kind == kind


def test_an_enabler_is_no_kind_of_job_posting() -> None:
    load_vacancies([{"title": "Work boots", "identifier": "1", "additionalType": "work_clothes"}], "jobposting")
    assert Opportunity.objects.get().kind == "job"


@pytest.mark.parametrize(
    ("type_", "value", "words"),
    [
        ("english", "2", "GCSE English 4"),
        ("maths", "2", "Functional skills maths level 2"),
        ("english", "E3", "Read and write a short message"),
        ("other", "", "Like dogs"),
    ],
)
def test_what_is_asked_for_keeps_its_meaning(type_: str, value: str, words: str) -> None:
    sent = make_opportunity(kind="apprenticeship", requirements=[(type_, value, words)])
    sent.requirements.create(type="other", words="A driving licence would help", essential=False)
    back = again(display_advert, sent, "display-advert")
    asked = {(need.type, need.value, need.essential) for need in back.requirements.all()}
    assert asked == {(type_, value, True), ("other", "", False)}


def test_a_job_posting_asks_only_what_is_a_must() -> None:
    sent = make_opportunity(requirements=[("other", "", "Like dogs")])
    sent.requirements.create(type="other", words="A driving licence would help", essential=False)
    assert job_posting(sent)["qualifications"] == ["Like dogs"]


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_help_beside_work_comes_back_the_same(kind: str) -> None:
    facts = {"places": 3, "starts_on": date(2027, 1, 15), "closes_on": date(2027, 2, 1), "hours_pattern": "Mondays"}
    words = "Ask us.\n\nYou get £1,000 & a van < 3.5 t\n- Aged 16 to 25?"
    needs = [("age", "18-25", "From 18 to 25 years"), ("other", "", "Lives in Bradford")]
    sent = make_opportunity(
        kind=kind, title="Help & more", description=words, requirements=needs, source="open_referral", **facts
    )
    sent.sites.update(location=SHIPLEY, address="3 Mill Lane, Shipley")
    back = again(service, sent, "open-referral")
    for name in CARRIED:
        assert getattr(back, name) == getattr(sent, name), name
    assert (back.state, back.employer) == ("live", sent.employer)
    assert [site.location.coords for site in back.sites.all()] == [SHIPLEY.coords]
    assert [(one.type, one.value, one.words) for one in back.requirements.order_by("pk")] == needs


NEEDED = {
    "service": {"id", "name", "status", "url"},
    "organization": {"id", "name", "description"},
    "service_at_locations": {"id"},
    "location": {"id"},
    "addresses": {"id", "address_1", "city", "state_province", "postal_code", "country", "address_type"},
    "schedules": {"id"},
    "attributes": {"id"},
    "taxonomy_term": {"id", "name", "description", "taxonomy"},
}
"""What the profile of Open Referral UK 3.0 requires of each part (its schema, docs/data-sources.md)."""


def parts(name: str, said: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every part of a service under the name that the profile gives it."""
    if isinstance(said, list):
        for one in said:
            yield from parts(name, one)
    elif isinstance(said, dict):
        yield name, said
        for inner, value in said.items():
            yield from parts(inner, value)


def test_a_service_has_what_open_referral_uk_requires_and_ids_that_stay() -> None:
    sent = make_opportunity(kind="rent_guarantor", starts_on=date(2027, 1, 15))
    sent.sites.update(location=SHIPLEY, address="3 Mill Lane, Shipley")
    said = service(sent)
    found = list(parts("service", said))
    assert {name for name, _ in found} == NEEDED.keys()
    assert [(name, NEEDED[name] - part.keys()) for name, part in found if NEEDED[name] - part.keys()] == []
    (address,) = (part for name, part in found if name == "addresses")
    assert (address["address_1"], address["city"]) == ("3 Mill Lane", "Shipley")
    assert said == service(Opportunity.objects.get())


@pytest.mark.parametrize("address", ["Shipley", "Leeds, Leeds", "Unit 3, Mill Lane, Shipley", ""])
def test_an_address_comes_back_the_same(address: str) -> None:
    sent = make_opportunity(kind="travel_card", source="open_referral")
    sent.sites.update(address=address, location=SHIPLEY)
    assert [site.address for site in again(service, sent, "open-referral").sites.all()] == [address]
