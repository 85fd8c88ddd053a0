"""Must-haves: law-like, never a weight. A pair is eligible unless something required is known to be missing.

Each rule answers twice: where it is a barrier, and where it cannot be said yet. What is not known never bars anyone; it
becomes "to be checked". Both answers are bits of the registry in `facts.py`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from matching.engine.columns import UNKNOWN_DAY, Bits, Bools, Index
from matching.engine.facts import BY_CODE
from matching.engine.journeys import minutes
from matching.engine.opportunities import Opportunities, has_kind
from matching.engine.people import People, pair_keys

Pairs: TypeAlias = tuple[Index, Index]
Answer: TypeAlias = Callable[[People, Index, Opportunities, Index], Bools]


@dataclass(frozen=True)
class Rule:
    """One must-have: the bit it sets, where it bars, and where it cannot be said yet (None: always known)."""

    bit: np.uint64
    bars: Answer
    unclear: Answer | None = None


def not_open(opportunities: Opportunities, j: Index, day: int) -> Bools:
    """Not open, or the last day to apply has passed."""
    closes_on = opportunities.closes_on[j]
    passed: Bools = (closes_on != UNKNOWN_DAY) & (closes_on < day)
    return ~opportunities.open[j] | passed


def is_enabler(opportunities: Opportunities, j: Index) -> Bools:
    """Help that goes with an offer is named beside the offer, never ranked by itself."""
    return np.array([kind.enabler for kind in opportunities.kinds], np.bool_)[opportunities.kind[j]]


def kind_paused(people: People, i: Index, opportunities: Opportunities, j: Index) -> Bools:
    """The person has paused this kind."""
    return has_kind(people.kinds_paused[i], opportunities, j)


def is_set_aside(people: People, i: Index, opportunities: Opportunities, j: Index) -> Bools:
    """The pair is on the list of those never to be suggested."""
    keys, wanted = people.set_aside.keys, pair_keys(i, j)
    if not keys.size:
        return np.zeros(wanted.shape, np.bool_)
    return np.asarray(keys[np.minimum(np.searchsorted(keys, wanted), keys.size - 1)] == wanted)


def age_outside(people: People, i: Index, opportunities: Opportunities, j: Index) -> Bools:
    """Born before the first or after the last birthday that fits."""
    born_on, born_to = people.born_on[i], opportunities.born_to[j]
    early: Bools = (born_on < opportunities.born_from[j]) & (born_on != UNKNOWN_DAY)
    late: Bools = (born_on > born_to) & (born_to != UNKNOWN_DAY)
    return early | late


def age_unclear(people: People, i: Index, opportunities: Opportunities, j: Index) -> Bools:
    """There is an age window, and the date of birth is not known."""
    window: Bools = (opportunities.born_from[j] != UNKNOWN_DAY) | (opportunities.born_to[j] != UNKNOWN_DAY)
    unknown: Bools = people.born_on[i] == UNKNOWN_DAY
    return window & unknown


def area_outside(people: People, i: Index, opportunities: Opportunities, j: Index) -> Bools:
    """Kept for residents of another council."""
    area, required = people.area[i], opportunities.area_required[j]
    elsewhere: Bools = (required != -1) & (area != -1) & (area != required)
    return elsewhere


def area_unclear(people: People, i: Index, opportunities: Opportunities, j: Index) -> Bools:
    """Kept for residents of one council, and the person's is not known."""
    unclear: Bools = (opportunities.area_required[j] != -1) & (people.area[i] == -1)
    return unclear


def hours_outside(people: People, i: Index, opportunities: Opportunities, j: Index) -> Bools:
    """More hours a week than the person can do, or fewer than they need."""
    hours = opportunities.hours[j]
    return (hours > people.hours_max[i]) | (hours < people.hours_min[i])


def hours_unclear(people: People, i: Index, opportunities: Opportunities, j: Index) -> Bools:
    """The hours of the offer are not known, or the person has named neither most nor fewest."""
    unsaid = np.isnan(people.hours_max[i]) & np.isnan(people.hours_min[i])
    return unsaid | np.isnan(opportunities.hours[j])


def too_far(people: People, i: Index, opportunities: Opportunities, j: Index) -> Bools:
    """Further than the longest journey the person named."""
    return minutes(people, i, opportunities, j) > people.max_minutes[i]


def travel_unclear(people: People, i: Index, opportunities: Opportunities, j: Index) -> Bools:
    """Home, place, way or longest journey is not known; a remote offer needs none of them."""
    unclear = np.isnan(minutes(people, i, opportunities, j)) | np.isnan(people.max_minutes[i])
    return unclear & ~opportunities.remote[j]


def _bit(code: str) -> np.uint64:
    return np.uint64(BY_CODE[code].mask)


QUICK = (
    Rule(_bit("age"), age_outside, age_unclear),
    Rule(_bit("area"), area_outside, area_unclear),
    Rule(_bit("kind_paused"), kind_paused),
    Rule(_bit("hours"), hours_outside, hours_unclear),
)
SLOW = (Rule(_bit("set_aside"), is_set_aside), Rule(_bit("travel"), too_far, travel_unclear))
"""Two looks and a distance: worth doing only where the quick rules leave the pair standing."""


def facts_missing(people: People, i: Index, opportunities: Opportunities, j: Index) -> Bits:
    """Required facts known not to be held, as a mask a pair."""
    return opportunities.requires[j] & ~(people.facts_held[i] | people.facts_unknown[i])


def verdict(people: People, i: Index, opportunities: Opportunities, j: Index, day: int) -> tuple[Bits, Bits]:
    """All barriers and all that is to be checked, as masks a pair. Eligible where the first is 0."""
    barred = facts_missing(people, i, opportunities, j)
    unclear = opportunities.requires[j] & people.facts_unknown[i]
    barred = (
        barred | not_open(opportunities, j, day) * _bit("not_open") | is_enabler(opportunities, j) * _bit("enabler")
    )
    for rule in (*QUICK, *SLOW):
        barred = barred | rule.bars(people, i, opportunities, j) * rule.bit
        if rule.unclear:
            unclear = unclear | rule.unclear(people, i, opportunities, j) * rule.bit
    return barred, unclear


def live_on(opportunities: Opportunities, day: int) -> Index:
    """Opportunities that are ranked on this day: open, and offers by themselves."""
    j = np.arange(len(opportunities))
    return j[~(not_open(opportunities, j, day) | is_enabler(opportunities, j))]


def eligible_pairs(people: People, rows: Index, opportunities: Opportunities, live: Index) -> Pairs:
    """Eligible pairs of these people with live opportunities, in order: those where `verdict` bars nothing."""
    i, j = rows[:, None], live[None, :]
    barred = facts_missing(people, i, opportunities, j) != 0
    for rule in QUICK:
        barred |= rule.bars(people, i, opportunities, j)
    row, place = np.nonzero(~barred)
    i, j = rows[row], live[place]
    for rule in SLOW:
        stands = ~rule.bars(people, i, opportunities, j)
        i, j = i[stands], j[stands]
    return i, j
