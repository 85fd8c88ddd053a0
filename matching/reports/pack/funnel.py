"""From events to lasting work (R2, E5): pledges, places, people put forward, starts, and what lasted; kept places (R5).

Of all events until the day; people put forward, introduced and interviewed are counted since April, each person once.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from matching.nominations.models import NominationMove
from matching.reports.enablers import EnablerOutcome, enabler_outcomes
from matching.reports.figures import Share
from matching.reports.outcomes import Funnel, FunnelRow, KeptPlaces, funnel, kept_places
from matching.reports.pack.ledger import Key, Ledger, Printed, whole
from matching.reports.pack.period import Period
from matching.reports.pack.tree import Cell, Chart, Column, Point, Section, Table

STEPS = {
    "nominated": "People put forward", "introduced": "Introduced to an employer", "interview": "Interviewed",
    "offered": "Offered a place", "started": "Started",
}  # fmt: skip
WEEKS = {"week_13": "13 weeks", "week_26": "26 weeks", "week_52": "52 weeks"}
FATES = {"sustained": "Still there", "ended": "Ended before", "finished": "Finished as planned", "unknown": "Not known"}
STARTS, FILLED = ("starts",), ("filled",)


@dataclass(frozen=True, slots=True)
class FromEvents:
    """The funnel by event, its steps since April, places kept for care leavers, and what help did."""

    period: Period
    found: Funnel
    steps: dict[str, int]
    kept: KeptPlaces
    enablers: list[EnablerOutcome]

    @classmethod
    def until(cls, period: Period) -> "FromEvents":
        return cls(
            period,
            funnel(period.council, period.day),
            _steps(period),
            kept_places(period.council, period.day),
            enabler_outcomes(period.council, period.day),
        )

    # Counts

    def enter(self, ledger: Ledger) -> None:
        for step, people in self.steps.items():
            ledger.enter(("step_of_way", step), people)
        ledger.enter(STARTS, self.found.all.starts)
        ledger.enter_parts("starts_of", {str(place): row.starts for place, row in enumerate(self.found.rows)}, STARTS)
        for moment, lasted in self.found.all.lasted.items():
            ledger.enter(("lasted", moment, "due"), lasted.due)
            parts = [ledger.enter(("lasted", moment, fate), getattr(lasted, fate)) for fate in FATES]
            ledger.add_up(parts, ("lasted", moment, "due"))
        ledger.enter(FILLED, self.kept.filled)
        for one in self.enablers:
            for name in ("given", "due", "answered", "helped"):
                ledger.enter(("help", one.kind, name), getattr(one, name))

    # What is said

    def section(self, shown: Printed) -> Section:
        tables = [self._steps(shown), self._events(shown), self._lasted(shown), self._kept(shown)]
        if self.enablers:
            tables.append(self._help(shown))
        says = (f"Started through this service so far: {shown.said(*STARTS)}.", *self._says(shown))
        return Section(
            "funnel", "From events to lasting work", says=says, charts=_chart(tables[0]), tables=tuple(tables)
        )

    def _says(self, shown: Printed) -> Iterator[str]:
        for moment, words in WEEKS.items():
            still, known = shown.number("lasted", moment, "sustained"), self._known(shown, moment)
            if still is not None and known:
                yield f"After {words}, {still:,} of the {known:,} of whom it is known are still there."
        filled = shown.said(*FILLED)
        if self.kept.target is None:
            yield f"Kept places filled since April: {filled}. No target is set for them yet."
        else:
            yield f"Kept places filled since April: {filled}, of a target of {self.kept.target:,}."

    def _known(self, shown: Printed, moment: str) -> int | None:
        """Of how many it is known whether it lasted; None where a number in it is hidden."""
        keys = [("lasted", moment, fate) for fate in ("sustained", "ended")]
        return sum(shown.counts[key] for key in keys) if shown.all_shown(*keys) else None

    # Tables

    def _steps(self, shown: Printed) -> Table:
        rows = tuple((Cell(words), shown.cell("step_of_way", step)) for step, words in STEPS.items())
        note = f"Each person once, since {self.period.year_start:%-d %B %Y}. Stepping stones are among the starts here."
        return Table(
            "way", "From being put forward to a start", (Column("Step"), Column("People", "people")), rows, note
        )

    def _events(self, shown: Printed) -> Table:
        numbers = ("Pledges", "Promised", "EET opportunities", "EET places")
        columns = (Column("Event"), *(Column(words, "number") for words in numbers), Column("Started", "people"))
        rows: list[tuple[FunnelRow, Key]] = [
            (row, ("starts_of", str(place))) for place, row in enumerate(self.found.rows)
        ]
        rows.append((self.found.all, STARTS))
        note = "What is promised is everything, help included. Opportunities, places and starts: those that are EET."
        return Table(
            "funnel", "From event to start", columns, tuple(_event(row, key, shown) for row, key in rows), note
        )

    def _lasted(self, shown: Printed) -> Table:
        fates = (Column(words, "people") for words in FATES.values())
        columns = (Column("After"), Column("Day has come", "people"), *fates, Column("Still there, %", "percent"))
        rows = []
        for moment, words in WEEKS.items():
            known, still = self._known(shown, moment), shown.number("lasted", moment, "sustained")
            share = Share(still, known).percent if known and still is not None else None
            percent = Cell(str(share), float(share)) if share is not None else Cell("Not known yet")
            counts = (shown.cell("lasted", moment, name) for name in ("due", *FATES))
            rows.append((Cell(words), *counts, percent))
        note = "Of those of whom it is known. What nobody answered is not known, never a failure."
        return Table("lasted", "Does it last", columns, tuple(rows), note)

    def _kept(self, shown: Printed) -> Table:
        target = Cell("Not set yet") if self.kept.target is None else whole(self.kept.target)
        rows = ((Cell("Target of the year"), target), (Cell("Filled since April"), shown.cell(*FILLED)))
        columns = (Column("Kept for care leavers"), Column("Places", "people"))
        return Table("kept_places", "Places kept for care leavers", columns, rows)

    def _help(self, shown: Printed) -> Table:
        columns = (Column("Help"), Column("Given", "people"), Column("Asked about", "people"),
                   Column("Answered", "people"), Column("Did what it was for", "people"))  # fmt: skip
        rows = tuple(
            (Cell(one.label), *(shown.cell("help", one.kind, name) for name in ("given", "due", "answered", "helped")))
            for one in self.enablers
        )
        return Table("help", "Help beside work", columns, rows, "Followed, and never counted as EET.")


def _event(row: FunnelRow, key: Key, shown: Printed) -> tuple[Cell, ...]:
    numbers = (row.pledges, row.promised, row.opportunities, row.places)
    return (Cell(row.label), *(whole(number) for number in numbers), shown.cell(*key))


def _steps(period: Period) -> dict[str, int]:
    """How many people reached each step since April; one query."""
    rows = NominationMove.objects.filter(
        nomination__council=period.council, target__in=STEPS, occurred_at__date__gte=period.year_start,
        occurred_at__date__lte=period.day,
    ).order_by()  # fmt: skip
    reached = set(rows.values_list("target", "nomination__person").distinct())
    return {step: sum(target == step for target, _ in reached) for step in STEPS}


def _chart(table: Table) -> tuple[Chart, ...]:
    points = tuple(Point(row[0].text, "People", row[1].number) for row in table.rows if row[1].number is not None)
    return (Chart("way", "bars", f"{table.caption}. The table below has the numbers.", points),) if points else ()
