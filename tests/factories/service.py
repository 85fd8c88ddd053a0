"""One young person beside one opportunity, for tests of lists: what is not said fits."""

from datetime import date
from decimal import Decimal
from typing import Any

from aspirations.models import YoungPerson
from matching.engine.explanation import Explanation, why
from matching.engine.weights import EXPERT_2026
from matching.shortlists.actions import profiles_of
from matching.shortlists.explaining import explain
from matching.shortlists.people_profiles import DOCUMENTS
from opportunities.models import Opportunity
from tests.factories.offers import CENTRE, make_opportunity
from tests.factories.people import DAY, make_audit, make_person

Verdict = tuple[set[str], set[str]]
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


def a_job(**said: Any) -> Opportunity:
    """A live job of thirty hours that asks for nothing but the right to work."""
    return make_opportunity(**A_JOB | said)


def looked_at(person: YoungPerson, opportunity: Opportunity, day: date = DAY) -> Explanation:
    return explain(person=person, opportunity=opportunity, day=day, by=None)


def verdicts(people: list[YoungPerson], opportunity: Opportunity) -> list[Verdict]:
    """What is in the way and what is to be asked, for each; every code has its sentence."""
    profiles, offers, opportunities = profiles_of(opportunity.council, people, DAY)
    j = opportunities.index(opportunity)
    looks = [why(profiles, i, offers, j, EXPERT_2026, day=DAY) for i in range(len(people))]
    return [verdict_of(look) for look in looks]


def verdict_of(look: Explanation) -> Verdict:
    assert look.eligible == (not look.barriers)
    assert all(barrier.sentence.endswith(".") for barrier in look.barriers)
    assert all("Ask " in check.sentence for check in look.to_check)
    return {barrier.code for barrier in look.barriers}, {check.code for check in look.to_check}


def barriers(person: YoungPerson, opportunity: Opportunity, day: date = DAY) -> list[str]:
    """Codes of what is in the way."""
    return sorted(verdict_of(looked_at(person, opportunity, day))[0])


def to_check(person: YoungPerson, opportunity: Opportunity) -> list[str]:
    """Codes of what is not known yet."""
    return sorted(verdict_of(looked_at(person, opportunity))[1])
