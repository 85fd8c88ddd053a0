"""From rows of opportunities to the engine's arrays."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Q

from config.places.models import Area
from config.reference.models import AgeRule
from config.reference.vocabulary import terms
from employers.models import Employer
from matching.engine.columns import UNKNOWN_DAY, day_number
from matching.engine.facts import level_required, mask_of
from matching.engine.opportunities import Kind, Opportunities, Words
from matching.engine.people import READINESS
from matching.shortlists.people_profiles import CATEGORY_INDEX, area_number, attribute_bits
from matching.shortlists.requirements import asked_of
from opportunities.models import Opportunity, OpportunitySite, Requirement
from opportunities.vocabulary.career_categories import CATEGORIES
from opportunities.vocabulary.kinds import kinds
from opportunities.vocabulary.levels import Level
from opportunities.vocabulary.text_vectors import text_reader

FAIR_TURN_DAYS = 90
WORDS_OF_AN_ADVERT = 400
"""Characters of the description that are read for the wording: the first sentences say what the work is."""

LEADS_TO = {
    "functional_skills": level_required("english", Level.L1)
    | level_required("maths", Level.L1)
    | level_required("english", Level.L2)
    | level_required("maths", Level.L2),
    "driving_lessons": mask_of(["licence_provisional", "licence_full"]),
    "work_clothes": mask_of(["own_kit"]),
}


def engine_kinds() -> list[Kind]:
    return [
        Kind(
            code=kind.code,
            label=kind.label,
            counts_as_eet=kind.counts_as_eet,
            ready_low=READINESS.index(kind.ready_low) if kind.ready_low else 0,
            ready_high=READINESS.index(kind.ready_high) if kind.ready_high else len(READINESS) - 1,
            enabler=kind.is_enabler,
        )
        for kind in kinds().values()
    ]


def opportunity_profiles(opportunities: Sequence[Opportunity], day: date) -> Opportunities:
    """The engine's Opportunities, in the order given. A constant number of queries."""
    ids = [opportunity.pk for opportunity in opportunities]
    requirements = defaultdict(list)
    for requirement in Requirement.objects.filter(opportunity__in=ids):
        requirements[requirement.opportunity_id].append(requirement)
    rules = {rule.kind: rule for rule in AgeRule.objects.on(day)}
    bits, introductions = attribute_bits(), _introductions(opportunities, day)
    rows = [
        _row(opportunity, requirements[opportunity.pk], rules.get(opportunity.kind), bits, day)
        | {"recent_introductions": introductions.get(opportunity.employer_id, 0)}
        for opportunity in opportunities
    ]
    columns = {name: [row[name] for row in rows] for name in rows[0]} if rows else {}
    return Opportunities.of(
        ids=[str(opportunity.public_id) for opportunity in opportunities],
        kinds=engine_kinds(),
        vectors=text_reader().vectors([_text(opportunity) for opportunity in opportunities]),
        sites=_sites(ids),
        words=words(),
        **columns,
    )


def words() -> Words:
    return Words(
        areas={area_number(area.code): area.name for area in Area.objects.all()},
        categories=[category.label for category in CATEGORIES],
        needs=[row.label for row in terms("support_needs").values()],
        attributes=[row.label for row in terms("support_attributes").values()],
    )


def _text(opportunity: Opportunity) -> str:
    return f"{opportunity.title}. {opportunity.description[:WORDS_OF_AN_ADVERT]}"


def _sites(ids: list[int]) -> list[tuple[int, float, float]]:
    position = {pk: index for index, pk in enumerate(ids)}
    sites = OpportunitySite.objects.filter(opportunity__in=ids, location__isnull=False)
    return [(position[pk], at.y, at.x) for pk, at in sites.values_list("opportunity", "location") if at is not None]


def _introductions(opportunities: Sequence[Opportunity], day: date) -> dict[int, int]:
    """Introductions to each employer in the last 90 days."""
    recent = Q(opportunities__pair_states__introduced_on__gt=day - timedelta(days=FAIR_TURN_DAYS))
    employers = Employer.objects.filter(pk__in={opportunity.employer_id for opportunity in opportunities})
    counted = employers.annotate(n=Count("opportunities__pair_states", filter=recent))
    return dict(counted.values_list("pk", "n"))


def _row(
    opportunity: Opportunity, requirements: list[Requirement], rule: AgeRule | None, bits: dict[str, int], day: date
) -> dict[str, Any]:
    asked = asked_of(opportunity, requirements, rule, day)
    return {
        "titles": opportunity.title,
        "kind": list(kinds()).index(opportunity.kind),
        "open": opportunity.is_open_on(day) and opportunity.places_left > 0,
        "closes_on": _day(opportunity.closes_on),
        "starts_on": _day(opportunity.starts_on),
        "born_from": _day(asked.born_from),
        "born_to": _day(asked.born_to),
        "requires": asked.requires,
        "desires": asked.desires,
        "gives": LEADS_TO.get(opportunity.kind, 0),
        "area_required": area_number(asked.area_code),
        "occupation": int(opportunity.occupation or -1),
        "category": CATEGORY_INDEX.get(opportunity.category, -1),
        "remote": opportunity.is_remote,
        "national": opportunity.is_national,
        "hours": float(opportunity.hours_per_week) if opportunity.hours_per_week is not None else float("nan"),
        "support_yes": _mask(opportunity.support_given, bits),
        "support_no": _mask(opportunity.support_not_given, bits),
        "notes": asked.notes,
    }


def _day(day: date | None) -> int:
    return day_number(day) if day else UNKNOWN_DAY


def _mask(codes: list[str], bits: dict[str, int]) -> int:
    return sum(bits[code] for code in set(codes) & bits.keys())
