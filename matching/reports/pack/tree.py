"""What a pack says, once: sections of sentences, tables and charts. Page, PDF, workbook and csv are made of this tree.

It is kept as JSON with its version when it is drawn up, so that an agreed pack never changes.
"""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Literal

VERSION = 1
"""Of the shape below: raise it when a kept pack could no longer be read, and read the older one beside it."""
Kind = Literal["words", "people", "number", "percent"]


@dataclass(frozen=True, slots=True)
class Cell:
    """`text` is what is printed; `number` the same for a spreadsheet, None for words and for what is hidden."""

    text: str
    number: float | int | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """`people`: counts of young people, or of what belongs to one of them, never printed from 1 to 4."""

    label: str
    kind: Kind = "words"


@dataclass(frozen=True, slots=True)
class Table:
    """`code` names its sheet and its file. The first cell of a row heads it."""

    code: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Point:
    label: str
    series: str
    value: float | int


@dataclass(frozen=True, slots=True)
class Chart:
    """`says` is what somebody hears who does not see it. `marks`: targets, in percent. Hidden counts are no points."""

    code: str
    kind: Literal["share", "bars", "months"]
    says: str
    points: tuple[Point, ...]
    marks: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """One line of "where we stand": who, the share in EET, its sentence and its bar."""

    who: str
    percent: str
    says: str
    chart: Chart | None


@dataclass(frozen=True, slots=True)
class Section:
    """`says` are sentences a person could say aloud; `checked` and `off` what adds up and what does not."""

    code: str
    heading: str
    says: tuple[str, ...] = ()
    standings: tuple[Standing, ...] = ()
    checked: tuple[str, ...] = ()
    off: tuple[str, ...] = ()
    charts: tuple[Chart, ...] = ()
    tables: tuple[Table, ...] = ()


@dataclass(frozen=True, slots=True)
class Pack:
    """The figures of a council for a month: the position on `day`, and what happened from the first day to it."""

    council: str
    month: date
    day: date
    everyone: str
    sections: tuple[Section, ...]

    @property
    def title(self) -> str:
        return f"EET panel pack, {self.month:%B %Y}"

    @property
    def standfirst(self) -> str:
        return f"Position on {self.day:%-d %B %Y}. {self.everyone} young people in the service."

    @property
    def tables(self) -> list[Table]:
        return [table for section in self.sections for table in section.tables]

    @property
    def charts(self) -> Iterator[Chart]:
        for section in self.sections:
            yield from (standing.chart for standing in section.standings if standing.chart)
            yield from section.charts


def as_kept(pack: Pack) -> dict[str, Any]:
    """The pack as JSON."""
    return {"version": VERSION, **asdict(pack), "month": pack.month.isoformat(), "day": pack.day.isoformat()}


def as_drawn_up(kept: dict[str, Any]) -> Pack:
    """The pack that was kept."""
    return Pack(
        council=kept["council"],
        month=date.fromisoformat(kept["month"]),
        day=date.fromisoformat(kept["day"]),
        everyone=kept["everyone"],
        sections=tuple(_section(section) for section in kept["sections"]),
    )


def _section(kept: dict[str, Any]) -> Section:
    return Section(
        kept["code"],
        kept["heading"],
        says=tuple(kept["says"]),
        standings=tuple(
            Standing(**{**one, "chart": _chart(one["chart"]) if one["chart"] else None}) for one in kept["standings"]
        ),
        checked=tuple(kept["checked"]),
        off=tuple(kept["off"]),
        charts=tuple(_chart(one) for one in kept["charts"]),
        tables=tuple(_table(one) for one in kept["tables"]),
    )


def _chart(kept: dict[str, Any]) -> Chart:
    points = tuple(Point(**point) for point in kept["points"])
    return Chart(**{**kept, "points": points, "marks": tuple(kept["marks"])})


def _table(kept: dict[str, Any]) -> Table:
    columns = tuple(Column(**column) for column in kept["columns"])
    rows = tuple(tuple(Cell(**cell) for cell in row) for row in kept["rows"])
    return Table(**{**kept, "columns": columns, "rows": rows})
