"""Help beside work as a service of Open Referral UK (HSDS-UK 3.0; domain.md 7.3), as our own import reads it.

Carried: kind and places (as attributes), name, words, who offers it, ages and what else is asked in words, where and
when. A service is free unless its words say otherwise.
"""

from collections.abc import Iterator
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from django.conf import settings
from django.urls import reverse

from opportunities.ages import read_ages
from opportunities.models import Opportunity, OpportunitySite
from opportunities.vocabulary.kinds import kinds

KINDS = frozenset(code for code, kind in kinds().items() if kind.is_enabler)
"""What can be sent in this shape; work and learning have formats of their own."""
TAXONOMY = "EET Match"
PLACES = "places"
"""The code of the attribute whose value is how many can have it."""
Sent = dict[str, Any]


def service(opportunity: Opportunity) -> Sent:
    """The service as JSON; what nobody said is left out. Asks no query where sites, requirements and employer are
    loaded."""
    youngest, oldest = next((read_ages(need.value) for need in _musts(opportunity, "age")), (None, None))
    said = {
        "id": str(opportunity.public_id),
        "name": opportunity.title,
        "description": opportunity.description,
        "url": address_of(opportunity),
        "status": "active",
        "last_modified": opportunity.changed_at.isoformat(timespec="milliseconds"),
        "assured_date": opportunity.confirmed_on and opportunity.confirmed_on.isoformat(),
        "minimum_age": youngest,
        "maximum_age": oldest,
        "eligibility_description": "\n".join(need.words for need in _musts(opportunity)),
        "organization": _organization(opportunity),
        "service_at_locations": list(_locations(opportunity)),
        "schedules": _schedules(opportunity),
        "attributes": _attributes(opportunity),
    }
    return {name: value for name, value in said.items() if value not in (None, "", [], {})}


def address_of(opportunity: Opportunity) -> str:
    return settings.SERVICE_ADDRESS.rstrip("/") + reverse("api_opportunity", kwargs={"id": opportunity.public_id})


def _musts(opportunity: Opportunity, type_: str = "") -> Iterator[Any]:
    """What is asked for: of this type, or all but ages."""
    for need in opportunity.requirements.all():
        if need.essential and (need.type == type_ if type_ else need.type != "age"):
            yield need


def _organization(opportunity: Opportunity) -> Sent:
    employer = opportunity.employer
    return {"id": str(employer.public_id), "name": employer.name, "description": employer.get_kind_display()}


def _locations(opportunity: Opportunity) -> Iterator[Sent]:
    for number, site in enumerate(opportunity.sites.all()):
        place = f"{opportunity.public_id}:{number}"
        yield {"id": _id("at", place), "location": _location(site, place)}


def _location(site: OpportunitySite, place: str) -> Sent:
    point = {"latitude": site.location.y, "longitude": site.location.x} if site.location else {}
    street, _, city = site.address.rpartition(", ")
    if not street or city in street.split(", "):
        street, city = site.address, ""
    address = {
        "id": _id("address", place), "address_1": street, "city": city, "state_province": "",
        "postal_code": site.postcode, "country": "GB", "address_type": "physical",
    }  # fmt: skip
    return {"id": _id("location", place), "location_type": "physical", **point, "addresses": [address]}


def _schedules(opportunity: Opportunity) -> list[Sent]:
    said = {
        "valid_from": opportunity.starts_on and opportunity.starts_on.isoformat(),
        "valid_to": opportunity.closes_on and opportunity.closes_on.isoformat(),
        "description": opportunity.hours_pattern,
    }
    known = {name: value for name, value in said.items() if value}
    return [{"id": _id("schedule", str(opportunity.public_id)), **known}] if known else []


def _attributes(opportunity: Opportunity) -> list[Sent]:
    terms = [(opportunity.kind, kinds()[opportunity.kind].label, ""), (PLACES, "Places", str(opportunity.places))]
    return [
        {
            "id": _id(code, str(opportunity.public_id)),
            "link_id": str(opportunity.public_id),
            "link_entity": "service",
            **({"value": value} if value else {}),
            "taxonomy_term": {
                "id": _id(code, TAXONOMY), "code": code, "name": label, "description": label, "taxonomy": TAXONOMY,
            },
        }
        for code, label, value in terms
    ]  # fmt: skip


def _id(what: str, of: str) -> str:
    """A part's own id, the same each time: parts have none here, and the format wants one."""
    made: UUID = uuid5(NAMESPACE_URL, f"{what}:{of}")
    return str(made)
