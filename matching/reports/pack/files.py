"""The pack as files: a tagged PDF, a workbook with a sheet a table, a csv file a table. All from the kept tree."""

from collections.abc import Iterator, Sequence
from importlib import import_module

from config.imports import exporter
from config.refusal import Refused
from matching.reports.pack.models import MonthlyPack
from matching.reports.pack.page import document, standing_of
from matching.reports.pack.tree import Pack, Table

NO_PANGO = (
    "This machine cannot make a PDF: the library Pango is missing. Install it (on Debian: libpango-1.0-0 and "
    "libpangoft2-1.0-0); the web page and the workbook hold the same figures."
)


def pdf(kept: MonthlyPack) -> bytes:
    """PDF/UA-1: tagged, with language and title. Raises Refused where Pango is missing."""
    try:
        weasyprint = import_module("weasyprint")
    except OSError as error:
        raise Refused(NO_PANGO) from error
    return weasyprint.HTML(string=document(kept)).write_pdf(pdf_variant="pdf/ua-1")


def workbook(kept: MonthlyPack) -> bytes:
    """Sentences first, then a sheet for each table."""
    pack = kept.pack
    about = exporter.Table("About", (pack.title, ""), [(heading, words) for heading, words in said(kept)])
    tables = (
        exporter.Table(table.code[:31], [column.label for column in table.columns], _rows(table))
        for table in pack.tables
    )
    return exporter.xlsx_bytes([about, *tables])


def csv(table: Table) -> bytes:
    return exporter.csv_bytes([column.label for column in table.columns], _rows(table))


def said(kept: MonthlyPack) -> Iterator[tuple[str, str]]:
    """Every sentence of the pack with its heading."""
    pack: Pack = kept.pack
    yield "Council", pack.council
    yield "Position", pack.standfirst
    yield "State", standing_of(kept)
    for section in pack.sections:
        lines = (*section.says, *(f"{one.who}: {one.percent}. {one.says}" for one in section.standings))
        yield from ((section.heading, line) for line in (*lines, *section.checked))
        yield from ((section.heading, f"Does not add up: {line}") for line in section.off)


def _rows(table: Table) -> Sequence[Sequence[exporter.Cell]]:
    return [[cell.text if cell.number is None else cell.number for cell in row] for row in table.rows]
