"""Small areas: wards where their boundaries are loaded, else postcode districts (the BD5 of BD5 0AA).

Their middles, and how a map draws them: by boundary, or by squares of one kilometre.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from django.db import connection

from config.places.models import Ward
from config.places.wards import wards_of

NORTH_KM, EAST_KM = 111.2, 65.7
"""Kilometres of one degree to the north, and to the east at 53.8 degrees north."""
Ring = list[tuple[float, float]]


class Square(NamedTuple):
    """One square kilometre in which most postcodes are of this district; `column` counts east, `row` north."""

    district: str
    column: int
    row: int


def district_of(postcode: str) -> str:
    """'BD5' of 'BD5 0AA'; '' where it is not known."""
    return postcode.split(" ", maxsplit=1)[0] if " " in postcode else ""


def areas_of(postcodes: Iterable[str]) -> dict[str, tuple[str, str]]:
    """Code and name of the area of each postcode: its ward, or its district twice. One query."""
    asked = sorted(set(postcodes))
    wards = wards_of(asked)
    return {
        postcode: (ward.code, ward.name) if (ward := wards.get(postcode)) else (district, district)
        for postcode in asked
        if (district := district_of(postcode))
    }


def middles(areas: Iterable[str]) -> dict[str, tuple[float, float]]:
    """The middle of each area's postcodes: degrees (east, north). Areas without postcodes are left out."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT coalesce(ward_id, split_part(code, ' ', 1)) AS area, avg(ST_X(location::geometry)),"
            " avg(ST_Y(location::geometry)) FROM places_postcode"
            " WHERE location IS NOT NULL AND coalesce(ward_id, split_part(code, ' ', 1)) = ANY(%s) GROUP BY 1",
            [sorted(set(areas))],
        )
        return {area: (east, north) for area, east, north in cursor.fetchall()}


def outlines(area_code: str) -> dict[str, list[Ring]]:
    """The boundary of each ward of a council, as rings of (east, north) in kilometres; empty where none are loaded."""
    return {
        ward.code: [
            [(east * EAST_KM, north * NORTH_KM) for east, north in ring]
            for polygon in ward.boundary.coords
            for ring in polygon
        ]
        for ward in Ward.objects.filter(area_code=area_code)
    }


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
