"""Sharing scarce places: who gets which, so that the whole is worth most (matching.md, allocation).

One column a place, one row a person, `scipy.optimize.linear_sum_assignment`: no plan that keeps the same locks and
forbids is worth more. A pair is worth its starts expected times the person's need weight, in whole ten-thousandths;
among plans worth the same the one that places more need points, then the order of the ids. The same input in any order
gives the same plan.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment

from matching.engine.claims import NO_CHOICES, Choices, Claims, conflicts, free_to_choose
from matching.engine.columns import Bools, Doubles, Index, Ints, require
from matching.engine.need import NeedWeights

STEPS_OF_A_START = 10_000


@dataclass(frozen=True, kw_only=True, eq=False)
class Allocation:
    """opportunity: (n,) index, -1 for nobody's place. starts: expected of the whole."""

    opportunity: Index
    starts: float

    @property
    def placed(self) -> Bools:
        return self.opportunity >= 0


def allocate(claims: Claims, need: NeedWeights, choices: Choices = NO_CHOICES) -> Allocation:
    """The plan worth most that keeps every lock and forbid. ValueError if the claims or the locks are unsound."""
    opportunity, places = start_with_locks(claims, need, choices)
    i, j = in_order(claims.people), in_order(claims.opportunities)
    i = i[opportunity[i] < 0]
    worth = _worth(claims, need, choices)[np.ix_(i, j)]
    column = np.repeat(np.arange(j.size), np.minimum(places[j], (worth > 0).sum(axis=0)))
    row, taken = linear_sum_assignment(worth[:, column], maximize=True)
    real = worth[row, column[taken]] > 0
    opportunity[i[row[real]]] = j[column[taken[real]]]
    return allocation(claims, opportunity)


def start_with_locks(claims: Claims, need: NeedWeights, choices: Choices) -> tuple[Index, Ints]:
    """Who is locked to what, and the places left then. ValueError if anything is unsound."""
    claims.check()
    need.check()
    require(not conflicts(claims, choices), "Not every lock can be kept: see conflicts().")
    opportunity, places = np.full(len(claims.people), -1, np.intp), claims.places.copy()
    for i, j in set(choices.locks):
        opportunity[i] = j
        places[j] -= 1
    return opportunity, places


def allocation(claims: Claims, opportunity: Index) -> Allocation:
    """The plan with the starts expected of it."""
    placed = np.flatnonzero(opportunity >= 0)
    return Allocation(opportunity=opportunity, starts=float(claims.starts[placed, opportunity[placed]].sum()))


def _worth(claims: Claims, need: NeedWeights, choices: Choices) -> Doubles:
    """Shape (n, m): whole numbers, exact in float64; 0 where the pair cannot be. Need points only break ties."""
    steps: NDArray[np.float64] = np.rint(need.of(claims.need)[:, None] * claims.starts * STEPS_OF_A_START)
    ties_fit_below = int(claims.need.sum()) + 1
    return np.where(free_to_choose(claims, choices), np.maximum(steps, 1) * ties_fit_below + claims.need[:, None], 0)


def in_order(ids: Sequence[str]) -> Index:
    """The places of the ids in the order of the ids."""
    return np.array(sorted(range(len(ids)), key=ids.__getitem__), np.intp)
