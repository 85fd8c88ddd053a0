"""What became of what was promised (R2, E5, P6): the funnel from events to lasting work, and the places kept.

Plain numbers up to a day, for whoever prints them; counts of people are exact here and hidden where they are shown.
Only what counts as EET is a start: never an enabler, never a stepping stone.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Q, QuerySet, Sum

from config.accounts.models import Council
from config.reference.models import PlacesTarget
from employers.models import BusinessEvent
from matching.placements.actions import NEVER_STARTED
from matching.placements.models import EetPlacement
from matching.reports.lasting import Begun, Lasting, begun, lasting
from matching.reports.promises import ALL_YEAR
from opportunities.models import Opportunity, Pledge
from opportunities.querysets import NOT_OFFERED_YET
from opportunities.vocabulary.kinds import kinds

NO_PLEDGE = "Offered without a pledge"
RING_FENCED = Q(ring_fenced=True) | Q(kind="council_ringfenced")


@dataclass(frozen=True, slots=True)
class FunnelRow:
    """One event, what was pledged at none, or what no pledge stands behind. Places and starts are of EET kinds alone.

    `lasted` by moment: weeks 13, 26 and 52, each with those due and those known.
    """

    label: str
    pledges: int = 0
    promised: int = 0
    opportunities: int = 0
    places: int = 0
    starts: int = 0
    lasted: dict[str, Lasting] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Funnel:
    """`rows`: newest event first, then the rest; their starts add up to those of `all`."""

    events: int
    rows: Sequence[FunnelRow]
    all: FunnelRow


def funnel(council: Council, day: date) -> Funnel:
    """From events to lasting work, up to a day. The number of queries does not grow with the rows."""
    pledged = _pledged(council, day)
    offered, starts = _offered(council), _by_origin(begun(council, day))
    events = BusinessEvent.objects.filter(council=council, held_on__lte=day).order_by("-held_on")
    names: dict[Origin, str] = {event.pk: event.name for event in events}
    number = len(names)
    names |= {NOWHERE: ALL_YEAR, None: NO_PLEDGE}
    rows = [_row(label, pledged.get(at), offered.get(at), starts[at]) for at, label in names.items()]
    shown = [row for row in rows if row.label in names.values() and (row.pledges or row.opportunities or row.starts)]
    every = [one for of_origin in starts.values() for one in of_origin]
    total = FunnelRow(
        "All", **{name: sum(getattr(row, name) for row in rows) for name in SUMMED}, lasted=lasting(every)
    )
    return Funnel(number, shown, total)


SUMMED = ("pledges", "promised", "opportunities", "places", "starts")
NOWHERE = 0
"""A pledge made at no event."""
Origin = int | None
"""The pk of the event that a pledge came from; NOWHERE; or None where there is no pledge."""


def _origin(pledge: int | None, event: int | None) -> Origin:
    return None if pledge is None else event or NOWHERE


def _pledged(council: Council, day: date) -> dict[Origin, tuple[int, int]]:
    """Pledges and what they promised, by event."""
    rows = Pledge.objects.filter(council=council, pledged_on__lte=day).order_by().values_list("event")
    found = rows.annotate(number=Count("pk"), promised=Sum("quantity_pledged"))
    return {event or NOWHERE: (number, promised) for event, number, promised in found}


def _offered(council: Council) -> dict[Origin, tuple[int, int]]:
    """Opportunities that went live at some time, and their places, of EET kinds."""
    rows = _of_eet_kinds(Opportunity.objects.filter(council=council)).exclude(state__in=NOT_OFFERED_YET).order_by()
    sums: dict[Origin, tuple[int, int]] = {}
    for pledge, event, places in rows.values_list("pledge", "pledge__event", "places"):
        origin = _origin(pledge, event)
        number, sum_of_places = sums.get(origin, (0, 0))
        sums[origin] = (number + 1, sum_of_places + places)
    return sums


def _of_eet_kinds(rows: QuerySet[Opportunity]) -> QuerySet[Opportunity]:
    return rows.filter(kind__in=[code for code, kind in kinds().items() if kind.counts_as_eet])


def _by_origin(rows: Sequence[Begun]) -> dict[Origin, list[Begun]]:
    pledges = {row.placement.opportunity.pledge_id for row in rows}
    events: dict[int | None, int | None] = dict(
        Pledge.objects.filter(pk__in=[pk for pk in pledges if pk]).values_list("pk", "event")
    )
    found: dict[Origin, list[Begun]] = defaultdict(list)
    for row in rows:
        pledge = row.placement.opportunity.pledge_id
        found[_origin(pledge, events.get(pledge or NOWHERE))].append(row)
    return found


def _row(
    label: str, pledged: tuple[int, int] | None, offered: tuple[int, int] | None, starts: Sequence[Begun]
) -> FunnelRow:
    return FunnelRow(label, *(pledged or (0, 0)), *(offered or (0, 0)), len(starts), lasting(starts))


# Places kept for care leavers


@dataclass(frozen=True, slots=True)
class KeptPlaces:
    """Of the months from `since` to the day: places kept, those filled by a start, and the target where one is set."""

    since: date
    target: int | None
    places: int
    filled: int

    @property
    def missing(self) -> int | None:
        """How many more starts the target needs; None without one."""
        return None if self.target is None else max(0, self.target - self.filled)


def kept_places(council: Council, day: date) -> KeptPlaces:
    """Ring-fenced starts since 1 April against the council's own target of the year, and what is kept open now."""
    since = date(day.year - (day.month < 4), 4, 1)
    rows = Opportunity.objects.filter(RING_FENCED, council=council).exclude(state__in=NOT_OFFERED_YET)
    starts = EetPlacement.objects.counting_as_eet().exclude(end_reason=NEVER_STARTED)
    filled = starts.filter(opportunity__in=rows, started_on__range=(since, day)).count()
    free = rows.open_on(day).aggregate(free=Sum("places") - Sum("places_taken"))["free"] or 0
    target = PlacesTarget.objects.on(day).filter(council=council).order_by("-valid_from").first()
    return KeptPlaces(since, target.places if target else None, free + filled, filled)
