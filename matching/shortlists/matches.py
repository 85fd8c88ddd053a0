"""What the page of matches says of one person: the list with its reasons, what is in the way, what would open doors."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Max, Q

from aspirations.models import AspirationAudit, YoungPerson
from matching.engine.columns import day_number
from matching.engine.doors import Doors, doors
from matching.engine.explanation import Explanation, why
from matching.engine.fixes import Fix, nearest_fix
from matching.shortlists.lists import Suggestion, suggestions_for
from matching.shortlists.models import ShortlistRun
from matching.shortlists.people_profiles import people_profiles
from matching.shortlists.standing import standing_offers
from matching.shortlists.way import Way
from matching.shortlists.weights import engine_weights, weights_on
from opportunities.models import Opportunity

NEAR_SHOWN, DOORS_SHOWN, UNKNOWN_SHOWN = 8, 3, 5
PART_LABELS = {
    "wording": "Own words",
    "occupation": "Kind of work",
    "travel": "Travel",
    "readiness": "Readiness",
    "preferences": "Kind of offer",
    "support": "Support",
}


@dataclass(frozen=True, slots=True)
class Match:
    """One offer on the list with its reasons; `explanation` is None where it is not open any more."""

    suggestion: Suggestion
    explanation: Explanation | None

    @property
    def best_reasons(self) -> list[str]:
        """The sentences of the two parts that give the largest share of their points."""
        if self.explanation is None:
            return []
        known = [part for part in self.explanation.parts if part.known and part.out_of]
        known.sort(key=lambda part: -part.points / part.out_of)
        return [part.sentence for part in known[:2]]


@dataclass(frozen=True, slots=True)
class InTheWay:
    """An offer with one must-have not met: what, and the nearest fix with its open offer where there is one."""

    offer: Opportunity
    because: str
    fix: Fix | None
    fixing_offer: Opportunity | None


@dataclass(frozen=True, slots=True)
class Matches:
    shown: list[Match]
    doors: Doors
    in_the_way: list[InTheWay]
    run: ShortlistRun | None
    changed_since: bool
    way: list[Opportunity]


def matches_of(person: YoungPerson, day: date) -> Matches:
    """Everything the page says; a number of queries that does not grow with the offers."""
    offers, index = standing_offers(person.council, day)
    ids = list(index)
    weights = engine_weights(weights_on(day, person.council))
    people = people_profiles([person], index, day)
    found = doors(people, 0, offers, weights, day=day)
    fixes = {
        miss.opportunity: nearest_fix(miss.fact, people, 0, offers, miss.opportunity, day_number(day))
        for miss in found.near[:NEAR_SHOWN]
    }
    way = Way(people, offers, weights, day_number(day)).steps()
    rows = _rows(ids[j] for j in [*_all_indices(fixes), *way])
    listed = [
        Match(
            suggestion,
            why(people, 0, offers, index[suggestion.opportunity.pk][0], weights, day=day)
            if suggestion.opportunity.pk in index
            else None,
        )
        for suggestion in suggestions_for([person])[person.pk]
    ]
    near = []
    for miss in found.near[:NEAR_SHOWN]:
        fix = fixes[miss.opportunity]
        fixing = rows[ids[fix.opportunity]] if fix and fix.opportunity is not None else None
        near.append(InTheWay(rows[ids[miss.opportunity]], miss.fact.missing, fix, fixing))
    run = newest_run(person)
    return Matches(listed, found, near, run, has_changed_since(person, run), [rows[ids[j]] for j in way])


def _all_indices(fixes: dict[int, Fix | None]) -> Iterable[int]:
    yield from fixes
    yield from (fix.opportunity for fix in fixes.values() if fix and fix.opportunity is not None)


def _rows(pks: Iterable[int]) -> dict[int, Opportunity]:
    return Opportunity.objects.select_related("employer").in_bulk(set(pks))


def newest_run(person: YoungPerson) -> ShortlistRun | None:
    """The ranking that this person's list comes from."""
    everyone_or_them = Q(only_for=None) | Q(only_for__contains=[person.pk])
    runs = ShortlistRun.objects.filter(everyone_or_them, council=person.council, finished_at__isnull=False)
    return runs.select_related("weights").order_by("-finished_at").first()


def has_changed_since(person: YoungPerson, run: ShortlistRun | None) -> bool:
    """Whether the person's wishes were told or corrected after the list was drawn up."""
    told = AspirationAudit.objects.filter(person=person, is_current=True)
    moments = told.aggregate(told=Max("recorded_at"), corrected=Max("wishes__corrected_at")).values()
    last = max((moment for moment in moments if moment), default=None)
    return last is not None and (run is None or run.finished_at is None or last > run.finished_at)
