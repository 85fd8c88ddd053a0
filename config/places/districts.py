"""Postcode districts (the BD5 of BD5 0AA) as small areas: their middles, and squares of one kilometre for a map."""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from django.db import connection

NORTH_KM, EAST_KM = 111.2, 65.7
"""Kilometres of one degree to the north, and to the east at 53.8 degrees north."""


class Square(NamedTuple):
    """One square kilometre in which most postcodes are of this district; `column` counts east, `row` north."""

    district: str
    column: int
    row: int


def district_of(postcode: str) -> str:
    """'BD5' of 'BD5 0AA'; '' where it is not known."""
    return postcode.split(" ", maxsplit=1)[0] if " " in postcode else ""


def middles(districts: Iterable[str]) -> dict[str, tuple[float, float]]:
    """The middle of each district's postcodes: degrees (east, north). Districts without postcodes are left out."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT split_part(code, ' ', 1) AS district, avg(ST_X(location::geometry)), avg(ST_Y(location::geometry))"
            " FROM places_postcode WHERE location IS NOT NULL AND split_part(code, ' ', 1) = ANY(%s) GROUP BY 1",
            [sorted(set(districts))],
        )
        return {district: (east, north) for district, east, north in cursor.fetchall()}


def squares(area_code: str) -> list[Square]:
    """The squares of a council's area that have postcodes, from the south-west; empty where no postcodes are loaded."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT split_part(code, ' ', 1), floor(ST_X(location::geometry) * %s)::int,"
            " floor(ST_Y(location::geometry) * %s)::int, count(*)"
            " FROM places_postcode WHERE area_code = %s AND location IS NOT NULL GROUP BY 1, 2, 3",
            [EAST_KM, NORTH_KM, area_code],
        )
        found: dict[tuple[int, int], list[tuple[int, str]]] = defaultdict(list)
        for district, column, row, number in cursor.fetchall():
            found[column, row].append((-number, district))
    return [Square(min(there)[1], column, row) for (column, row), there in sorted(found.items())]
