"""An apprenticeship in the shape of Find an apprenticeship's Display Advert, version 2 (domain.md 7.1), as our own
import reads it."""

from collections.abc import Iterator
from typing import Any

from opportunities.imports.offer import Ask
from opportunities.imports.qualifications import asks_of_qualification
from opportunities.models import Opportunity, OpportunitySite, Requirement
from opportunities.vocabulary.levels import LEVEL_BY_CODE, Level

KINDS = {"apprenticeship": "apprenticeship", "foundation_apprenticeship": "foundationApprenticeship"}
"""What can be sent in this shape, and the type of its course."""
UNITS = {"hour": "Hourly", "week": "Weekly", "month": "Monthly", "year": "Annually"}
"""“Hourly” is ours: the publisher's own adverts say pay by the hour in words alone."""
SUBJECTS = {"english": "English", "maths": "Maths"}
Sent = dict[str, Any]


def display_advert(opportunity: Opportunity) -> Sent:
    """The advert as JSON; what nobody said is left out. Asks no query where sites, requirements and employer are
    loaded."""
    said = {
        "vacancyReference": f"{opportunity.public_id}".upper(),
        "title": opportunity.title,
        "fullDescription": opportunity.description,
        "employerName": opportunity.employer.name,
        "numberOfPositions": opportunity.places,
        "postedDate": f"{opportunity.posted_at:%Y-%m-%d}",
        "closingDate": opportunity.closes_on and f"{opportunity.closes_on}T23:59:59",
        "startDate": opportunity.starts_on and opportunity.starts_on.isoformat(),
        "hoursPerWeek": opportunity.hours_per_week and float(opportunity.hours_per_week),
        "expectedDuration": opportunity.duration,
        "wage": _wage(opportunity),
        "course": {"type": KINDS[opportunity.kind]},
        "addresses": [_address(site) for site in opportunity.sites.all()],
        "isNationalVacancy": opportunity.is_national,
        "qualifications": [_qualification(need) for need in opportunity.requirements.all()],
    }
    return {name: value for name, value in said.items() if value not in (None, "", [], {})}


def _wage(opportunity: Opportunity) -> Sent:
    said: Sent = {
        "wageAdditionalInformation": opportunity.pay_words, "workingWeekDescription": opportunity.hours_pattern
    }  # fmt: skip
    if opportunity.pay_amount is not None:
        said |= {"wageType": "Custom", "wageAmount": float(opportunity.pay_amount)}
        said["wageUnit"] = UNITS[opportunity.pay_unit]
    return {name: value for name, value in said.items() if value}


def _address(site: OpportunitySite) -> Sent:
    point = {"latitude": site.location.y, "longitude": site.location.x} if site.location else {}
    said = {"addressLine1": site.address, "postcode": site.postcode, **point}
    return {name: value for name, value in said.items() if value}


def _qualification(need: Requirement) -> Sent:
    """The first of the ways to say it that is read as this requirement again; if none is, its words."""
    weighting = {"weighting": "Essential" if need.essential else "Desired"}
    meant = Ask(need.type, need.words, need.value, need.essential)
    for way in _ways(need):
        if list(asks_of_qualification({**way, **weighting})) == [meant]:
            return {**way, **weighting}
    return next(_typed(need), {"qualificationType": "Other", "otherQualificationName": need.words}) | weighting


def _ways(need: Requirement) -> Iterator[Sent]:
    """Its own words, as a GCSE with each cut between subject and grade, and as a name alone."""
    first, *rest = need.words.split()
    for cut in range(len(rest)):
        subject, grade = " ".join(rest[:cut]), " ".join(rest[cut:])
        yield {"qualificationType": first, "subject": subject, "grade": grade}
    yield {"qualificationType": "Other", "otherQualificationName": need.words}


def _typed(need: Requirement) -> Iterator[Sent]:
    """The meaning, where the words do not carry it: English and maths at a level of functional skills."""
    level = LEVEL_BY_CODE.get(need.value)
    if need.type in SUBJECTS and level and Level.NONE < level <= Level.L2:
        yield {"qualificationType": "Functional Skills", "subject": SUBJECTS[need.type], "grade": level.label}
