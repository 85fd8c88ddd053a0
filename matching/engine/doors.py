"""All open offers beside one person: which fit, which have one thing in the way, and what would open the most."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from matching.engine.barriers import whom_to_ask
from matching.engine.columns import day_number
from matching.engine.eligibility import live_on, verdict
from matching.engine.facts import Fact, answered_with, facts_in, mask_of, scale_of
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
class Unknown:
    """Something not known yet that `offers` turn on: its name, and a sentence that says whom to ask."""

    label: str
    ask: str
    offers: int


@dataclass(frozen=True)
class Doors:
    """`fits` of `open` offers meet every must-have; `fitting` are their indexes.

    `would_open` says how many offers each fact alone would open, those of lower levels with it.
    """

    open: int
    fitting: tuple[int, ...]
    near: tuple[NearMiss, ...]
    would_open: tuple[tuple[Fact, int], ...]
    not_known: tuple[Unknown, ...]

    @property
    def fits(self) -> int:
        return len(self.fitting)


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
        fitting=tuple(int(offer) for offer in j[barred == 0]),
        near=tuple(near),
        would_open=_would_open([miss.fact for miss in near if miss.fact.code not in NO_STEP_CHANGES_IT]),
        not_known=_not_known(people, i, [facts_in(int(mask)) for mask in unclear[barred == 0]]),
    )


def _would_open(missing: Sequence[Fact]) -> tuple[tuple[Fact, int], ...]:
    """Each fact with the offers that wait for it or for what it answers too; most first, of equals the least step."""
    counted = [(fact, sum(bool(one.mask & answered_with(fact)) for one in missing)) for fact in set(missing)]
    return tuple(sorted(counted, key=lambda pair: (-pair[1], pair[0].bit)))


def _not_known(people: People, i: int, of_offers: Iterable[Iterable[Fact]]) -> tuple[Unknown, ...]:
    """One row a subject, however many levels of it offers ask for; what most offers turn on comes first."""
    turning: Counter[str] = Counter()
    asks: dict[str, str] = {}
    for facts in of_offers:
        subjects = {_subject(fact): fact for fact in facts}
        turning.update(list(subjects))
        asks |= {name: whom_to_ask(fact, people, i) for name, fact in subjects.items() if name not in asks}
    return tuple(Unknown(name, asks[name], number) for name, number in turning.most_common())


def _subject(fact: Fact) -> str:
    scale = scale_of(fact)
    return {None: fact.label, "overall": "Highest level", "english": "English", "maths": "Maths"}[scale]
