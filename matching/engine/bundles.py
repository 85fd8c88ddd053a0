"""Help that can go with an offer that fits: the job and what makes it possible, as one bundle (M5)."""

from collections.abc import Iterator

import numpy as np

from matching.engine.facts import BY_CODE, facts_in
from matching.engine.features.travel import BY
from matching.engine.fixes import Fix, nearest_of
from matching.engine.journeys import minutes
from matching.engine.opportunities import Opportunities
from matching.engine.people import TRAVEL_MODES, People
from matching.engine.phrases import quoted

LONG_MINUTES = 20
"""From here on, one way by bus, fares are worth a card."""
BUS = TRAVEL_MODES.index("bus")


def goes_with(unclear: int, people: People, i: int, opportunities: Opportunities, j: int, day: int) -> tuple[Fix, ...]:
    """Open help for this pair, nearest first of each kind: for the journey, for must-haves not known yet, for home.

    `unclear`: the mask of what is to be checked. Each offer of help is named once.
    """
    enablers = {kind.code for kind in opportunities.kinds if kind.enabler}
    found: dict[int, Fix] = {}
    for code, kinds, with_what in _wanted(unclear, people, i, opportunities, j):
        helping = tuple(kind for kind in kinds if kind in enablers)
        nearest = nearest_of(BY_CODE[code], helping, people, i, opportunities, day)
        if nearest is not None and nearest != j:
            sentence = f"{with_what}: {quoted(opportunities.titles[nearest])} may help."
            found.setdefault(nearest, Fix(sentence, nearest, helping))
    return tuple(found.values())


def _wanted(
    unclear: int, people: People, i: int, opportunities: Opportunities, j: int
) -> Iterator[tuple[str, tuple[str, ...], str]]:
    """The fact that it is for, the kinds that may help, and with what, in words."""
    journey = float(minutes(people, np.array([i]), opportunities, np.array([j]))[0])
    if people.travel_mode[i] == BUS and journey >= LONG_MINUTES:
        yield "travel", ("travel_card",), f"The journey, about {journey:.0f} minutes {BY[BUS]}"
    for fact in facts_in(unclear):
        if fact.fixed_by and fact.code != "travel":
            yield fact.code, fact.fixed_by, fact.label
    if opportunities.remote[j]:
        yield "own_kit", ("device_data",), "Work from home"
