"""Earlier months beside this one, who came into EET and left it since the last, and for how long people have waited."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Subquery, Value
from django.db.models.functions import Coalesce

from aspirations.people.querysets import spells_on
from aspirations.spells.activity import NO_INFORMATION, group
from matching.reports.figures import NeetLength, Position, cohort, figures, months_neet
from matching.reports.pack.ledger import ALL, NOW, STATES, Key, Ledger, Printed
from matching.reports.pack.period import Period
from matching.reports.pack.standing_tables import FOUR, PEOPLE
from matching.reports.pack.tree import Cell, Chart, Column, Point, Section, Table

LENGTHS = {
    0: "Less than 3 months",
    3: "3 to 5 months",
    6: "6 to 11 months",
    12: "12 to 23 months",
    24: "2 years or more",
}
"""The fewest full months of each band."""
INTO, OUT, AT_LEAST = ("into",), ("out",), ("at_least",)
Moves = dict[tuple[str, str], int]
"""How many people were in one state before and are in another now."""


@dataclass(frozen=True, slots=True)
class Months:
    """Positions by month, oldest first, without this one; `moves` since the last day of the month before."""

    period: Period
    earlier: dict[str, Position]
    moves: Moves
    lengths: Sequence[NeetLength]

    @classmethod
    def to(cls, period: Period) -> "Months":
        found = {f"{day:%Y-%m}": figures(cohort(period.council, day), day).position for day in period.earlier}
        known = {month: position for month, position in sorted(found.items()) if position.known}
        lengths = months_neet(cohort(period.council, period.day), period.day)
        return cls(period, known, _moves(period), list(lengths.values()))

    @property
    def compares(self) -> bool:
        """Whether anything is known of the month before."""
        return f"{self.period.before:%Y-%m}" in self.earlier

    # Counts

    def enter(self, ledger: Ledger) -> None:
        for month, position in self.earlier.items():
            ledger.enter_position(("month", month), position)
        if self.compares:
            self._enter_moves(ledger)
        bands = Counter(_band(length) for length in self.lengths)
        ledger.enter_parts("length", {words: bands[words] for words in LENGTHS.values()}, (*NOW, "neet"))
        at_least = sum(length.at_least for length in self.lengths)
        exactly = ledger.enter(("exactly",), len(self.lengths) - at_least, kept_back=True)
        ledger.add_up([ledger.enter(AT_LEAST, at_least), exactly], (*NOW, "neet"))

    def _enter_moves(self, ledger: Ledger) -> None:
        """Everyone alive now, by state before and now; who died between is told to nobody."""
        was = ("month", f"{self.period.before:%Y-%m}")
        for before in STATES:
            row = [ledger.enter(("move", before, now), self.moves.get((before, now), 0)) for now in STATES]
            gone = ledger.counts[*was, before] - sum(ledger.counts[key] for key in row)
            ledger.add_up([*row, ledger.enter(("gone", before), gone, kept_back=True)], (*was, before))
        for now in STATES:
            ledger.add_up([("move", before, now) for before in STATES], (*NOW, now))
        into = [("move", "neet", "eet"), ("move", "unknown", "eet")]
        out = [("move", "eet", "neet"), ("move", "eet", "unknown")]
        ledger.add_up(into, ledger.enter(INTO, sum(ledger.counts[key] for key in into)))
        ledger.add_up(out, ledger.enter(OUT, sum(ledger.counts[key] for key in out)))

    # Sections

    def changed(self, shown: Printed) -> Section:
        """Earlier months, and what changed since the last."""
        tables = (self._trend(shown), *([self._moved(shown)] if self.compares else []))
        says = (
            self._said(shown) if self.compares else ("Nothing is known of the month before, so nothing is compared.",)
        )
        return Section("months", "What changed", says=says, charts=self._lines(shown), tables=tables)

    def waited(self, shown: Printed) -> Section:
        says = [f"{shown.said(*NOW, 'neet').capitalize()} young people are not in EET.", *self._longest(shown)]
        if at_least := shown.number(*AT_LEAST):
            says.append(f"For {at_least:,} of them we only know that it is at least so long.")
        rows = tuple((Cell(words), shown.cell("length", words)) for words in LENGTHS.values())
        table = Table(
            "how_long", "How long people have not been in EET", (Column("How long"), PEOPLE),
            (*rows, (Cell("All"), shown.cell(*NOW, "neet"))),
            "Full months in a row without education, work or training, on the day of the position.",
        )  # fmt: skip
        return Section("how_long", "How long", says=tuple(says), charts=_bars(table), tables=(table,))

    # Parts of them

    def _said(self, shown: Printed) -> tuple[str, ...]:
        into, out = shown.number(*INTO), shown.number(*OUT)
        since = f"Since {self.period.before:%-d %B %Y}"
        first = f"{since}, {shown.said(*INTO)} came into EET and {shown.said(*OUT)} left it"
        if into is None or out is None:
            return (f"{first}.",)
        net = "as many as before" if into == out else f"{abs(into - out):,} {'more' if into > out else 'fewer'}"
        return (f"{first}: {net} in EET.",)

    def _trend(self, shown: Printed) -> Table:
        keys: list[tuple[str, Key]] = [(_in_words(month), ("month", month)) for month in self.earlier]
        keys.append((f"{self.period.month:%B %Y}", NOW))
        rows = tuple(
            (Cell(words), *(shown.cell(*key, state) for state in (*STATES, ALL)),
             shown.percent((*key, "eet"), (*key, ALL)))
            for words, key in keys
        )  # fmt: skip
        columns = (Column("Month"), *FOUR, Column("In EET, %", "percent"))
        note = "On the last day of each month, counted anew. Who came to the service later counts as not known before."
        return Table("by_month", "Month by month", columns, rows, note)

    def _moved(self, shown: Printed) -> Table:
        rows = tuple(
            (Cell(f"Was {in_a_sentence(words)}"), *(shown.cell("move", before, now) for now in STATES))
            for before, words in STATES.items()
        )
        columns = (Column(f"On {self.period.before:%-d %B %Y}"), *(
            Column(f"Is {in_a_sentence(words)}", "people") for words in STATES.values()))  # fmt: skip
        return Table("changed", "What changed this month", columns, rows)

    def _lines(self, shown: Printed) -> tuple[Chart, ...]:
        table = self._trend(shown)
        points = tuple(
            Point(row[0].text[:3], words, cell.number)
            for row in table.rows
            for words, cell in zip(STATES.values(), row[1:4], strict=True)
            if cell.number is not None
        )
        if len(table.rows) < 2 or not points:
            return ()
        first, last = table.rows[0], table.rows[-1]
        says = f"In EET: {first[1].text} in {first[0].text}, {last[1].text} in {last[0].text}. The table below has all."
        return (Chart("months", "months", says, points),)

    def _longest(self, shown: Printed) -> list[str]:
        year = [shown.number("length", LENGTHS[months]) for months in (12, 24)]
        if not self.lengths or None in year:
            return []
        long = sum(number or 0 for number in year)
        return [f"{long:,} of them for a year or more."]


def _moves(period: Period) -> Moves:
    """One query: everyone counted now, by code on the last day of the month before and on the day."""

    def code(spells):
        return Coalesce(Subquery(spells.values("activity")[:1]), Value(NO_INFORMATION))

    people = cohort(period.council, period.day).order_by()
    rows = people.annotate(was=code(spells_on(period.before)), now=code(spells_on(period.day)))
    moves: Counter[tuple[str, str]] = Counter()
    for was, now, people_moved in rows.values_list("was", "now").annotate(people=Count("pk")):
        moves[group(was), group(now)] += people_moved
    return dict(moves)


def in_a_sentence(words: str) -> str:
    return words[0].lower() + words[1:]


def _in_words(month: str) -> str:
    return f"{date.fromisoformat(f'{month}-01'):%B %Y}"


def _band(length: NeetLength) -> str:
    return next(words for months, words in reversed(LENGTHS.items()) if length.months >= months)


def _bars(table: Table) -> tuple[Chart, ...]:
    points = tuple(Point(row[0].text, "People", row[1].number) for row in table.rows[:-1] if row[1].number is not None)
    return (Chart(table.code, "bars", f"{table.caption}. The table below has the numbers.", points),) if points else ()
