"""Wards: loaded from a GeoJSON file of boundaries; each postcode of their council belongs to one of them.

Published boundaries are drawn coarsely: a postcode that falls between them belongs to the nearest ward of its council.
"""

import json
import re
from pathlib import Path
from typing import Any

from django.contrib.gis.gdal import GDALException
from django.contrib.gis.geos import GEOSException, GEOSGeometry, MultiPolygon, Polygon
from django.db import connection, transaction

from config.places.models import Postcode, Ward
from config.refusal import Refused

SHIPPED = Path(__file__).parent / "data" / "bradford_wards.geojson"
CODE, NAME = r"WD\d\dCD", r"WD\d\dNM"
"""What the Office for National Statistics calls the two properties, with the year of the edition."""

FIND_COUNCILS = """
    UPDATE places_ward AS ward SET area_code = coalesce((
        SELECT mode() WITHIN GROUP (ORDER BY area_code) FROM places_postcode
        WHERE area_code <> '' AND ST_Covers(ward.boundary, location::geometry)
    ), (
        SELECT area_code FROM places_postcode WHERE area_code <> '' AND location IS NOT NULL
        ORDER BY ST_Distance(ward.boundary, location::geometry) LIMIT 1
    ), '')
"""
FIND_WARDS = """
    UPDATE places_postcode AS known SET ward_id = nearest.ward
    FROM (
        SELECT DISTINCT ON (postcode.code) postcode.code, ward.code AS ward
        FROM places_postcode AS postcode JOIN places_ward AS ward USING (area_code)
        WHERE postcode.location IS NOT NULL
        ORDER BY postcode.code, ST_Distance(ward.boundary, postcode.location::geometry), ward.code
    ) AS nearest
    WHERE known.code = nearest.code AND known.ward_id IS DISTINCT FROM nearest.ward
"""


@transaction.atomic
def load_wards(path: Path = SHIPPED) -> int:
    """Load the boundaries of a council's wards; returns how many. Its wards of an earlier edition are taken away.

    Raises Refused when the file is not one of boundaries.
    """
    wards = [_ward(feature) for feature in _features(path)]
    Ward.objects.bulk_create(wards, update_conflicts=True, unique_fields=["code"], update_fields=["name", "boundary"])
    give_postcodes_their_wards()
    loaded = Ward.objects.filter(pk__in=[ward.code for ward in wards])
    earlier = Ward.objects.filter(area_code__in=loaded.values("area_code")).exclude(pk__in=loaded)
    if earlier.delete()[0]:
        give_postcodes_their_wards()
    return len(wards)


def give_postcodes_their_wards() -> None:
    """After either of the two was loaded: which council each ward lies in, and which ward each of its postcodes."""
    with connection.cursor() as cursor:
        cursor.execute(FIND_COUNCILS)
        cursor.execute(FIND_WARDS)


def wards_of(postcodes: list[str]) -> dict[str, Ward]:
    """The ward of each postcode that has one. One query."""
    known = Postcode.objects.filter(pk__in=postcodes, ward__isnull=False).select_related("ward").defer("ward__boundary")
    return {postcode.code: postcode.ward for postcode in known if postcode.ward}


def _features(path: Path) -> list[dict[str, Any]]:
    try:
        features = json.loads(path.read_text(encoding="utf-8"))["features"]
    except (ValueError, KeyError, TypeError) as error:
        raise Refused(f"“{path.name}” is no GeoJSON file of boundaries.") from error
    if not features:
        raise Refused(f"“{path.name}” holds no boundaries.")
    return features


def _ward(feature: dict[str, Any]) -> Ward:
    try:
        boundary = GEOSGeometry(json.dumps(feature["geometry"]), srid=4326)
        whole = MultiPolygon(boundary) if isinstance(boundary, Polygon) else boundary
        if not isinstance(whole, MultiPolygon):
            raise Refused(f"A ward is drawn as {boundary.geom_type}, not as an area.")
        return Ward(code=_property(feature, CODE), name=_property(feature, NAME), boundary=whole)
    except (KeyError, StopIteration, GEOSException, GDALException) as error:
        raise Refused("Each boundary needs its code and its name, such as WD24CD and WD24NM.") from error


def _property(feature: dict[str, Any], pattern: str) -> str:
    return next(value for name, value in feature["properties"].items() if re.fullmatch(pattern, name))
