"""Who could take which place, what people decided beforehand, and whether that can all be kept."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

import numpy as np

from matching.engine.columns import Bools, Doubles, Ints, day_number, require, within
from matching.engine.eligibility import Pairs, eligible_pairs, live_on, verdict
from matching.engine.facts import mask_of
from matching.engine.profiles import Opportunities, People, check_together
from matching.engine.scoring import parts_of
from matching.engine.weights import Weights

Pair: TypeAlias = tuple[int, int]
"""Indexes of a person and of an opportunity."""
OWN_WISHES = ("travel", "hours")


@dataclass(frozen=True, kw_only=True, eq=False)
class Claims:
    """Who could take what. n people, m opportunities.

    starts: float64 (n, m), starts expected of the pair, above 0 and up to 1; NaN where the pair is impossible (a
    must-have not met, no yes given, set aside). places: int32 (m,), how many each can take. need: int32 (n,), points.
    """

    people: Sequence[str]
    opportunities: Sequence[str]
    starts: Doubles
    places: Ints
    need: Ints

    def check(self) -> None:
        """Raise ValueError naming what is wrong."""
        n, m = len(self.people), len(self.opportunities)
        require(len(set(self.people)) == n and len(set(self.opportunities)) == m, "Claims: ids are there once each.")
        require(self.starts.shape == (n, m), f"Claims.starts: give an array of shape ({n}, {m}).")
        require(self.places.shape == (m,) and self.need.shape == (n,), "Claims: give places and need, one each.")
        require(within(self.starts, np.nextafter(0, 1), 1), "Claims.starts: above 0 and up to 1, or NaN.")
        require((self.places >= 0).all() and (self.need >= 0).all(), "Claims: places and need are 0 or more.")

    @property
    def possible(self) -> Bools:
        return ~np.isnan(self.starts)


@dataclass(frozen=True, kw_only=True)
class Choices:
    """What people decided beforehand, as pairs of indexes: this place for them, or not this place for them."""

    locks: Collection[Pair] = ()
    forbids: Collection[Pair] = ()


@dataclass(frozen=True, slots=True)
class Conflict:
    """Locks that cannot all be kept: these people, these opportunities, and why.

    why: "one_place" (more locks than places), "one_person" (locked to two places), "impossible" (a must-have stands
    in the way, or the pair is forbidden too).
    """

    why: str
    people: tuple[int, ...]
    opportunities: tuple[int, ...]


NO_CHOICES = Choices()


def points_of(
    people: People, opportunities: Opportunities, weights: Weights, *, day: date, wanted: Bools | None = None
) -> Doubles:
    """Shape (n, m): points of every pair that is possible on a day, NaN for the others. ValueError if unsound.

    Possible is what is eligible. With `wanted`, bool (n, m), only the pairs that the young person said yes to: what
    they wished for before, the longest journey and the hours, stands in the way of their own yes no more.
    """
    check_together(people, opportunities)
    weights.check()
    points = np.full((len(people), len(opportunities)), np.nan)
    i, j = _eligible(people, opportunities, day) if wanted is None else _wanted(people, opportunities, day, wanted)
    points[i, j] = parts_of(people, i, opportunities, j, weights)[0].sum(axis=1, dtype=np.int16)
    return points


def _eligible(people: People, opportunities: Opportunities, day: date) -> Pairs:
    return eligible_pairs(people, np.arange(len(people)), opportunities, live_on(opportunities, day_number(day)))


def _wanted(people: People, opportunities: Opportunities, day: date, wanted: Bools) -> Pairs:
    i, j = np.nonzero(wanted)
    stands = verdict(people, i, opportunities, j, day_number(day))[0] & ~np.uint64(mask_of(OWN_WISHES)) == 0
    return i[stands], j[stands]


def conflicts(claims: Claims, choices: Choices) -> list[Conflict]:
    """Every reason why the locks cannot all be kept; empty where they can."""
    locks, forbids, possible = sorted(set(choices.locks)), set(choices.forbids), claims.possible
    found = [Conflict("impossible", (i,), (j,)) for i, j in locks if not possible[i, j] or (i, j) in forbids]
    by_person, by_place = _grouped(locks), _grouped([(j, i) for i, j in locks])
    found += [Conflict("one_person", (i,), tuple(wanted)) for i, wanted in by_person.items() if len(wanted) > 1]
    found += [Conflict("one_place", tuple(ids), (j,)) for j, ids in by_place.items() if len(ids) > claims.places[j]]
    return found


def _grouped(pairs: Sequence[Pair]) -> dict[int, list[int]]:
    groups: dict[int, list[int]] = {}
    for key, value in pairs:
        groups.setdefault(key, []).append(value)
    return groups


def free_to_choose(claims: Claims, choices: Choices) -> Bools:
    """Shape (n, m): pairs that are possible and not forbidden."""
    free = claims.possible
    for i, j in choices.forbids:
        free[i, j] = False
    return free
