"""A static map of the areas, coloured by how many more people than places there are; its numbers are the rows'."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import mean

from config.places.districts import Ring, outlines, squares
from matching.reports.demand import Gap

STEPS = ((0, "0 to 4, or too few people to show"), (5, "5 to 9"), (10, "10 to 19"), (20, "20 or more"))
NUMBERED = 4
SIDE = 16
"""Of a kilometre, in the units of the picture."""


@dataclass(frozen=True, slots=True)
class Patch:
    """One area on the map: its shape as one path, its step of colour, and where its number stands."""

    name: str
    path: str
    step: int
    number: int | None
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class AreaMap:
    """`by_ward` where boundaries are drawn, else squares of postcode districts."""

    width: int
    height: int
    patches: list[Patch]
    by_ward: bool
    steps: tuple[tuple[int, str], ...] = STEPS


def area_map(area_code: str, gaps: Sequence[Gap]) -> AreaMap | None:
    """`gaps` in the order of the table: the first four are numbered. None where no postcodes are loaded."""
    wards = outlines(area_code)
    shapes = wards or _squares(area_code)
    if not shapes:
        return None
    points = [point for rings in shapes.values() for ring in rings for point in ring]
    west, north = min(east for east, _ in points), max(north for _, north in points)
    width, height = max(east for east, _ in points) - west, north - min(north for _, north in points)
    short = {gap.code: gap.short or 0 for gap in gaps}
    numbers = {gap.code: place for place, gap in enumerate(gaps[:NUMBERED], start=1) if gap.short}
    patches = [
        _patch(name, _placed(rings, west, north), short.get(name, 0), numbers.get(name))
        for name, rings in sorted(shapes.items())
    ]
    return AreaMap(round(width * SIDE), round(height * SIDE), patches, by_ward=bool(wards))


def _squares(area_code: str) -> Mapping[str, list[Ring]]:
    found: dict[str, list[Ring]] = defaultdict(list)
    for district, east, north in squares(area_code):
        found[district].append([(east, north), (east + 1, north), (east + 1, north + 1), (east, north + 1)])
    return found


def _placed(rings: Sequence[Ring], west: float, north: float) -> list[Ring]:
    """In the units of the picture, from its upper left corner."""
    return [[(round((x - west) * SIDE, 1), round((north - y) * SIDE, 1)) for x, y in ring] for ring in rings]


def _patch(name: str, rings: list[Ring], short: int, number: int | None) -> Patch:
    path = "".join("M" + "L".join(f"{x:g} {y:g}" for x, y in ring) + "z" for ring in rings)
    step = max(place for place, (least, _) in enumerate(STEPS) if short >= least)
    return Patch(name, path, step, number, *_middle(rings))


def _middle(rings: list[Ring]) -> tuple[float, float]:
    """The middle of the ring nearest to the middle of all: a number stands inside, not between."""
    middles = [(mean(x for x, _ in ring), mean(y for _, y in ring)) for ring in rings]
    whole = mean(x for x, _ in middles), mean(y for _, y in middles)
    return min(middles, key=lambda one: (one[0] - whole[0]) ** 2 + (one[1] - whole[1]) ** 2)
