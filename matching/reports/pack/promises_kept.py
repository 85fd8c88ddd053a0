"""What employers and council departments promised, and what became of it (E5); places kept for care leavers."""

from collections.abc import Sequence
from dataclasses import dataclass

from employers.models import Employer
from matching.reports.figures import Share
from matching.reports.pack.ledger import Ledger, Printed, percent_of, whole
from matching.reports.pack.period import Period
from matching.reports.pack.tree import Cell, Column, Section, Table
from matching.reports.promises import (
    Department,
    Promises,
    PromisesOf,
    departments,
    promises_by_employer,
    promises_by_event,
    totals,
)
from opportunities.models import Pledge

LONGEST = 25
KEPT_ALL = ("kept",)
COLUMNS = (
    Column("Pledges", "number"), Column("Promised", "number"), Column("In offers now", "number"),
    Column("Kept", "people"), Column("Kept, %", "percent"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class PromisesKept:
    """Promises until the day, by event, by employer and by council department."""

    by_event: Sequence[PromisesOf]
    by_employer: Sequence[PromisesOf]
    departments: Sequence[Department]

    @classmethod
    def until(cls, period: Period) -> "PromisesKept":
        pledges = Pledge.objects.filter(council=period.council, pledged_on__lte=period.day)
        employers = Employer.objects.filter(council=period.council)
        others = pledges.exclude(employer__kind=Employer.Kind.COUNCIL_DEPARTMENT)
        return cls(
            promises_by_event(pledges), promises_by_employer(others), departments(employers, pledges, period.day)
        )

    @property
    def all(self) -> Promises:
        return totals(self.by_event)

    def enter(self, ledger: Ledger) -> None:
        """Kept places are people who took them."""
        ledger.enter(KEPT_ALL, self.all.kept)
        events = {str(number): row.promises.kept for number, row in enumerate(self.by_event)}
        ledger.enter_parts("kept_event", events, KEPT_ALL)
        offered = {str(number): row.promises.kept for number, row in enumerate(self.departments)}
        employers = {str(number): row.promises.kept for number, row in enumerate(self.by_employer)}
        parts = [ledger.enter(("kept_department", key), kept) for key, kept in offered.items()]
        parts += [ledger.enter(("kept_employer", key), kept) for key, kept in employers.items()]
        ledger.add_up(parts, KEPT_ALL)

    def section(self, shown: Printed) -> Section:
        total = self.all
        says = (
            f"Employers and departments promised {total.promised:,} places and things that help. So far "
            f"{total.drafted:,} of them are in offers that people can take, and {shown.said(*KEPT_ALL)} are kept: "
            "somebody took the place, or it was given.",
            *self._nothing(),
        )
        tables = (self._events(shown), self._departments(shown), self._employers(shown))
        return Section("promises", "Promises", says=says, tables=tables)

    def _nothing(self) -> list[str]:
        without = [row.employer.name for row in self.departments if row.has_nothing]
        return [f"Departments that have offered nothing yet: {', '.join(without)}."] if without else []

    def _events(self, shown: Printed) -> Table:
        rows = [
            (Cell(row.label), *_cells(row.promises, ("kept_event", str(number)), shown))
            for number, row in enumerate(self.by_event)
        ]
        last = (Cell("All"), *_cells(self.all, KEPT_ALL, shown))
        return Table("promises_by_event", "By event", (Column("Event"), *COLUMNS), (*rows, last))

    def _departments(self, shown: Printed) -> Table:
        rows = tuple(
            (Cell(row.employer.name), *_cells(row.promises, ("kept_department", str(number)), shown),
             whole(row.open_places))
            for number, row in enumerate(self.departments)
        )  # fmt: skip
        columns = (Column("Department"), *COLUMNS, Column("Places open now", "number"))
        return Table("departments", "The family business: council departments", columns, rows)

    def _employers(self, shown: Printed) -> Table:
        rows = tuple(
            (Cell(row.label), *_cells(row.promises, ("kept_employer", str(number)), shown))
            for number, row in enumerate(self.by_employer[:LONGEST])
        )
        note = f"The {LONGEST} who promised most." if len(self.by_employer) > LONGEST else ""
        return Table("promises_by_employer", "By employer", (Column("Employer"), *COLUMNS), rows, note)


def _cells(promises: Promises, key: tuple[str, ...], shown: Printed) -> tuple[Cell, ...]:
    kept = shown.number(*key)
    percent = percent_of(None if kept is None else Share(kept, promises.promised)) if promises.promised else Cell("")
    numbers = (promises.pledges, promises.promised, promises.drafted)
    return (*(whole(number) for number in numbers), shown.cell(*key), percent)
