"""Travel: nearer is better. The journey at the stated speed counts down from 1 at the door to 0 at 90 minutes."""

import numpy as np

from matching.engine.columns import Doubles, Index
from matching.engine.journeys import kilometres, usual_speed
from matching.engine.opportunities import Opportunities
from matching.engine.people import People

LONGEST_MINUTES = 90.0
BY = ("on foot", "by bike", "by bus", "by car")
"""In the order of TRAVEL_MODES."""


def score(people: People, i: Index, opportunities: Opportunities, j: Index) -> Doubles:
    """1 - minutes / 90, not below 0; remote counts 1; by bus while the way is not known; NaN without home or place."""
    minutes = kilometres(people, i, opportunities, j) / usual_speed(people, i)
    return np.asarray(np.maximum(0.0, 1.0 - minutes / LONGEST_MINUTES))


def sentence(people: People, i: int, opportunities: Opportunities, j: int) -> str:
    """Why, for one pair."""
    if opportunities.remote[j]:
        return "Done from home, so there is no journey."
    far = float(kilometres(people, np.array([i]), opportunities, np.array([j]))[0])
    if np.isnan(far):
        return _not_known(people, i, opportunities, j)
    minutes, km = far / usual_speed(people, np.array([i]))[0], "under 1 km" if far < 1 else f"{far:.0f} km"
    about = f"About {minutes:.0f} minutes" if minutes > 1.5 else "About a minute"
    if people.travel_mode[i] < 0:
        return f"{about} if by bus, {km} in a straight line; how the person travels is not known yet."
    return f"{about} {BY[people.travel_mode[i]]}, {km} in a straight line."


def _not_known(people: People, i: int, opportunities: Opportunities, j: int) -> str:
    if np.isnan(people.latitude[i]):
        return "Home is not known yet, so the usual journey is counted."
    if opportunities.national[j]:
        return "Recruits across the country; the place is not known yet, so the usual journey is counted."
    return "The place is not known yet, so the usual journey is counted."
