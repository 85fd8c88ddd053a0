"""How far and how long: straight lines at a stated speed. A journey planner can take the place of `minutes` later.

Pairs are two index arrays, `i` of people and `j` of opportunities, that broadcast together, as everywhere here.
"""

import numpy as np

from matching.engine.columns import Doubles, Index
from matching.engine.opportunities import Opportunities
from matching.engine.people import TRAVEL_MODES, People

EARTH_KM = 6371.0088
SPEEDS_KM_PER_HOUR = {"walk": 4.0, "cycle": 11.0, "bus": 13.0, "car": 27.0}
"""Door to door along the straight line, so slower than on the road. Our proposal, to be set against real journeys."""
USUAL_MODE = TRAVEL_MODES.index("bus")

_KM_PER_MINUTE = np.array([*(SPEEDS_KM_PER_HOUR[mode] / 60 for mode in TRAVEL_MODES), np.nan])


def kilometres(people: People, i: Index, opportunities: Opportunities, j: Index) -> Doubles:
    """Distance to the nearest site; 0 where the offer is remote, NaN where the home or every site is not known."""
    i, j = np.broadcast_arrays(i, j)
    nearest = np.where(opportunities.remote[j], 0.0, np.nan)
    for sites in opportunities.site_slots.T:
        there = sites[j] >= 0
        nearest[there] = np.fmin(nearest[there], _to_site(people, i[there], opportunities, sites[j[there]]))
    return nearest


def _to_site(people: People, i: Index, opportunities: Opportunities, site: Index) -> Doubles:
    """Great-circle distance, by the chord between two points of a sphere."""
    squared = np.zeros(i.shape)
    for home, place in zip(people.on_sphere, opportunities.sites_on_sphere, strict=True):
        squared += (home[i] - place[site]) ** 2
    return np.asarray(2 * EARTH_KM * np.arcsin(np.minimum(np.sqrt(squared) / 2, 1.0)))


def minutes(people: People, i: Index, opportunities: Opportunities, j: Index) -> Doubles:
    """One way, by the person's own mode; NaN where home, place or mode is not known."""
    return np.where(opportunities.remote[j], 0.0, kilometres(people, i, opportunities, j) / speed(people, i))


def speed(people: People, i: Index) -> Doubles:
    """Kilometres a minute of the person's mode; NaN where it is not known."""
    return _KM_PER_MINUTE[people.travel_mode[i]]


def usual_speed(people: People, i: Index) -> Doubles:
    """The same, the bus standing in where the mode is not known."""
    return _KM_PER_MINUTE[np.where(people.travel_mode[i] < 0, USUAL_MODE, people.travel_mode[i])]
