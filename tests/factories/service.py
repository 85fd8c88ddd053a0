"""One young person beside one opportunity, for tests of lists: what is not said fits."""

from datetime import date
from decimal import Decimal
from typing import Any

from aspirations.models import AspirationAudit, YoungPerson
from config.accounts.models import Council
from matching.engine.explanation import Explanation
from matching.shortlists.explaining import explain
from matching.shortlists.people_profiles import DOCUMENTS
from opportunities.models import Opportunity
from tests.factories.offers import CENTRE, make_opportunity
from tests.factories.people import DAY, make_audit, make_council, make_person

HOLDS_EVERYTHING: dict[str, Any] = {
    "level": "3",
    "english": "2",
    "maths": "2",
    "licence": "full",
    "right_to_work": "yes",
    "documents_held": list(DOCUMENTS),
    "on_benefits": "yes",
    "ehc_plan": "yes",
    "home": CENTRE,
    "home_area_code": "E08000032",
    "travel_mode": "bus",
    "travel_minutes": 45,
    "hours_least": Decimal(8),
    "hours_most": Decimal(40),
    "readiness": "ready",
}
A_JOB: dict[str, Any] = {"hours_per_week": Decimal(30), "with_training": True}


def well_known(*wishes: str, audit: dict[str, Any] | None = None, **said: Any) -> YoungPerson:
    """Somebody not in EET whose every fact is known and held, but for what `audit` and `said` say."""
    person = make_person("neet", **said)
    make_audit(person, *(wishes or ("working in a garage",)), **HOLDS_EVERYTHING | (audit or {}))
    return person


def a_job(council: Council | None = None, **said: Any) -> Opportunity:
    """A live job of thirty hours that asks for nothing but the right to work."""
    return make_opportunity(**{"council": council or make_council()} | A_JOB | said)


def looked_at(person: YoungPerson, opportunity: Opportunity, day: date = DAY) -> Explanation:
    return explain(person=person, opportunity=opportunity, day=day, by=None)


def barriers(person: YoungPerson, opportunity: Opportunity, day: date = DAY) -> list[str]:
    """Codes of what is in the way; every one has its sentence."""
    found = looked_at(person, opportunity, day)
    assert found.eligible == (not found.barriers)
    assert all(barrier.sentence.endswith(".") for barrier in found.barriers)
    return [barrier.code for barrier in found.barriers]


def to_check(person: YoungPerson, opportunity: Opportunity) -> list[str]:
    """Codes of what is not known yet; every one says whom to ask."""
    found = looked_at(person, opportunity)
    assert all("Ask " in check.sentence for check in found.to_check)
    return [check.code for check in found.to_check]


def whole_audit_without(audit: AspirationAudit, field: str) -> None:
    """Delete one recorded fact: the field as it is where nobody told us."""
    setattr(audit, field, AspirationAudit._meta.get_field(field).get_default())
    audit.save()
