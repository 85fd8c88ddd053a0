"""Support: what the offer gives, raised by each stated need that it meets. A need never lowers anything."""

from collections.abc import Sequence

import numpy as np

from matching.engine.columns import Doubles, Index
from matching.engine.opportunities import Opportunities
from matching.engine.people import People

EACH_GIVEN = 0.1
MOST_GIVEN = 0.5
LEFT_UNMET = 0.5
"""Each need met halves what is left to the full score."""


def score(people: People, i: Index, opportunities: Opportunities, j: Index) -> Doubles:
    """1 - (1 - base) x 0.5 ** needs met; base is 0.1 for each thing given, up to 0.5; NaN where nothing is said."""
    given = np.bitwise_count(opportunities.support_yes[j])
    base = np.minimum(EACH_GIVEN * given, MOST_GIVEN)
    unsaid = (opportunities.support_yes[j] | opportunities.support_no[j]) == 0
    return np.where(unsaid, np.nan, 1.0 - (1.0 - base) * LEFT_UNMET ** needs_met(people, i, opportunities, j))


def needs_met(people: People, i: Index, opportunities: Opportunities, j: Index) -> Index:
    """How many of the person's needs the offer meets, a pair."""
    meets = np.zeros(len(opportunities), np.uint64)
    for need, attributes in enumerate(people.need_attributes):
        meets |= ((opportunities.support_yes & attributes) != 0) * np.uint64(1 << need)
    met: Index = np.bitwise_count(people.needs[i] & meets[j])
    return met


def sentence(people: People, i: int, opportunities: Opportunities, j: int) -> str:
    """Why, for one pair. Needs are named: this is for the person's own adviser."""
    yes = int(opportunities.support_yes[j])
    if not yes | int(opportunities.support_no[j]):
        return "What support is given is not known yet, so the usual value is counted."
    return f"{_gives(yes)}{_needs(people, i, yes, opportunities) or _such_as(yes, opportunities.words.attributes)}."


def _gives(yes: int) -> str:
    count = yes.bit_count()
    return f"Gives {count} kind{'s' if count > 1 else ''} of support" if count else "Gives no extra support"


def _needs(people: People, i: int, yes: int, opportunities: Opportunities) -> str:
    stated = [k for k in range(people.need_attributes.size) if int(people.needs[i]) >> k & 1]
    met = sum(1 << k for k in stated if int(people.need_attributes[k]) & yes)
    such_as = _such_as(met, opportunities.words.needs)
    return f"; meets {met.bit_count()} of {len(stated)} needs stated{such_as}" if stated else ""


def _such_as(mask: int, names: Sequence[str]) -> str:
    """The first thing in the mask that has a name."""
    name = next((name for k, name in enumerate(names) if mask >> k & 1), "")
    return f", such as {name[0].lower()}{name[1:]}" if name else ""
