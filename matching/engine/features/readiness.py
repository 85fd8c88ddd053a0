"""Readiness: what suits where the person is now comes first. It orders suggestions and bars nothing."""

import numpy as np

from matching.engine.columns import Doubles, Index
from matching.engine.facts import facts_in
from matching.engine.opportunities import Opportunities
from matching.engine.people import People

STEP = 0.25
DESIRED_SHARE = 0.25
"""Where the offer names desirable facts, how much of this part they make; one not known counts half."""
STAGES = ("settling first", "exploring", "building up", "ready with support", "ready to go")
"""In the order of READINESS."""


def score(people: People, i: Index, opportunities: Opportunities, j: Index) -> Doubles:
    """1 inside the kind's range, 0.25 less each step outside; a quarter of it by desirable facts; NaN not known."""
    fit = 1.0 - STEP * np.abs(_steps(people, i, opportunities, j))
    fit = np.where(people.readiness[i] < 0, np.nan, fit)
    desires = opportunities.desires[j]
    asked = np.bitwise_count(desires)
    met = np.bitwise_count(desires & people.facts_held[i]) + 0.5 * np.bitwise_count(desires & people.facts_unknown[i])
    share = met / np.maximum(asked, 1)
    return np.where(asked == 0, fit, (1.0 - DESIRED_SHARE) * fit + DESIRED_SHARE * share)


def _steps(people: People, i: Index, opportunities: Opportunities, j: Index) -> Index:
    """Steps below (negative) or above the range of readiness that the kind suits."""
    low = np.array([kind.ready_low for kind in opportunities.kinds], np.intp)[opportunities.kind[j]]
    high = np.array([kind.ready_high for kind in opportunities.kinds], np.intp)[opportunities.kind[j]]
    readiness = people.readiness[i]
    steps: Index = np.minimum(readiness - low, 0) + np.maximum(readiness - high, 0)
    return steps


def sentence(people: People, i: int, opportunities: Opportunities, j: int) -> str:
    """Why, for one pair."""
    if people.readiness[i] < 0:
        return "How ready the person feels is not known yet, so the usual value is counted."
    steps = int(_steps(people, np.array([i]), opportunities, np.array([j]))[0])
    stage = STAGES[people.readiness[i]]
    label = opportunities.kinds[opportunities.kind[j]].label
    fit = f"Now {stage}: {_suits(steps)} ({label})"
    return f"{fit}{_desired(people, i, opportunities, j)}."


def _suits(steps: int) -> str:
    if steps == 0:
        return "this kind suits that"
    count = f"{abs(steps)} step{'s' if abs(steps) > 1 else ''}"
    return f"this kind suits people {count} further on" if steps < 0 else f"this kind is for {count} earlier"


def _desired(people: People, i: int, opportunities: Opportunities, j: int) -> str:
    asked = len(facts_in(opportunities.desires[j]))
    held = len(facts_in(opportunities.desires[j] & people.facts_held[i]))
    return f"; brings {held} of {asked} extras hoped for" if asked else ""
