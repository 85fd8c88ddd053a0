"""Promises and what became of them (E5): for each event, each employer and each council department.

A promise is kept when a young person takes the place it became, or when all of it is marked as kept. What was
withdrawn or lapsed was promised too, and counts.
"""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, F, IntegerField, Max, OuterRef, QuerySet, Subquery, Sum, When
from django.db.models.functions import Coalesce, Least

from employers.models import Employer
from matching.reports.figures import Share
from opportunities.models import Opportunity
from opportunities.querysets import PledgeQuerySet

OF_PROMISED = "promised"
ALL_YEAR = "All year round, at no event"


@dataclass(frozen=True, slots=True)
class Promises:
    """Sums over some pledges: `pledges` how many, the others their numbers of places or things."""

    pledges: int = 0
    promised: int = 0
    drafted: int = 0
    kept: int = 0

    def __add__(self, other: "Promises") -> "Promises":
        return Promises(
            self.pledges + other.pledges,
            self.promised + other.promised,
            self.drafted + other.drafted,
            self.kept + other.kept,
        )

    @property
    def left(self) -> int:
        return self.promised - self.drafted

    @property
    def share(self) -> Share:
        return Share(self.kept, self.promised, OF_PROMISED)


@dataclass(frozen=True, slots=True)
class PromisesOf:
    """The promises of one event or employer; `subject` is None for those made at no event."""

    label: str
    subject: Any
    promises: Promises


@dataclass(frozen=True, slots=True)
class Department:
    """A council department on the family-business board. `open_places`: also those that no pledge stands behind."""

    employer: Employer
    promises: Promises
    open_places: int
    last_pledged_on: date | None

    @property
    def has_nothing(self) -> bool:
        return not (self.promises.promised or self.open_places)


def with_kept(pledges: PledgeQuerySet) -> QuerySet:
    """Each pledge with `kept`: places that were taken, at most what was promised; all of it where marked as kept."""
    rows = Opportunity.objects.filter(pledge=OuterRef("pk")).order_by().values("pledge")
    taken = Coalesce(Subquery(rows.annotate(sum=Sum("places_taken")).values("sum")), 0)
    kept = Case(
        When(state="fulfilled", then=F("quantity_pledged")),
        default=Least(taken, F("quantity_pledged")),
        output_field=IntegerField(),
    )
    return pledges.annotate(kept=kept)


def promises_by_event(pledges: PledgeQuerySet) -> list[PromisesOf]:
    """The newest event first, then what was promised at none."""
    rows = with_kept(pledges).select_related("event")
    found = _summed(rows, lambda pledge: pledge.event)
    order = sorted(found, key=lambda event: event.held_on if event else date.min, reverse=True)
    return [PromisesOf(event.name if event else ALL_YEAR, event, found[event]) for event in order]


def promises_by_employer(pledges: PledgeQuerySet) -> list[PromisesOf]:
    """Whoever promised most first."""
    found = _summed(with_kept(pledges).select_related("employer"), lambda pledge: pledge.employer)
    order = sorted(found, key=lambda employer: (-found[employer].promised, employer.name))
    return [PromisesOf(employer.name, employer, found[employer]) for employer in order]


def departments(employers: QuerySet, pledges: PledgeQuerySet, day: date) -> list[Department]:
    """Every council department: those that offered nothing first, then by what is not kept yet."""
    of_council = employers.filter(kind=Employer.Kind.COUNCIL_DEPARTMENT).annotate(last=Max("pledges__pledged_on"))
    found = _summed(with_kept(pledges).filter(employer__in=of_council.values("pk")), lambda pledge: pledge.employer_id)
    open_ones = Opportunity.objects.open_on(day).filter(employer__in=of_council.values("pk")).order_by()
    free = open_ones.values("employer").annotate(free=Sum(F("places") - F("places_taken")))
    places = dict(free.values_list("employer", "free"))
    rows = [
        Department(one, found.get(one.pk, Promises()), places.get(one.pk, 0), one.last)
        for one in of_council.order_by("name")
    ]
    return sorted(rows, key=lambda row: (not row.has_nothing, row.promises.kept - row.promises.promised))


def totals(rows: Iterable[PromisesOf]) -> Promises:
    return sum((row.promises for row in rows), Promises())


def _summed(rows: Iterable[Any], key: Callable[[Any], Any]) -> dict[Any, Promises]:
    sums: dict[Hashable, Promises] = {}
    for pledge in rows:
        one = Promises(1, pledge.quantity_pledged, pledge.quantity_converted, pledge.kept)
        sums[key(pledge)] = sums.get(key(pledge), Promises()) + one
    return sums
