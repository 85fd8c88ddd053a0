"""Drawing from weights and from the tables of invented words. Every draw takes the caller's own random numbers."""

import csv
import tomllib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from random import Random
from typing import Any, TypeVar

T = TypeVar("T")

DATA = Path(__file__).parent / "data"


def table(name: str) -> list[dict[str, str]]:
    """The rows of a csv file of this demonstration."""
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def document(name: str) -> dict[str, Any]:
    """A toml file of this demonstration."""
    return tomllib.loads((DATA / f"{name}.toml").read_text(encoding="utf-8"))


def sometimes(random: Random, share: float) -> bool:
    return random.random() < share


def weighted(random: Random, weights: Mapping[T, float]) -> T:
    """One of the keys, as often as its weight says."""
    return random.choices(list(weights), weights=list(weights.values()))[0]


def several(random: Random, shares: Mapping[T, float]) -> list[T]:
    """Each key by itself, with its own share."""
    return [key for key, share in shares.items() if sometimes(random, share)]


def picked(random: Random, items: Sequence[T], count: int, weight: Callable[[T], float]) -> list[T]:
    """`count` different items, the heavier the likelier (Efraimidis, Spirakis 2006). Raises ValueError if too few."""
    keyed = [(random.random() ** (1 / weight(item)), item) for item in items if weight(item) > 0]
    if len(keyed) < count:
        raise ValueError(f"Only {len(keyed)} of the {count} asked for can be drawn.")
    keyed.sort(key=lambda pair: pair[0], reverse=True)
    return [item for _, item in keyed[:count]]
