"""A map without outside pictures: the offers of one page as numbered points, drawn to scale."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.gis.geos import Point

WIDTH, HEIGHT, EDGE = 600, 400, 30
APART = 48
"""What lies nearer than this becomes one mark, so that its numbers can be read."""


@dataclass(frozen=True, slots=True)
class Place:
    """A point of the picture with the numbers of the offers there."""

    x: float
    y: float
    numbers: str


@dataclass(frozen=True, slots=True)
class Map:
    places: list[Place]
    home: Place | None
    km_wide: float


def draw(sites: Sequence[tuple[int, Point]], home: Point | None = None) -> Map | None:
    """`sites` are the number of an offer in the list and a point of it. None where nothing has a place."""
    points = [point for _, point in sites] + ([home] if home else [])
    if not sites:
        return None
    middle = sum(point.y for point in points) / len(points)
    squeeze = math.cos(math.radians(middle))
    flat = [(point.x * squeeze, -point.y) for point in points]
    left, top = min(x for x, _ in flat), min(y for _, y in flat)
    span = max(max(x for x, _ in flat) - left, (max(y for _, y in flat) - top) * WIDTH / HEIGHT, 0.01)
    scale = (WIDTH - 2 * EDGE) / span
    spots = [(EDGE + (x - left) * scale, EDGE + (y - top) * scale * 1.0) for x, y in flat]
    together: dict[tuple[int, int], list[int]] = {}
    for (number, _), (x, y) in zip(sites, spots, strict=False):
        together.setdefault((_on_grid(x, WIDTH), _on_grid(y, HEIGHT)), []).append(number)
    places = [Place(x, y, _words(sorted(set(numbers)))) for (x, y), numbers in together.items()]
    at_home = Place(spots[-1][0], min(spots[-1][1], HEIGHT - EDGE), "") if home else None
    return Map(places, at_home, span * 111.2)


def _on_grid(spot: float, size: int) -> int:
    """Where the mark of a point stands, whole inside the picture."""
    return min(round(spot / APART) * APART, size - EDGE)


def _words(numbers: list[int]) -> str:
    """What fits on a mark: "8", "8, 9" or "8 +3"; the list has them all."""
    return ", ".join(map(str, numbers)) if len(numbers) < 3 else f"{numbers[0]} +{len(numbers) - 1}"
