"""What the page of matches says of one person: the list with its reasons, what is in the way, what would open doors."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date

import numpy as np
from django.db.models import Exists, OuterRef, Q

from aspirations.models import YoungPerson
from matching.engine.columns import day_number
from matching.engine.doors import NO_STEP_CHANGES_IT, Doors, NearMiss, doors
from matching.engine.explanation import Explanation, explanations
from matching.engine.fixes import Fix, nearest_fix
from matching.engine.opportunities import Opportunities
from matching.engine.people import People
from matching.shortlists.lists import Suggestion, changes_of, suggestions_for
from matching.shortlists.models import PairState, ShortlistOverride, ShortlistRun
from matching.shortlists.news import closed_since, newest_run
from matching.shortlists.people_profiles import people_profiles
from matching.shortlists.standing import standing_offers
from matching.shortlists.way import Way
from matching.shortlists.weights import engine_weights, weights_on
from opportunities.models import Opportunity

NEAR_SHOWN, DOORS_SHOWN, UNKNOWN_SHOWN = 8, 3, 5
BARRED_BY = {"age": "age", "area": "where they live", "travel": "the journey"}
"""Shorter names of what bars, for a count of offers."""
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
        return best_reasons(self.explanation) if self.explanation else []


def best_reasons(explanation: Explanation) -> list[str]:
    known = [part for part in explanation.parts if part.known and part.out_of]
    known.sort(key=lambda part: -part.points / part.out_of)
    return [part.sentence for part in known[:2]]


@dataclass(frozen=True, slots=True)
class InTheWay:
    """An offer with one must-have not met: what, and the nearest fix with its open offer where there is one."""

    offer: Opportunity
    because: str
    fix: Fix
    fixing_offer: Opportunity | None


@dataclass(frozen=True, slots=True)
class Matches:
    """`under_way`: what the person is put forward for already. `not_to_change`: near misses that nothing known changes.

    `news`: what has happened since the list was drawn up, in sentences. `left_out`: the newest first.
    """

    shown: list[Match]
    under_way: list[Opportunity]
    doors: Doors
    in_the_way: list[InTheWay]
    not_to_change: dict[str, int]
    run: ShortlistRun | None
    news: list[str]
    way: list[Opportunity]
    left_out: list[ShortlistOverride]


def matches_of(person: YoungPerson, day: date) -> Matches:
    """Everything the page says; a number of queries that does not grow with the offers."""
    offers, index = standing_offers(person.council, day)
    ids = list(index)
    weights = engine_weights(weights_on(day, person.council))
    people = people_profiles([person], index, day)
    found = doors(people, 0, offers, weights, day=day)
    fixes, not_to_change = _fixes(people, offers, found.near, day)
    way = Way(people, offers, weights, day_number(day)).steps()
    rows = _rows(person, {ids[j] for j in [*_all_indices(fixes), *way]})
    live = {pk for pk, row in rows.items() if getattr(row, "is_under_way", False)}
    changes = changes_of([person])
    suggestions = suggestions_for([person], changes=changes)[person.pk]
    of_offer = [index.get(suggestion.opportunity.pk, (None, 0))[0] for suggestion in suggestions]
    columns = [j for j in of_offer if j is not None]
    looks = explanations(people, np.zeros(len(columns), int), offers, np.array(columns, int), weights, day=day)
    look_at = dict(zip(columns, looks, strict=True))
    listed = [
        Match(suggestion, None if j is None else look_at[j])
        for suggestion, j in zip(suggestions, of_offer, strict=True)
        if suggestion.opportunity.pk not in live
    ]
    near = [
        InTheWay(
            rows[ids[miss.opportunity]],
            miss.fact.missing,
            fix,
            rows[ids[fix.opportunity]] if fix.opportunity is not None else None,
        )
        for miss, fix in fixes.items()
    ]
    run, news = newest_run(person, [ids[j] for j in found.fitting])
    closed = [closed_since(number)] if run and (number := sum(match.explanation is None for match in listed)) else []
    return Matches(
        shown=listed,
        under_way=[rows[pk] for pk in sorted(live)],
        doors=found,
        in_the_way=near,
        not_to_change=not_to_change,
        run=run,
        news=[*news, *closed],
        way=[rows[ids[j]] for j in way],
        left_out=[change for change in reversed(changes) if change.act == ShortlistOverride.Act.LEAVE_OUT],
    )


def _fixes(
    people: People, offers: Opportunities, near: Sequence[NearMiss], day: date
) -> tuple[dict[NearMiss, Fix], dict[str, int]]:
    """The best near misses that something would open, with what; and how many others there are, by what bars them."""
    fixes: dict[NearMiss, Fix] = {}
    others: Counter[str] = Counter()
    for miss in near:
        if miss.fact.code in NO_STEP_CHANGES_IT or not miss.fact.fix:
            others[BARRED_BY.get(miss.fact.code, miss.fact.label.lower())] += 1
        elif len(fixes) < NEAR_SHOWN:
            fix = nearest_fix(miss.fact, people, 0, offers, miss.opportunity, day_number(day))
            if fix is None or not (fix.kinds or fix.sentence == miss.fact.fix):
                others[BARRED_BY.get(miss.fact.code, miss.fact.label.lower())] += 1
            else:
                fixes[miss] = fix
    return fixes, dict(others.most_common())


def _all_indices(fixes: Mapping[NearMiss, Fix]) -> Iterable[int]:
    yield from (miss.opportunity for miss in fixes)
    yield from (fix.opportunity for fix in fixes.values() if fix.opportunity is not None)


def _rows(person: YoungPerson, pks: Set[int]) -> dict[int, Opportunity]:
    """These, and those that the person is put forward for."""
    live = Exists(PairState.objects.filter(person=person, opportunity=OuterRef("pk"), set_aside="live_nomination"))
    found = Opportunity.objects.filter(Q(pk__in=pks) | Q(live)).annotate(is_under_way=live)
    return {row.pk: row for row in found.select_related("employer")}
