"""Why, for any pair: what is in the way and what would put it right, what is to be checked, the parts of the score."""

from dataclasses import dataclass
from datetime import date

import numpy as np

from matching.engine.barriers import barrier_sentence, check_sentence
from matching.engine.columns import day_number
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
    """One pair. total is the sum of the parts, whether or not the pair is eligible; notes are to be talked about."""

    eligible: bool
    barriers: tuple[Barrier, ...]
    to_check: tuple[ToCheck, ...]
    parts: tuple[Part, ...]
    total: int
    notes: tuple[str, ...]


def why(people: People, i: int, opportunities: Opportunities, j: int, weights: Weights, *, day: date) -> Explanation:
    """Everything there is to say about person i and opportunity j on a day, in agreement with `rank`."""
    barred, unclear = (
        masks[0] for masks in verdict(people, np.array([i]), opportunities, np.array([j]), day_number(day))
    )
    parts = _parts(people, i, opportunities, j, weights)
    return Explanation(
        eligible=not barred,
        barriers=tuple(
            Barrier(
                fact.code,
                barrier_sentence(fact, people, i, opportunities, j),
                nearest_fix(fact, people, i, opportunities, j, day_number(day)),
            )
            for fact in facts_in(barred)
        ),
        to_check=tuple(
            ToCheck(fact.code, check_sentence(fact, people, i, opportunities, j)) for fact in facts_in(unclear)
        ),
        parts=parts,
        total=sum(part.points for part in parts),
        notes=tuple(opportunities.notes[j]),
    )


def _parts(people: People, i: int, opportunities: Opportunities, j: int, weights: Weights) -> tuple[Part, ...]:
    points, unknown = parts_of(people, np.array([i]), opportunities, np.array([j]), weights)
    return tuple(
        Part(
            name,
            int(points[0, k]),
            weights.points[name],
            not unknown[0, k],
            SENTENCES[name](people, i, opportunities, j),
        )
        for k, name in enumerate(PARTS)
    )
