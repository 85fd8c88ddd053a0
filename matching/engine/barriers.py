"""Sentences for one pair: what is in the way, and what is to be checked before anybody can say."""

from collections.abc import Callable, Sequence
from typing import TypeAlias

import numpy as np

from matching.engine.facts import Fact
from matching.engine.features.travel import BY
from matching.engine.journeys import minutes
from matching.engine.opportunities import Opportunities
from matching.engine.people import SET_ASIDE, People, pair_keys
from matching.engine.phrases import listed

Say: TypeAlias = Callable[[People, int, Opportunities, int], str]


def barrier_sentence(fact: Fact, people: People, i: int, opportunities: Opportunities, j: int) -> str:
    """Why this must-have bars the pair."""
    say = _BARRIERS.get(fact.code)
    return say(people, i, opportunities, j) if say else fact.missing


def check_sentence(fact: Fact, people: People, i: int, opportunities: Opportunities, j: int) -> str:
    """What is not known yet, and who can supply it; or what is to be checked because it has limits."""
    if int(people.facts_limited[i]) & fact.mask:
        return fact.limited
    say = _CHECKS.get(fact.code)
    return say(people, i, opportunities, j) if say else fact.unknown


def whom_to_ask(fact: Fact, people: People, i: int) -> str:
    """In a sentence, for all offers that turn on it: the employers only where the person has said their part."""
    if int(people.facts_limited[i]) & fact.mask:
        return fact.limited
    unsaid = {"travel": _unsaid_travel, "hours": _unsaid_hours}.get(fact.code)
    if unsaid is None:
        return f"Ask {fact.ask}."
    missing = unsaid(people, i)
    return f"Ask the person: {listed(missing)}." if missing else "Ask the employer."


def too_far_by(people: People, i: int, opportunities: Opportunities, j: int) -> int:
    """Whole minutes beyond the person's longest journey, at least 1."""
    journey = minutes(people, np.array([i]), opportunities, np.array([j]))[0]
    return int(np.ceil(journey - people.max_minutes[i]))


def _not_open(people: People, i: int, opportunities: Opportunities, j: int) -> str:
    return "The last day to apply has passed." if opportunities.open[j] else "Not open for applications now."


def _kind_paused(people: People, i: int, opportunities: Opportunities, j: int) -> str:
    return f"The person has paused this kind of offer for now ({opportunities.kinds[opportunities.kind[j]].label})."


def _set_aside(people: People, i: int, opportunities: Opportunities, j: int) -> str:
    pairs = pair_keys(people.set_aside.person, people.set_aside.opportunity)
    why = people.set_aside.why[pairs == pair_keys(np.array(i), np.array(j))]
    return _SET_ASIDE[SET_ASIDE[why.min()]]


def _age(people: People, i: int, opportunities: Opportunities, j: int) -> str:
    born_on, first = int(people.born_on[i]), int(opportunities.born_from[j])
    if born_on < first:
        return f"Above the ages asked for, by about {_span(first - born_on)}."
    return f"Not yet of the age asked for: about {_span(born_on - int(opportunities.born_to[j]))} to go."


def _span(days: int) -> str:
    unit, length = next((unit for unit in (("years", 365), ("months", 30)) if days >= 2 * unit[1]), ("days", 1))
    return "1 day" if days == 1 else f"{days // length} {unit}"


def _area(people: People, i: int, opportunities: Opportunities, j: int) -> str:
    name = opportunities.words.areas.get(int(opportunities.area_required[j]), "another council's area")
    return f"Kept for people who live in {name}."


def _hours(people: People, i: int, opportunities: Opportunities, j: int) -> str:
    hours, most, fewest = opportunities.hours[j], people.hours_max[i], people.hours_min[i]
    limit = f"at most {most:g}" if hours > most else f"at least {fewest:g}"
    return f"Asked for {limit} hours a week; this is {hours:g}."


def _travel(people: People, i: int, opportunities: Opportunities, j: int) -> str:
    limit, beyond = people.max_minutes[i], too_far_by(people, i, opportunities, j)
    asked = f"Asked for at most {limit:.0f} minutes {BY[people.travel_mode[i]]}"
    return f"{asked}; this is about {limit + beyond:.0f}, so about {beyond} too far (straight line)."


def _travel_unclear(people: People, i: int, opportunities: Opportunities, j: int) -> str:
    rows = opportunities.site_slots[j]
    place = np.isnan(opportunities.site_latitude[rows[rows >= 0]]).all()
    return _ask(_unsaid_travel(people, i), ["the place of work"] if place else [])


def _unsaid_travel(people: People, i: int) -> list[str]:
    person = {
        "the home": np.isnan(people.latitude[i]),
        "how they travel": people.travel_mode[i] < 0,
        "the longest journey": np.isnan(people.max_minutes[i]),
    }
    return [name for name, unknown in person.items() if unknown]


def _hours_unclear(people: People, i: int, opportunities: Opportunities, j: int) -> str:
    offer = ["the hours of the offer"] if np.isnan(opportunities.hours[j]) else []
    return _ask(_unsaid_hours(people, i), offer)


def _unsaid_hours(people: People, i: int) -> list[str]:
    return ["the hours they can do"] if np.isnan(people.hours_max[i]) and np.isnan(people.hours_min[i]) else []


def _ask(of_person: Sequence[str], of_employer: Sequence[str]) -> str:
    who = listed([*["the person"][: len(of_person)], *["the employer"][: len(of_employer)]])
    return f"Not known yet: {listed([*of_person, *of_employer])}. Ask {who}."


_SET_ASIDE = {
    "no_go": "Set aside for this person; their adviser knows more.",
    "declined_for_good": "Set aside for this person; their adviser knows more.",
    "paused_pair": "Set aside for now; it comes back when the pause ends.",
    "live_nomination": "Already put forward for this one.",
}
_BARRIERS: dict[str, Say] = {
    "not_open": _not_open,
    "kind_paused": _kind_paused,
    "set_aside": _set_aside,
    "age": _age,
    "area": _area,
    "hours": _hours,
    "travel": _travel,
}
_CHECKS: dict[str, Say] = {"travel": _travel_unclear, "hours": _hours_unclear}
