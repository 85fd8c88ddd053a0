"""The tree as a page shows it. The web page, the saved page and the PDF are one template with these."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils import timezone

from config.screens import tables as screens
from matching.reports.pack.charts import address_of
from matching.reports.pack.models import MonthlyPack
from matching.reports.pack.tree import Chart, Pack, Section, Standing, Table

Picture = tuple[str, str]
"""What the picture says, and its address."""


@dataclass(frozen=True, slots=True)
class ShownSection:
    section: Section
    standings: list[tuple[Standing, Picture | None]]
    charts: list[Picture]
    tables: list[screens.Table]


def shown(
    pack: Pack, pictures: Mapping[str, str], csv_of: Callable[[Table], str] = lambda table: ""
) -> list[ShownSection]:
    """Every section with its pictures and tables; `csv_of` gives the address of a table's file."""

    def picture(chart: Chart | None) -> Picture | None:
        return (chart.says, address_of(pictures[chart.code])) if chart and chart.code in pictures else None

    return [
        ShownSection(
            section,
            [(standing, picture(standing.chart)) for standing in section.standings],
            [found for chart in section.charts if (found := picture(chart))],
            [table_of(table, csv_of(table)) for table in section.tables],
        )
        for section in pack.sections
    ]


def table_of(table: Table, csv: str = "") -> screens.Table:
    columns = [
        screens.Column(column.label, number=column.kind != "words", heads=not place)
        for place, column in enumerate(table.columns)
    ]
    rows = [[cell.text for cell in row] for row in table.rows]
    return screens.Table(
        table.caption, columns, rows, order=table.note, empty="Nothing to count yet.", csv=csv, has_workbook=False
    )


def standing_of(kept: MonthlyPack) -> str:
    """Whether it is agreed, and by whom."""
    if kept.agreed_at is None or kept.agreed_by is None:
        return f"Draft of {timezone.localdate(kept.drawn_up_at):%-d %B %Y}, not agreed yet."
    version = f" Version {kept.version}: {kept.because}" if kept.because else ""
    return f"Agreed by {kept.agreed_by.name}, {timezone.localdate(kept.agreed_at):%-d %B %Y}.{version}"


def document(kept: MonthlyPack) -> str:
    """A page of its own: it needs no other file, and is what the PDF is made of."""
    pack = kept.pack
    return render_to_string(
        "pack/document.html", {"pack": pack, "standing": standing_of(kept), "sections": shown(pack, kept.pictures)}
    )
