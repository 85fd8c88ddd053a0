"""Loads the shipped coded lists (`lists/*.csv`) and dated figures (`figures/*.csv`). Loading twice changes nothing.

The lists are the files' own: a term whose row is gone ends, and none is ever deleted. In the figures a blank end leaves
alone an end that an administrator has set. Rows of a council are never touched.
"""

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, cast

from django.db import models, transaction
from django.utils import timezone

from config.reference.models import AgeRule, Benchmark, Bursary, CodedTerm, MinimumWage, Target

ROOM = Path(__file__).parent
TERM_COLUMNS = ("code", "label", "definition", "group", "valid_from", "valid_to")
TERM_KEY = ("list", "code", "valid_from")
FIGURES: dict[str, tuple[type[models.Model], tuple[str, ...]]] = {
    "minimum_wages": (MinimumWage, ("band", "valid_from")),
    "age_rules": (AgeRule, ("kind", "valid_from")),
    "bursaries": (Bursary, ("code", "valid_from")),
    "targets": (Target, ("measure", "percent", "valid_from")),
    "benchmarks": (Benchmark, ("area", "measure", "age_band", "year")),
}
Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Loaded:
    """How many rows were added, changed and ended."""

    added: int = 0
    changed: int = 0
    ended: int = 0

    def __add__(self, other: "Loaded") -> "Loaded":
        return Loaded(self.added + other.added, self.changed + other.changed, self.ended + other.ended)


@transaction.atomic
def load_reference(*, on: date | None = None, room: Path = ROOM) -> Loaded:
    """Bring the shared rows in line with the files of `room`. Terms that are gone end `on` this day (today)."""
    loaded = _load_terms(room / "lists", on or timezone.localdate())
    for name, (model, key) in FIGURES.items():
        rows = [_figure(model, row) for row in _read(room / "figures" / f"{name}.csv")]
        loaded += _bring_in_line(_shared(model), key, rows, keeps_ends=True)
    return loaded


def _read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _shared(model: type[models.Model]) -> models.QuerySet[Any]:
    """Every row, or where councils have their own, those of none."""
    rows = model._default_manager.all()
    return rows.filter(council=None) if hasattr(model, "council") else rows


def _load_terms(folder: Path, on: date) -> Loaded:
    lists = {path.stem: list(_terms(path)) for path in sorted(folder.glob("*.csv"))}
    wanted = [row for rows in lists.values() for row in rows]
    shared = _shared(CodedTerm).filter(list__in=lists)
    loaded = _bring_in_line(shared, TERM_KEY, wanted)
    return loaded + Loaded(ended=_end_the_vanished(shared, wanted, on))


def _terms(path: Path) -> Iterator[Values]:
    """Rows of one list in its order; columns beyond the first six are attributes, as written."""
    for order, row in enumerate(_read(path), start=1):
        term = {column: _value(CodedTerm, column, row.pop(column)) for column in TERM_COLUMNS}
        yield {**term, "list": path.stem, "order": order, "attributes": row}


def _end_the_vanished(shared: models.QuerySet[CodedTerm], wanted: Iterable[Values], on: date) -> int:
    kept = {_key(row, TERM_KEY) for row in wanted}
    gone = [row.pk for row in shared.filter(valid_to=None) if _key(vars(row), TERM_KEY) not in kept]
    return CodedTerm.objects.filter(pk__in=gone).update(valid_to=on)


def _figure(model: type[models.Model], row: dict[str, str]) -> Values:
    return {column: _value(model, column, cell) for column, cell in row.items()}


def _value(model: type[models.Model], column: str, cell: str) -> Any:
    """A cell as its field keeps it; a blank is None where the field allows it; lists are parted by spaces."""
    field = cast("models.Field[Any, Any]", model._meta.get_field(column))
    if isinstance(field, models.JSONField):
        return [int(part) if part.isdigit() else part for part in cell.split()]
    return None if field.null and not cell else field.to_python(cell)


def _key(row: Mapping[str, Any], key: Iterable[str]) -> tuple[Any, ...]:
    return tuple(row[name] for name in key)


def _bring_in_line(
    known: models.QuerySet[Any], key: tuple[str, ...], wanted: list[Values], *, keeps_ends: bool = False
) -> Loaded:
    """Change the rows that differ, then add the missing ones: an end is set before the row that follows it."""
    by_key = {_key(vars(row), key): row for row in known}
    added = [known.model(**row) for row in wanted if _key(row, key) not in by_key]
    changed = []
    for row in (row for row in wanted if _key(row, key) in by_key):
        found = by_key[_key(row, key)]
        news = {name: value for name, value in row.items() if getattr(found, name) != value}
        if keeps_ends and news.get("valid_to", "") is None:
            del news["valid_to"]
        if news:
            vars(found).update(news)
            changed.append(found)
    if changed:
        known.model._default_manager.bulk_update(changed, list(wanted[0]))
    known.model._default_manager.bulk_create(added)
    return Loaded(len(added), len(changed))
