"""Why, for any pair: what is in the way and what would put it right, what is to be checked, the parts of the score."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from matching.engine.barriers import barrier_sentence, check_sentence
from matching.engine.bundles import goes_with
from matching.engine.columns import Bools, Bytes, Index, day_number
from matching.engine.eligibility import verdict
from matching.engine.facts import facts_in
from matching.engine.fixes import Fix, nearest_fix
from matching.engine.opportunities import Opportunities
from matching.engine.people import People
from matching.engine.scoring import SENTENCES, parts_of
from matching.engine.weights import PARTS, Weights


@dataclass(frozen=True)
class Barrier:
    """An unmet must-have, by its code in the registry."""

    code: str
    sentence: str
    fix: Fix | None


@dataclass(frozen=True)
class ToCheck:
    """A must-have that turns on something not known yet."""

    code: str
    sentence: str


@dataclass(frozen=True)
class Part:
    """One part of the score: whole points out of so many; `known` is False where the usual value is counted."""

    name: str
    points: int
    out_of: int
    known: bool
    sentence: str


@dataclass(frozen=True)
class Explanation:
    """One pair. total is the sum of the parts, whether or not the pair is eligible; notes are to be talked about.

    beside: help that can go with it; none where something bars it, since each barrier has its own fix.
    """

    eligible: bool
    barriers: tuple[Barrier, ...]
    to_check: tuple[ToCheck, ...]
    parts: tuple[Part, ...]
    total: int
    notes: tuple[str, ...]
    beside: tuple[Fix, ...] = ()


def why(people: People, i: int, opportunities: Opportunities, j: int, weights: Weights, *, day: date) -> Explanation:
    """Everything there is to say about person i and opportunity j on a day, in agreement with `rank`."""
    return explanations(people, np.array([i]), opportunities, np.array([j]), weights, day=day)[0]


def explanations(
    people: People, i: Index, opportunities: Opportunities, j: Index, weights: Weights, *, day: date
) -> list[Explanation]:
    """`why` of each pair i[k], j[k]: judged and scored together, then put in words one by one."""
    masks = zip(*verdict(people, i, opportunities, j, day_number(day)), strict=True)
    scores = zip(*parts_of(people, i, opportunities, j, weights), strict=True)
    return [
        _explained(
            _barriers(int(barred), people, int(a), opportunities, int(b), day_number(day)),
            _checks(int(unclear), people, int(a), opportunities, int(b)),
            _parts(points, unknown, people, int(a), opportunities, int(b), weights),
            opportunities.notes[b],
            () if barred else goes_with(int(unclear), people, int(a), opportunities, int(b), day_number(day)),
        )
        for a, b, (barred, unclear), (points, unknown) in zip(i, j, masks, scores, strict=True)
    ]


def _explained(
    barriers: tuple[Barrier, ...],
    to_check: tuple[ToCheck, ...],
    parts: tuple[Part, ...],
    notes: Sequence[str],
    beside: tuple[Fix, ...],
) -> Explanation:
    total = sum(part.points for part in parts)
    return Explanation(not barriers, barriers, to_check, parts, total, tuple(notes), beside)


def _barriers(
    barred: int, people: People, i: int, opportunities: Opportunities, j: int, day: int
) -> tuple[Barrier, ...]:
    return tuple(
        Barrier(
            fact.code,
            barrier_sentence(fact, people, i, opportunities, j),
            nearest_fix(fact, people, i, opportunities, j, day),
        )
        for fact in facts_in(barred)
    )


def _checks(unclear: int, people: People, i: int, opportunities: Opportunities, j: int) -> tuple[ToCheck, ...]:
    return tuple(ToCheck(fact.code, check_sentence(fact, people, i, opportunities, j)) for fact in facts_in(unclear))


def _parts(
    points: Bytes, unknown: Bools, people: People, i: int, opportunities: Opportunities, j: int, weights: Weights
) -> tuple[Part, ...]:
    return tuple(
        Part(
            name,
            int(points[k]),
            weights.points[name],
            not unknown[k],
            SENTENCES[name](people, i, opportunities, j),
        )
        for k, name in enumerate(PARTS)
    )
