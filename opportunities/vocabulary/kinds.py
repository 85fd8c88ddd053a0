"""The kinds of opportunity (E3), as the shipped list states them. `counts_as_eet` is a fact of the kind."""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

LIST = Path(__file__).resolve().parents[2] / "config" / "reference" / "lists" / "kinds.csv"


@dataclass(frozen=True, slots=True)
class Kind:
    """`route` names the steps a nomination walks (N7); `places` is one, rolling, group or stock.

    `follow_up` are the codes of the list 'follow_ups': the days on which somebody is asked how it went.
    """

    code: str
    label: str
    is_enabler: bool
    counts_as_eet: bool
    route: str
    ready_low: str
    ready_high: str
    activity_full_time: str
    activity_part_time: str
    disclosure: str
    places: str
    follow_up: tuple[str, ...]
    group: str


@cache
def kinds() -> dict[str, Kind]:
    """Every kind by code, in the list's order: a kind's position is its number in the engine's arrays."""
    with LIST.open(encoding="utf-8", newline="") as file:
        return {row["code"]: _kind(row) for row in csv.DictReader(file)}


def _kind(row: dict[str, str]) -> Kind:
    return Kind(
        code=row["code"],
        label=row["label"],
        is_enabler=row["enabler"] == "yes",
        counts_as_eet=row["counts_as_eet"] == "yes",
        route=row["route"],
        ready_low=row["ready_low"],
        ready_high=row["ready_high"],
        activity_full_time=row["activ_full"],
        activity_part_time=row["activ_part"],
        disclosure=row["disclosure"],
        places=row["places"],
        follow_up=tuple(row["follow_up"].split()),
        group=row["group"],
    )
