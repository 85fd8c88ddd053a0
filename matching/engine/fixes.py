"""What would put a barrier right: in words, and the nearest open offer of a kind that leads there."""

from dataclasses import dataclass

import numpy as np

from matching.engine.barriers import too_far_by
from matching.engine.columns import UNKNOWN_DAY, Index, day_of
from matching.engine.eligibility import verdict
from matching.engine.facts import BY_CODE, Fact
from matching.engine.features.travel import BY
from matching.engine.journeys import SPEEDS_KM_PER_HOUR, kilometres, minutes
from matching.engine.opportunities import Opportunities
from matching.engine.people import TRAVEL_MODES, People
from matching.engine.phrases import day_in_words, quoted

FASTER = {"travel_card": ("bus", "a travel card"), "driving_lessons": ("car", "driving lessons")}
"""Kinds of help that open a way of travelling: the way, and their words."""


@dataclass(frozen=True)
class Fix:
    """sentence: what would do it. opportunity: index of the nearest that may, or None. kinds: codes that lead there."""

    sentence: str
    opportunity: int | None
    kinds: tuple[str, ...]


def nearest_fix(fact: Fact, people: People, i: int, opportunities: Opportunities, j: int, day: int) -> Fix | None:
    """The fix of one barrier of a pair; None where nothing the council or an offer gives would change it."""
    if fact.code == "travel":
        return _faster(fact, people, i, opportunities, j, day)
    if not fact.fix:
        return None
    found = nearest_of(fact, fact.fixed_by, people, i, opportunities, day)
    return Fix(fact.fix if found is None else _offered(opportunities, found, day), found, fact.fixed_by)


def _faster(fact: Fact, people: People, i: int, opportunities: Opportunities, j: int, day: int) -> Fix:
    """A way that brings the journey within the limit, if there is one."""
    far, limit = kilometres(people, np.array([i]), opportunities, np.array([j]))[0], people.max_minutes[i]
    beyond = f"About {too_far_by(people, i, opportunities, j)} minutes too far"
    for kind in fact.fixed_by:
        mode, help_with = FASTER[kind]
        journey = far / SPEEDS_KM_PER_HOUR[mode] * 60
        if journey <= limit:
            found = nearest_of(fact, (kind,), people, i, opportunities, day)
            by = BY[TRAVEL_MODES.index(mode)]
            return Fix(f"{beyond}; about {journey:.0f} {by}, so {help_with} would do it.", found, (kind,))
    return Fix(f"{beyond}; neither a travel card nor driving lessons would bring it within {limit:.0f}.", None, ())


def nearest_of(
    fact: Fact, kinds: tuple[str, ...], people: People, i: int, opportunities: Opportunities, day: int
) -> int | None:
    """The offer of these kinds that meets all must-haves: said to lead there, then nearest, soonest, by turn."""
    j = _leading_to(fact, kinds, opportunities)
    barred = verdict(people, np.array([i]), opportunities, j, day)[0] & ~np.uint64(BY_CODE["enabler"].mask)
    j = j[barred == 0]
    if not j.size:
        return None
    starts_on = opportunities.starts_on[j]
    soonest = np.where(starts_on == UNKNOWN_DAY, np.iinfo(np.int32).max, starts_on)
    journey = np.nan_to_num(minutes(people, np.array([i]), opportunities, j), nan=np.inf)
    return int(j[np.lexsort((opportunities.turn[j], soonest, journey, opportunities.gives[j] == 0))[0]])


def _leading_to(fact: Fact, kinds: tuple[str, ...], opportunities: Opportunities) -> Index:
    """Offers of these kinds, but for those that say they lead elsewhere."""
    of_kind = np.array([kind.code in kinds for kind in opportunities.kinds], np.bool_)[opportunities.kind]
    says_so = opportunities.gives & np.uint64(fact.mask) != 0
    return np.flatnonzero(of_kind & (says_so | (opportunities.gives == 0)))


def _offered(opportunities: Opportunities, j: int, day: int) -> str:
    title, starts_on = quoted(opportunities.titles[j]), int(opportunities.starts_on[j])
    if starts_on > day:
        return f"{title} starts on {day_in_words(day_of(starts_on))} and may do it."
    return f"{title} is open now and may do it."
