"""What the page of matches says of one person: the list with its reasons, what is in the way, what would open doors."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q

from aspirations.models import Aspiration, AspirationAudit, YoungPerson
from matching.engine.columns import day_number
from matching.engine.doors import Doors, doors
from matching.engine.explanation import Explanation, why
from matching.engine.fixes import Fix, nearest_fix
from matching.shortlists.lists import Suggestion, changes_of, suggestions_for
from matching.shortlists.models import ShortlistOverride, ShortlistRun
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
    left_out: list[ShortlistOverride]
    """What people left out, the newest first; each can be put back."""


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
    changes = changes_of([person])
    listed = [
        Match(
            suggestion,
            why(people, 0, offers, index[suggestion.opportunity.pk][0], weights, day=day)
            if suggestion.opportunity.pk in index
            else None,
        )
        for suggestion in suggestions_for([person], changes=changes)[person.pk]
    ]
    near = []
    for miss in found.near[:NEAR_SHOWN]:
        fix = fixes[miss.opportunity]
        fixing = rows[ids[fix.opportunity]] if fix and fix.opportunity is not None else None
        near.append(InTheWay(rows[ids[miss.opportunity]], miss.fact.missing, fix, fixing))
    run, changed = newest_run(person)
    left_out = [change for change in reversed(changes) if change.act == ShortlistOverride.Act.LEAVE_OUT]
    return Matches(listed, found, near, run, changed, [rows[ids[j]] for j in way], left_out)


def _all_indices(fixes: dict[int, Fix | None]) -> Iterable[int]:
    yield from fixes
    yield from (fix.opportunity for fix in fixes.values() if fix and fix.opportunity is not None)


def _rows(pks: Iterable[int]) -> dict[int, Opportunity]:
    return Opportunity.objects.select_related("employer").in_bulk(set(pks))


def newest_run(person: YoungPerson) -> tuple[ShortlistRun | None, bool]:
    """The ranking that this person's list comes from, and whether their wishes were told or corrected after it."""
    told = AspirationAudit.objects.filter(person=person, is_current=True)
    corrected = Aspiration.objects.filter(audit__person=person, audit__is_current=True, corrected_at__isnull=False)
    everyone_or_them = Q(only_for=None) | Q(only_for__contains=[person.pk])
    runs = ShortlistRun.objects.filter(everyone_or_them, council=person.council, finished_at__isnull=False)
    newer = Q(Exists(told.filter(recorded_at__gt=OuterRef("finished_at"))))
    newer |= Q(Exists(corrected.filter(corrected_at__gt=OuterRef("finished_at"))))
    run = runs.select_related("weights").annotate(is_old=newer).order_by("-finished_at").first()
    return run, run.is_old if run else told.exists()
