"""All open offers beside one person: which fit, which have one thing in the way, and what would open the most."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import numpy as np

from matching.engine.columns import day_number
from matching.engine.eligibility import live_on, verdict
from matching.engine.facts import Fact, facts_in, mask_of
from matching.engine.opportunities import Opportunities
from matching.engine.people import People
from matching.engine.scoring import parts_of
from matching.engine.weights import Weights

NO_STEP_CHANGES_IT = frozenset({"age", "area", "care_leaver"})
"""What time or the council's records decide: an offer may wait for it, but nobody can set out to open it."""
NOT_A_DOOR = frozenset({"not_open", "enabler", "kind_paused", "set_aside"})
"""What is decided by people, or is no offer by itself: no step of the person changes it."""


@dataclass(frozen=True)
class NearMiss:
    """An open offer with one thing in the way: its index, what, and the points it would have."""

    opportunity: int
    fact: Fact
    points: int


@dataclass(frozen=True)
class Doors:
    """`fits` of `open` offers meet every must-have. Counts say how many offers each fact alone would open or decide."""

    open: int
    fits: int
    near: tuple[NearMiss, ...]
    would_open: tuple[tuple[Fact, int], ...]
    not_known: tuple[tuple[Fact, int], ...]


def doors(people: People, i: int, opportunities: Opportunities, weights: Weights, *, day: date) -> Doors:
    """Person i beside every offer open on the day. Near misses come best first; the facts by how much they would do."""
    j = live_on(opportunities, day_number(day))
    who = np.full(j.size, i)
    barred, unclear = verdict(people, who, opportunities, j, day_number(day))
    offered = (barred & np.uint64(mask_of(NOT_A_DOOR))) == 0
    j, who, barred, unclear = j[offered], who[offered], barred[offered], unclear[offered]
    one = np.bitwise_count(barred) == 1
    points = parts_of(people, who[one], opportunities, j[one], weights)[0].sum(-1) if one.any() else np.empty(0)
    near = [
        NearMiss(int(offer), next(iter(facts_in(int(mask)))), int(score))
        for offer, mask, score in zip(j[one], barred[one], points, strict=True)
    ]
    near.sort(key=lambda miss: (-miss.points, miss.opportunity))
    return Doors(
        open=int(j.size),
        fits=int((barred == 0).sum()),
        near=tuple(near),
        would_open=_counted(miss.fact for miss in near if miss.fact.code not in NO_STEP_CHANGES_IT),
        not_known=_counted(fact for mask in unclear[barred == 0] for fact in facts_in(int(mask))),
    )


def _counted(facts: Iterable[Fact]) -> tuple[tuple[Fact, int], ...]:
    return tuple(Counter(facts).most_common())
