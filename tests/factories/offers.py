"""Employers, pledges and opportunities for tests. Every field can be said; what is not said is a plain, live offer."""

import itertools
from datetime import date
from decimal import Decimal
from typing import Any

from django.contrib.gis.geos import Point

from config.accounts.models import Council
from employers.duplicates import normalise_name
from employers.models import BusinessEvent, Employer
from opportunities.models import Opportunity, OpportunitySite, Pledge, Requirement
from tests.factories.people import make_council

CENTRE = Point(-1.7510, 53.7938, srid=4326)
TRAITS: dict[str, dict[str, Any]] = {
    "apprenticeship": {"kind": "apprenticeship", "title": "Vehicle technician apprentice", "with_training": True},
    "ring_fenced": {"ring_fenced": True},
    "guaranteed_interview": {"guaranteed_interview": True},
    "remote": {"is_remote": True},
    "draft": {"state": "draft"},
    "closed": {"state": "closed"},
    "part_time": {"hours_per_week": Decimal(16)},
    "from_feed": {"source": "display_advert", "confirmed_on": date(2026, 11, 1)},
}
_numbers = itertools.count(1)


def make_employer(name: str = "", *, council: Council | None = None, **said: Any) -> Employer:
    """A business of the usual council, unless told otherwise."""
    name = name or f"Millwheel Motors {next(_numbers)}"
    facts = {"kind": Employer.Kind.BUSINESS, "normalised_name": normalise_name(name)} | said
    return Employer.objects.create(council=council or make_council(), name=name, **facts)


def make_event(name: str = "", *, council: Council | None = None, **said: Any) -> BusinessEvent:
    """A business event of the usual council, held on 12 March 2026 unless said."""
    facts = {"held_on": date(2026, 3, 12), "postcode": "BD1 1HX"} | said
    return BusinessEvent.objects.create(
        council=council or make_council(), name=name or f"Business breakfast {next(_numbers)}", **facts
    )


def make_pledge(**said: Any) -> Pledge:
    """Three jobs, captured on 12 March 2026."""
    facts: dict[str, Any] = {
        "reference": f"P-{next(_numbers)}",
        "kind": "job",
        "title": "Garage assistant",
        "pledged_on": date(2026, 3, 12),
        "quantity_pledged": 3,
    }
    employer = said.pop("employer", None) or make_employer()
    return Pledge.objects.create(council=employer.council, employer=employer, **facts | said)


def make_opportunity(*traits: str, **said: Any) -> Opportunity:
    """A live job of one place in the centre of Bradford; `traits` are those of `TRAITS`.

    `requirements` are (type, value, words); `sites` are points, none where it is remote.
    """
    facts: dict[str, Any] = {"kind": "job", "title": "Garage assistant", "state": "live"}
    for trait in traits:
        facts |= TRAITS[trait]
    facts |= said
    requirements, sites = facts.pop("requirements", ()), facts.pop("sites", None)
    if facts.get("source"):
        facts.setdefault("reference", str(next(_numbers)))
    employer = facts.pop("employer", None) or make_employer()
    opportunity = Opportunity.objects.create(council=employer.council, employer=employer, **facts)
    for point in ([] if opportunity.is_remote else [CENTRE]) if sites is None else sites:
        OpportunitySite.objects.create(opportunity=opportunity, location=point)
    for type_, value, words in requirements:
        Requirement.objects.create(opportunity=opportunity, type=type_, value=value, words=words)
    return opportunity
