"""The same judgement written a second time, in plain Python, one pair at a time, from the tables in docs/engine.md."""

import math
from datetime import date

from matching.engine.profiles import Opportunities, People
from matching.engine.weights import PARTS, Weights

UNKNOWN_DAY = -(2**31)
KM_PER_HOUR = (4.0, 11.0, 13.0, 27.0)
BUS = 2


def eligible(people: People, i: int, offers: Opportunities, j: int, day: date) -> bool:
    today = (day - date(1970, 1, 1)).days
    kind = int(offers.kind[j])
    if not offers.open[j] or offers.kinds[kind].enabler or UNKNOWN_DAY < offers.closes_on[j] < today:
        return False
    if int(people.kinds_paused[i]) >> kind & 1:
        return False
    if (i, j) in set(zip(people.set_aside.person.tolist(), people.set_aside.opportunity.tolist(), strict=True)):
        return False
    if int(offers.requires[j]) & ~(int(people.facts_held[i]) | int(people.facts_unknown[i])):
        return False
    return _age_fits(people, i, offers, j) and _rest_fits(people, i, offers, j)


def _age_fits(people: People, i: int, offers: Opportunities, j: int) -> bool:
    born_on, first, last = int(people.born_on[i]), int(offers.born_from[j]), int(offers.born_to[j])
    if born_on == UNKNOWN_DAY:
        return True
    return (first == UNKNOWN_DAY or born_on >= first) and (last == UNKNOWN_DAY or born_on <= last)


def _rest_fits(people: People, i: int, offers: Opportunities, j: int) -> bool:
    if -1 not in (people.area[i], offers.area_required[j]) and people.area[i] != offers.area_required[j]:
        return False
    if hours_fit(people, i, offers, j) is False:
        return False
    journey = minutes(people, i, offers, j, usual=False)
    limit = float(people.max_minutes[i])
    return journey is None or math.isnan(limit) or journey <= limit


def hours_fit(people: People, i: int, offers: Opportunities, j: int) -> bool | None:
    """None while it cannot be said."""
    hours, most, fewest = float(offers.hours[j]), float(people.hours_max[i]), float(people.hours_min[i])
    if math.isnan(hours) or (math.isnan(most) and math.isnan(fewest)):
        return None
    return not (hours > most or hours < fewest)


def minutes(people: People, i: int, offers: Opportunities, j: int, *, usual: bool) -> float | None:
    if offers.remote[j]:
        return 0.0
    mode = int(people.travel_mode[i])
    if mode == -1 and usual:
        mode = BUS
    here = (float(people.latitude[i]), float(people.longitude[i]))
    sites = [
        (float(offers.site_latitude[k]), float(offers.site_longitude[k]))
        for k in range(len(offers.site_owner))
        if offers.site_owner[k] == j and not math.isnan(offers.site_latitude[k])
    ]
    if mode == -1 or math.isnan(here[0]) or not sites:
        return None
    return min(_haversine(here, site) for site in sites) / KM_PER_HOUR[mode] * 60


def _haversine(a: tuple[float, float], b: tuple[float, float]) -> float:
    north, south = math.radians(a[0]), math.radians(b[0])
    east = math.radians(b[1] - a[1])
    h = math.sin((south - north) / 2) ** 2 + math.cos(north) * math.cos(south) * math.sin(east / 2) ** 2
    return 2 * 6371.0088 * math.asin(math.sqrt(h))


def parts(people: People, i: int, offers: Opportunities, j: int, weights: Weights) -> tuple[list[int], list[bool]]:
    """Points of each part, and whether it is unknown."""
    values = [
        _best(people, i, offers, j, _similarity),
        _best(people, i, offers, j, _same_work),
        _travel(people, i, offers, j),
        _readiness(people, i, offers, j),
        _preferences(people, i, offers, j),
        _support(people, i, offers, j),
    ]
    code = offers.kinds[int(offers.kind[j])].code
    points = [
        round(
            weights.points[p] * (weights.typical_by_kind.get(p, {}).get(code, weights.typical[p]) if v is None else v)
        )
        for p, v in zip(PARTS, values, strict=True)
    ]
    return points, [value is None for value in values]


def _best(people, i, offers, j, nearness):
    found = []
    for k in range(len(people.wishes.owner)):
        if people.wishes.owner[k] == i and (near := nearness(people, k, offers, j)) is not None:
            found.append(near * (1.0, 0.9, 0.8)[min(int(people.wishes.rank[k]), 2)])
    return max(found, default=None)


def _similarity(people, wish, offers, j):
    said = _row(people.wishes.vectors, wish)
    text = _row(offers.vectors, j)
    if not said or not text:
        return None
    return min(1.0, math.fsum(said[column] * text[column] for column in said.keys() & text.keys()))


def _row(matrix, k):
    part = slice(matrix.indptr[k], matrix.indptr[k + 1])
    return dict(zip(matrix.indices[part].tolist(), matrix.data[part].tolist(), strict=True))


def _same_work(people, wish, offers, j):
    a, b = f"{people.wishes.occupation[wish]:04d}", f"{offers.occupation[j]:04d}"
    c, d = int(people.wishes.category[wish]), int(offers.category[j])
    found = []
    if int(a) >= 0 and int(b) >= 0:
        shared = next((n for n in (4, 3, 2, 1) if a[:n] == b[:n]), 0)
        found.append((0.0, 0.2, 0.4, 0.7, 1.0)[shared])
    if c >= 0 and d >= 0:
        found.append(0.6 if c == d else 0.0)
    return max(found, default=None)


def _travel(people, i, offers, j):
    journey = minutes(people, i, offers, j, usual=True)
    return None if journey is None else max(0.0, 1 - journey / 90)


def _readiness(people, i, offers, j):
    kind, now = offers.kinds[int(offers.kind[j])], int(people.readiness[i])
    if now == -1:
        return None
    fit = 1 - 0.25 * max(kind.ready_low - now, now - kind.ready_high, 0)
    asked, held, unknown = int(offers.desires[j]), int(people.facts_held[i]), int(people.facts_unknown[i])
    if not asked:
        return fit
    share = ((asked & held).bit_count() + (asked & unknown).bit_count() / 2) / asked.bit_count()
    return 0.75 * fit + 0.25 * share


def _preferences(people, i, offers, j):
    wanted = int(people.kinds_wanted[i])
    kind = float(wanted >> int(offers.kind[j]) & 1) if wanted else None
    hours = hours_fit(people, i, offers, j)
    if kind is None and hours is None:
        return None
    return 0.75 * (0.5 if kind is None else kind) + 0.25 * (0.5 if hours is None else float(hours))


def _support(people, i, offers, j):
    yes, no = int(offers.support_yes[j]), int(offers.support_no[j])
    if not yes and not no:
        return None
    met = sum(1 for k, mask in enumerate(people.need_attributes) if int(people.needs[i]) >> k & 1 and int(mask) & yes)
    return 1 - (1 - min(0.5, yes.bit_count() * 0.1)) * 0.5**met


def best(people: People, i: int, offers: Opportunities, weights: Weights, day: date, top: int) -> list[tuple[int, int]]:
    """Opportunity and points, in order."""
    scored = [
        (-sum(parts(people, i, offers, j, weights)[0]), int(offers.recent_introductions[j]), offers.ids[j], j)
        for j in range(len(offers))
        if eligible(people, i, offers, j, day)
    ]
    return [(j, -points) for points, _, _, j in sorted(scored)[:top]]
