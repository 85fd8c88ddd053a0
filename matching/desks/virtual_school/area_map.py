"""A static map of the districts, coloured by how many more people than places there are; its numbers are the rows'."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import mean

from config.places.districts import squares
from matching.reports.demand import Gap

STEPS = ((0, "0 to 4, or too few people to show"), (5, "5 to 9"), (10, "10 to 19"), (20, "20 or more"))
NUMBERED = 4
SIDE = 16


@dataclass(frozen=True, slots=True)
class Patch:
    """One district on the map: the squares as one path, its step of colour, and where its number stands."""

    name: str
    path: str
    step: int
    number: int | None
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class AreaMap:
    width: int
    height: int
    patches: list[Patch]
    steps: tuple[tuple[int, str], ...] = STEPS


def area_map(area_code: str, gaps: Sequence[Gap]) -> AreaMap | None:
    """`gaps` in the order of the table: the first four are numbered. None where no postcodes are loaded."""
    found = squares(area_code)
    if not found:
        return None
    west, north = min(square.column for square in found), max(square.row for square in found)
    east, south = max(square.column for square in found), min(square.row for square in found)
    of: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for district, column, row in found:
        of[district].append(((column - west) * SIDE, (north - row) * SIDE))
    short = {gap.code: gap.short or 0 for gap in gaps}
    numbers = {gap.code: place for place, gap in enumerate(gaps[:NUMBERED], start=1) if gap.short}
    patches = [_patch(name, corners, short.get(name, 0), numbers.get(name)) for name, corners in sorted(of.items())]
    return AreaMap((east - west + 1) * SIDE, (north - south + 1) * SIDE, patches)


def _patch(name: str, corners: list[tuple[int, int]], short: int, number: int | None) -> Patch:
    path = "".join(f"M{x} {y}h{SIDE}v{SIDE}h-{SIDE}z" for x, y in corners)
    step = max(place for place, (least, _) in enumerate(STEPS) if short >= least)
    middle_x, middle_y = mean(x for x, _ in corners), mean(y for _, y in corners)
    x, y = min(corners, key=lambda corner: (corner[0] - middle_x) ** 2 + (corner[1] - middle_y) ** 2)
    return Patch(name, path, step, number, x + SIDE // 2, y + SIDE // 2)
