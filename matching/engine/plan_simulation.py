"""What need weights cost and what a plan brings, on invented people for scarce places (matching.md, allocation)."""

import time
from collections.abc import Callable

import numpy as np

from matching.engine.allocation import Allocation, allocate, allocation
from matching.engine.claims import Claims, points_of
from matching.engine.columns import Ints
from matching.engine.need import ALIKE, NEED_2026, NeedWeights
from matching.engine.prices import Share, alone, in_turn, share
from matching.engine.starts import LINE_2026
from matching.engine.synthetic import DAY, synthetic
from matching.engine.weights import EXPERT_2026

STARTS_LESS = (1.0, 0.95, 0.9)
"""Assumed: of two people with the same points, those of middle and of high need start this much less often."""
GENTLER = NeedWeights(name="gentler", valid_from=NEED_2026.valid_from, bands=((0, 1.0), (10, 1.05), (20, 1.1)))
Way = Callable[[Claims], Allocation]


def best_pairs_first(claims: Claims) -> Allocation:
    """The likeliest pair of all takes its place, then the likeliest of those left, and so on."""
    opportunity, places = np.full(len(claims.people), -1, np.intp), claims.places.copy()
    for i, j in _likeliest_first(claims):
        if opportunity[i] < 0 and places[j]:
            opportunity[i] = j
            places[j] -= 1
    return allocation(claims, opportunity)


def _likeliest_first(claims: Claims) -> list[tuple[int, int]]:
    i, j = np.nonzero(claims.possible)
    order = np.argsort(-claims.starts[i, j], kind="stable")
    return list(zip(i[order].tolist(), j[order].tolist(), strict=True))


WAYS: dict[str, Way] = {
    "Each adviser alone": alone,
    "Each person in turn, most need first": lambda claims: in_turn(claims, NEED_2026),
    "Best pairs first": best_pairs_first,
    "Most starts only": lambda claims: allocate(claims, ALIKE),
    "Plan, need weights 1, 1.05, 1.1": lambda claims: allocate(claims, GENTLER),
    "Plan, need weights 1, 1.25, 1.5": lambda claims: allocate(claims, NEED_2026),
}


def invented_claims(n: int, m: int, places: int, seed: int) -> Claims:
    """n people and `places` places, one after another over m opportunities, with the engine's own points.

    A fifth of the people has high need, a third middle need. Higher need starts less often (STARTS_LESS).
    """
    random = np.random.default_rng(seed)
    people, opportunities = synthetic(n, m, seed)
    points = points_of(people, opportunities, EXPERT_2026, day=DAY)
    need: Ints = random.choice([4, 14, 25], n, p=(0.47, 0.33, 0.2)).astype(np.int32)
    less = np.array(STARTS_LESS)[NEED_2026.band_of(need)]
    open_to_somebody = np.flatnonzero((~np.isnan(points)).any(axis=0))
    chosen = np.resize(random.permutation(open_to_somebody), places)
    return Claims(
        people=people.ids.tolist(),
        opportunities=opportunities.ids.tolist(),
        starts=LINE_2026.of(points) * less[:, None],
        places=np.bincount(chosen, minlength=m).astype(np.int32),
        need=need,
    )


def simulate(*, rounds: int, seed: int, n: int = 300, m: int = 250, places: int = 162) -> dict[str, list[Share]]:
    """Each way of sharing on so many invented councils, one seed after the other."""
    shares: dict[str, list[Share]] = {name: [] for name in WAYS}
    for number in range(rounds):
        claims = invented_claims(n, m, places, seed + number)
        for name, way in WAYS.items():
            shares[name].append(share(claims, NEED_2026, way(claims)))
    return shares


def seconds_of_plan(n: int, m: int, seed: int) -> tuple[float, float, int]:
    """CPU seconds and seconds of one plan with one place for each opportunity, best of three; and people placed."""
    claims = invented_claims(n, m, m, seed)
    runs = [_timed(claims) for _ in range(3)]
    return min(run[0] for run in runs), min(run[1] for run in runs), runs[0][2]


def _timed(claims: Claims) -> tuple[float, float, int]:
    cpu, wall = time.process_time(), time.perf_counter()
    plan = allocate(claims, NEED_2026)
    return time.process_time() - cpu, time.perf_counter() - wall, int(plan.placed.sum())
