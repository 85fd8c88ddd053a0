"""Values of a feed's JSON, where every field may be missing, of another type, or nonsense: then None or ""."""

import json
import math
from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from config.imports.dates import read_date
from config.imports.sheet_error import SheetError
from config.imports.sheets import LARGEST_FILE

MOST_HOURS = 168


def read_json(data: bytes, name: str) -> Any:
    """The file's content, fit to be stored. Raises SheetError with a sentence."""
    if len(data) > LARGEST_FILE:
        raise SheetError(f"“{name}” is larger than 20 MB. Please send it in parts.")
    try:
        return _storable(json.loads(data))
    except (ValueError, RecursionError) as broken:
        raise SheetError(f"“{name}” cannot be read as JSON. Please check that it is the right file.") from broken


def _storable(value: Any) -> Any:
    """Without what a database cannot keep: NUL signs, halves of characters, numbers that are none."""
    if isinstance(value, str):
        return value.replace("\0", "").encode("utf-8", "replace").decode()
    if isinstance(value, list):
        return [_storable(one) for one in value]
    if isinstance(value, dict):
        return {_storable(name): _storable(one) for name, one in value.items()}
    return None if isinstance(value, float) and not math.isfinite(value) else value


def text_of(value: Any, longest: int = 300) -> str:
    """Words on one line, cut to the room there is; a number as it is written."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return " ".join(str(value).split())[:longest]


def number_of(value: Any) -> Decimal | None:
    """A number, also one written as text ("20400.00")."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    try:
        number = Decimal(str(value).replace(",", "").strip())
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def whole_of(value: Any, *, high: int = 10_000) -> int | None:
    number = number_of(value)
    return int(number) if number is not None and 1 <= number <= high and number == int(number) else None


def hours_of(value: Any) -> Decimal | None:
    """Hours a week to one decimal; None where that is nothing, or more than a week has."""
    number = number_of(value)
    hours = round(number, 1) if number is not None and number <= MOST_HOURS else Decimal(0)
    return hours if hours > 0 else None


def day_of(value: Any) -> date | None:
    """The day of a date or moment as written; the closing moment of a day belongs to that day."""
    return read_date(value).value if isinstance(value, str) else None


def mapping_of(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def list_of(value: Any) -> list[Any]:
    """A list; one thing alone is a list of one, nothing is none."""
    return value if isinstance(value, list) else [] if value in (None, "") else [value]
