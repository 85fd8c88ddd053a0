"""What young people who are not in EET hope for, beside what is open (E6): by career category and by area.

Places are those of kinds that count as EET. An area is the ward, or the district, of the postcode somebody gave.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from math import hypot

from django.contrib.gis.geos import Point
from django.db.models import Count, F, Sum

from aspirations.models import Aspiration, AspirationAudit
from aspirations.people.querysets import YoungPersonQuerySet
from config.places.districts import EAST_KM, NORTH_KM, areas_of, middles
from matching.reports.small_numbers import PrintedCount, printed, printed_parts
from opportunities.models import OpportunitySite
from opportunities.querysets import OpportunityQuerySet
from opportunities.vocabulary.career_categories import CATEGORIES
from opportunities.vocabulary.kinds import kinds

NEAR_KM = 5.0
NO_AREA = "Not known yet"


@dataclass(frozen=True, slots=True)
class Gap:
    """How many people want it and how many places there are, None where nobody can say. `people` as printed."""

    code: str
    label: str
    people: PrintedCount
    places: int | None

    @property
    def short(self) -> int | None:
        """How many more people than places; None where the people are too few to print, or the places not known."""
        if self.people.number is None or self.places is None:
            return None
        return max(0, self.people.number - self.places)

    @property
    def order(self) -> tuple[int, int, str]:
        """The largest gap first, what is hidden after it."""
        return (-(self.short or 0), -(self.people.number or 0), self.label)


@dataclass(frozen=True, slots=True)
class Demand:
    """`people`, `wishes` and `places` are the totals that stand above both tables."""

    people: PrintedCount
    wishes: PrintedCount
    places: int
    by_category: list[Gap]
    by_area: list[Gap]


def demand(people: YoungPersonQuerySet, opportunities: OpportunityQuerySet, day: date, *, areas: bool = True) -> Demand:
    """Of the people that the reader may see; the number of queries does not grow. Without `areas` none are counted."""
    neet = people.alive().neet_on(day)
    counting = [kind.code for kind in kinds().values() if kind.counts_as_eet]
    offers = opportunities.open_on(day).filter(kind__in=counting)
    current = AspirationAudit.objects.current().filter(person__in=neet)
    wished = Aspiration.objects.filter(audit__in=current, reading=Aspiration.Reading.WISH)
    places = places_by_category(offers)
    rows = (
        wished.order_by().values("category").annotate(wishes=Count("pk"), people=Count("audit__person", distinct=True))
    )
    wishes = list(rows.values_list("category", "wishes", "people"))
    return Demand(
        people=printed(number := neet.count()),
        wishes=printed(sum(number for _, number, _ in wishes)),
        places=sum(places.values()),
        by_category=_by_category({category: people for category, _, people in wishes}, places),
        by_area=_by_area(current, offers, number) if areas else [],
    )


def places_by_category(offers: OpportunityQuerySet) -> dict[str, int]:
    rows = offers.order_by().values("category").annotate(free=Sum(F("places") - F("places_taken")))
    return dict(rows.values_list("category", "free"))


def _by_category(people: Mapping[str, int], places: Mapping[str, int]) -> list[Gap]:
    """Every category, the largest gap first. Somebody may have up to three wishes, so people do not add up."""
    shown = printed_parts([people.get(category.code, 0) for category in CATEGORIES])
    gaps = [
        Gap(category.code, category.label, count, places.get(category.code, 0))
        for category, count in zip(CATEGORIES, shown, strict=True)
    ]
    return sorted(gaps, key=lambda gap: gap.order)


def _by_area(current, offers: OpportunityQuerySet, everyone: int) -> list[Gap]:
    """Every area somebody lives in, and those whose area is not known: together everyone."""
    postcodes = Counter(current.values_list("postcode", flat=True))
    area_of = areas_of(postcodes)
    homes: Counter[str] = Counter()
    for postcode, (code, _) in area_of.items():
        homes[code] += postcodes[postcode]
    names = sorted(set(area_of.values()))
    shares = share_out(offers, homes)
    *shown, unknown = printed_parts([*(homes[code] for code, _ in names), everyone - homes.total()])
    gaps = [Gap(code, name, count, round(shares[code])) for (code, name), count in zip(names, shown, strict=True)]
    last = Gap("", NO_AREA, unknown, None)
    return [*sorted(gaps, key=lambda gap: gap.order), *([last] if unknown.number != 0 else [])]


def share_out(offers: OpportunityQuerySet, homes: Counter[str]) -> Counter[str]:
    """Each open place shared among the people within 5 km of it (anywhere, when done from home), by their area.

    Luo and Wang (2003), the two-step floating catchment area: a place that many live near is little for each.
    """
    free = {offer.pk: offer.places_left for offer in offers}
    near: dict[int, set[str]] = {offer.pk: set(homes) if offer.is_remote else set() for offer in offers}
    where = middles(homes)
    rows = OpportunitySite.objects.filter(opportunity__in=free, location__isnull=False)
    for pk, point in rows.values_list("opportunity", "location"):
        assert point is not None
        near[pk] |= {name for name, middle in where.items() if _km(middle, point) <= NEAR_KM}
    shares: Counter = Counter()
    for pk, areas in near.items():
        people = sum(homes[name] for name in areas)
        for name in areas:
            shares[name] += free[pk] * homes[name] / people
    return shares


def _km(middle: tuple[float, float], point: Point) -> float:
    east, north = middle
    return hypot((point.x - east) * EAST_KM, (point.y - north) * NORTH_KM)
