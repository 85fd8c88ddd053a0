"""An opportunity as schema.org JobPosting (domain.md 7.2), in the shape that our own import reads.

Carried: kind, title, description, employer, places and where they are, days, hours, pay, what is asked for in words.
"""

from collections.abc import Iterator
from html import escape
from typing import Any

from opportunities.models import Opportunity, OpportunitySite
from opportunities.vocabulary.kinds import kinds

KINDS = frozenset(code for code, kind in kinds().items() if not kind.is_enabler)
"""What can be sent in this shape: help beside work is no job."""
TYPES = {"internship": "INTERN", "volunteering": "VOLUNTEER"}
FULL_TIME_HOURS = 30


def job_posting(opportunity: Opportunity) -> dict[str, Any]:
    """The advert as JSON-LD; what nobody said is left out. Asks no query where sites, requirements and employer are
    loaded."""
    said = {
        "@context": "https://schema.org",
        "@type": "JobPosting",
        "additionalType": opportunity.kind,
        "identifier": {"@type": "PropertyValue", "name": "EET Match", "value": str(opportunity.public_id)},
        "title": opportunity.title,
        "description": _html(opportunity.description),
        "hiringOrganization": {"@type": "Organization", "name": opportunity.employer.name},
        "datePosted": f"{opportunity.posted_at:%Y-%m-%d}",
        "validThrough": _day(opportunity.closes_on),
        "jobStartDate": _day(opportunity.starts_on),
        "totalJobOpenings": opportunity.places,
        "employmentType": list(_types(opportunity)),
        "workHours": _hours(opportunity),
        "baseSalary": _salary(opportunity),
        "jobLocation": [_place(site) for site in opportunity.sites.all()],
        "jobLocationType": "TELECOMMUTE" if opportunity.is_remote else None,
        "qualifications": [need.words for need in opportunity.requirements.all() if need.essential],
    }
    return {name: value for name, value in said.items() if value not in (None, "", [])}


def _html(text: str) -> str:
    """Lines stay lines, and signs of HTML stay signs."""
    return escape(text, quote=False).replace("\n", "<br>")


def _day(day: Any) -> str | None:
    return day.isoformat() if day else None


def _types(opportunity: Opportunity) -> Iterator[str]:
    if opportunity.hours_per_week:
        yield "FULL_TIME" if opportunity.hours_per_week >= FULL_TIME_HOURS else "PART_TIME"
    if opportunity.kind in TYPES:
        yield TYPES[opportunity.kind]


def _hours(opportunity: Opportunity) -> str:
    number = f"{opportunity.hours_per_week.normalize():f} hours a week" if opportunity.hours_per_week else ""
    return "; ".join(filter(None, [number, opportunity.hours_pattern]))


def _salary(opportunity: Opportunity) -> dict[str, Any] | None:
    """An amount with its unit, or else the words."""
    if opportunity.pay_amount is not None:
        value = {"value": float(opportunity.pay_amount), "unitText": opportunity.pay_unit.upper()}
    elif opportunity.pay_words:
        value = {"value": opportunity.pay_words}
    else:
        return None
    return {"@type": "MonetaryAmount", "currency": "GBP", "value": {"@type": "QuantitativeValue", **value}}


def _place(site: OpportunitySite) -> dict[str, Any]:
    address = {"streetAddress": site.address, "postalCode": site.postcode, "addressCountry": "GB"}
    place: dict[str, Any] = {"@type": "Place", "address": {"@type": "PostalAddress", **address}}
    if site.location:
        place["geo"] = {
            "@type": "GeoCoordinates", "latitude": str(site.location.y), "longitude": str(site.location.x)
        }  # fmt: skip
    return place
