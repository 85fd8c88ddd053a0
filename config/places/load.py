"""Loads postcodes and council areas: one COPY, one conversion in the database, one upsert. Twice changes nothing."""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.db import connection, transaction

from config.places.models import Area
from config.places.postcode_files import Row, read_postcode_file
from config.places.postcodes import normalise
from config.places.wards import give_postcodes_their_wards

DATA = Path(__file__).parent / "data"
SHIPPED = DATA / "west_yorkshire_postcodes.csv.gz"
LONGEST_AREA_CODE = 9

MAKE_ROOM = """
    DROP TABLE IF EXISTS pg_temp.incoming;
    CREATE TEMPORARY TABLE incoming (code text, x float8, y float8, area_code text) ON COMMIT DROP
"""
COPY = "COPY incoming (code, x, y, area_code) FROM STDIN"
UPSERT = """
    INSERT INTO places_postcode AS known (code, location, area_code)
    SELECT DISTINCT ON (code) code, ST_Transform(ST_SetSRID(ST_MakePoint(x, y), %s), 4326)::geography, area_code
    FROM incoming ORDER BY code, x NULLS LAST
    ON CONFLICT (code) DO UPDATE SET location = excluded.location, area_code = excluded.area_code
    WHERE (known.location::geometry, known.area_code) IS DISTINCT FROM (excluded.location::geometry, excluded.area_code)
"""
ADD_AREAS = """
    INSERT INTO places_area (code, name) SELECT DISTINCT area_code, area_code FROM incoming WHERE area_code <> ''
    ON CONFLICT DO NOTHING
"""


@dataclass(frozen=True, slots=True)
class Loaded:
    """Postcodes read from the file, those of them new or changed, and all now known without a position."""

    read: int
    written: int
    without_position: int


def load_postcodes(path: Path = SHIPPED, *, areas: Iterable[str] = ()) -> Loaded:
    """Load a file of postcodes, or the shipped ones; `areas` ("BD", "LS") keeps those of these postcode areas.

    Postcodes without a position are kept. Raises Refused when the file is not one of those we know.
    """
    with read_postcode_file(path) as file, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(MAKE_ROOM)
        read = _copy(_readable(file.rows, frozenset(area.strip().upper() for area in areas)))
        cursor.execute(UPSERT, [file.srid])
        written = cursor.rowcount
        cursor.execute(ADD_AREAS)
        name_areas()
        give_postcodes_their_wards()
        cursor.execute("SELECT count(*) FROM places_postcode WHERE location IS NULL")
        (without_position,) = cursor.fetchone()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE places_postcode")
    return Loaded(read, written, without_position)


def name_areas() -> None:
    """Give the councils we know their names; another keeps its code as its name."""
    with (DATA / "areas.csv").open(encoding="utf-8", newline="") as file:
        areas = [Area(**row) for row in csv.DictReader(file)]
    Area.objects.bulk_create(areas, update_conflicts=True, unique_fields=["code"], update_fields=["name"])


def _readable(rows: Iterable[Row], areas: frozenset[str]) -> Iterator[Row]:
    """Rows with a full postcode of the wanted areas, in its usual spelling."""
    for text, x, y, area_code in rows:
        code = normalise(text)
        if code and (not areas or _postcode_area(code) in areas):
            yield code, x, y, area_code.strip()[:LONGEST_AREA_CODE]


def _postcode_area(code: str) -> str:
    """'BD1 1HX' -> 'BD', 'M1 1AA' -> 'M'."""
    return code[:2] if code[1].isalpha() else code[:1]


def _copy(rows: Iterable[Row]) -> int:
    """Write the rows into the temporary table; returns how many."""
    read = 0
    with connection.cursor() as cursor, cursor.copy(COPY) as copy:
        for row in rows:
            copy.write_row(row)
            read += 1
    return read
