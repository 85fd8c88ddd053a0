"""What a plan costs beside other ways of sharing the same places, and what each choice of people costs."""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

from matching.engine.allocation import Allocation, allocate, allocation, in_order, start_with_locks
from matching.engine.claims import NO_CHOICES, Choices, Claims, Pair, free_to_choose
from matching.engine.columns import Index
from matching.engine.need import ALIKE, NeedWeights


@dataclass(frozen=True, kw_only=True)
class Share:
    """One way of sharing, in numbers: starts expected of the whole, people placed, and those of most need."""

    starts: float
    placed: int
    high_need_placed: int
    high_need: int


@dataclass(frozen=True, kw_only=True)
class Prices:
    """plan: most need first. most_starts: everybody counts the same. in_turn: one after the other, most need first.

    locks, forbids: for each choice, starts expected without it less starts expected with it.
    """

    plan: Share
    most_starts: Share
    in_turn: Share
    locks: dict[Pair, float]
    forbids: dict[Pair, float]


def prices(claims: Claims, need: NeedWeights, choices: Choices = NO_CHOICES) -> Prices:
    """All three ways keep the choices, so that they differ in nothing but the way. One solving for each choice."""
    plan, locks, forbids = allocate(claims, need, choices), choices.locks, choices.forbids
    without_lock = {pair: Choices(locks=_less(locks, pair), forbids=forbids) for pair in locks}
    without_forbid = {pair: Choices(locks=locks, forbids=_less(forbids, pair)) for pair in forbids}
    return Prices(
        plan=share(claims, need, plan),
        most_starts=share(claims, need, allocate(claims, ALIKE, choices)),
        in_turn=share(claims, need, in_turn(claims, need, choices)),
        locks={pair: allocate(claims, need, less).starts - plan.starts for pair, less in without_lock.items()},
        forbids={pair: allocate(claims, need, less).starts - plan.starts for pair, less in without_forbid.items()},
    )


def share(claims: Claims, need: NeedWeights, plan: Allocation) -> Share:
    high = need.is_high(claims.need)
    return Share(
        starts=plan.starts,
        placed=int(plan.placed.sum()),
        high_need_placed=int((plan.placed & high).sum()),
        high_need=int(high.sum()),
    )


def in_turn(claims: Claims, need: NeedWeights, choices: Choices = NO_CHOICES) -> Allocation:
    """One after the other, most need points first, then id: each takes the place that suits them best of those left."""
    opportunity, places = start_with_locks(claims, need, choices)
    free = free_to_choose(claims, choices)
    by_id = in_order(claims.opportunities)
    for i in _most_need_first(claims):
        open_now = by_id[free[i, by_id] & (places[by_id] > 0)]
        if opportunity[i] < 0 and open_now.size:
            opportunity[i] = open_now[np.argmax(claims.starts[i, open_now])]
            places[opportunity[i]] -= 1
    return allocation(claims, opportunity)


def alone(claims: Claims) -> Allocation:
    """Nobody speaks with anybody: each asks for their best place, each place takes its best, the rest get nothing."""
    worth = np.where(claims.possible, claims.starts, 0)
    asked = np.where(worth.any(axis=1), worth.argmax(axis=1), -1)
    opportunity = np.full(len(claims.people), -1, np.intp)
    for j in range(len(claims.opportunities)):
        came = np.flatnonzero(asked == j)
        best = came[np.argsort(-worth[came, j], kind="stable")[: claims.places[j]]]
        opportunity[best] = j
    return allocation(claims, opportunity)


def _most_need_first(claims: Claims) -> Index:
    return np.array(sorted(range(len(claims.people)), key=lambda i: (-claims.need[i], claims.people[i])), np.intp)


def _less(pairs: Collection[Pair], pair: Pair) -> list[Pair]:
    return [other for other in pairs if other != pair]
