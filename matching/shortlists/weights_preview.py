"""What other weights would change, without storing anything (M6)."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from aspirations.models import YoungPerson
from config.accounts.models import Council
from matching.engine.ranking import rank
from matching.shortlists.actions import profiles_of
from matching.shortlists.models import WeightSet
from matching.shortlists.weights import engine_weights, weights_on

TOP = 5


@dataclass(frozen=True, slots=True)
class Changes:
    """Of how many people the first suggestion is another, and of how many the first five are not the same five."""

    people: int
    opportunities: int
    other_first: int
    other_five: int


def what_changes(*, council: Council, points: dict[str, int], day: date) -> Changes:
    """Rank everyone who is not in EET twice, with the weights of the day and with these. Raises ValueError for points
    that are no weights."""
    people = list(YoungPerson.objects.filter(council=council).alive().neet_on(day).order_by("pk"))
    profiles, offers, _ = profiles_of(council, people, day)
    if not people or not int(offers.open.sum()):
        return Changes(len(people), int(offers.open.sum()), 0, 0)
    new = engine_weights(WeightSet(name="preview", valid_from=day, points=points))
    new.check()
    now = rank(profiles, offers, engine_weights(weights_on(day, council)), top=TOP, day=day).opportunity
    then = rank(profiles, offers, new, top=TOP, day=day).opportunity
    return Changes(
        people=len(people),
        opportunities=int(offers.open.sum()),
        other_first=_rows_that_differ(now[:, :1], then[:, :1]),
        other_five=_rows_that_differ(np.sort(now, axis=1), np.sort(then, axis=1)),
    )


def _rows_that_differ(one: Any, other: Any) -> int:
    return int((one != other).any(axis=1).sum())
