"""One advert of a feed, whatever its format, and what the formats have in common."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.gis.geos import Point

from config.imports.report import Problem
from employers.models import Employer
from opportunities.imports.json_values import number_of, text_of
from opportunities.imports.offer import Ask, Site
from opportunities.imports.plain_text import plain_text
from opportunities.imports.sites import KnownPostcodes

LONGEST_TITLE = 150
LONGEST_REFERENCE = 100
NOT_NAMED = "Employer not named in the advert"
UNITED_KINGDOM = {"longitude": (-9, 2.5), "latitude": (49, 61.5)}


@dataclass(frozen=True, slots=True)
class Place:
    """A place as an advert gives it: words with or without a postcode, and perhaps a position of its own."""

    words: str
    longitude: Any = None
    latitude: Any = None


@dataclass(frozen=True, slots=True)
class Vacancy:
    """What an advert says; `facts` are fields of Opportunity. `unread`: what is said and cannot be read."""

    reference: str
    employer: str
    facts: Mapping[str, Any]
    places: tuple[Place, ...] = ()
    asks: tuple[Ask, ...] = ()
    unread: tuple[Problem, ...] = ()
    employer_kind: str = Employer.Kind.BUSINESS


def also_said(record: Mapping[str, Any], read: Iterable[str]) -> dict[str, Any]:
    """The fields of a record that have no home here."""
    known = frozenset(read)
    return {name: value for name, value in record.items() if name not in known and value not in (None, "", [], {})}


def site_of(place: Place, postcodes: KnownPostcodes) -> Site:
    """Where the postcode is, or else where the advert says, or else only the words."""
    site = postcodes.site(place.words)
    return site if site.location else Site(site.address, site.postcode, point_of(place.longitude, place.latitude))


def point_of(longitude: Any, latitude: Any) -> Point | None:
    """A point from two numbers, if they lie in the United Kingdom: 0, 0 is no place of work."""
    x, y = number_of(longitude), number_of(latitude)
    if x is None or y is None:
        return None
    (west, east), (south, north) = UNITED_KINGDOM["longitude"], UNITED_KINGDOM["latitude"]
    return Point(float(x), float(y), srid=4326) if west <= x <= east and south <= y <= north else None


def address_of(parts: Iterable[Any]) -> str:
    """Parts of an address as one line, each once."""
    return ", ".join(dict.fromkeys(part for part in map(text_of, parts) if part))


def title_of(value: Any) -> str:
    return text_of(plain_text(value), LONGEST_TITLE) if isinstance(value, str) else ""
