"""What the engine receives: people with their wishes, and opportunities with their places, as arrays.

`People.of` and `Opportunities.of` fill every column that is not given with its unknown, and check the rest. Columns
hold one value a row, n people or m opportunities; days are numbers since 1970-01-01 (`columns.day_number`), places are
degrees (WGS 84), masks are those of `facts.py`. No characteristic of a person scores anything: a date of birth opens
or shuts an age window, an EHC plan meets a must-have, and neither is used for anything else.
"""

from matching.engine.columns import require
from matching.engine.opportunities import Kind, Opportunities, Words
from matching.engine.people import READINESS, SET_ASIDE, TRAVEL_MODES, People, SetAside, Wishes

__all__ = [
    "READINESS",
    "SET_ASIDE",
    "TRAVEL_MODES",
    "Kind",
    "Opportunities",
    "People",
    "SetAside",
    "Wishes",
    "Words",
    "check_together",
]


def check_together(people: People, opportunities: Opportunities) -> None:
    """Raise ValueError unless both sides are sound and speak of each other."""
    people.check()
    opportunities.check()
    people.set_aside.check(len(people), len(opportunities))
    same = people.wishes.vectors.shape[1] == opportunities.vectors.shape[1]
    require(same, "Vectors of wishes and of opportunities must have as many columns: read both with one text reader.")
