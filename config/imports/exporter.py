"""The one writer of csv and xlsx. Whatever a cell holds, no spreadsheet program runs it when the file is opened.

A text that begins as a formula does (= + - @, plain or full width, also behind spaces, or a tab, a line end, a NUL)
gets an apostrophe before it in csv; in a workbook it is stored as text, where it is inert. Numbers stay numbers.
Source: OWASP, "CSV Injection".
"""

import csv
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO, StringIO

from django.utils.timezone import is_aware, make_naive
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

Cell = str | int | float | Decimal | date | datetime | None

DAY, MOMENT = "%d/%m/%Y", "%d/%m/%Y %H:%M"
FORMATS = {
    "bold": {"bold": True},
    "day": {"num_format": "dd/mm/yyyy"},
    "moment": {"num_format": "dd/mm/yyyy hh:mm"},
}
FORMULA = re.compile(r"[\s\ufeff\u200b-\u200f\u2060]*[=+\-@＝＋－＠﹢﹣﹦﹫]|[\t\r\n\0]")
NOT_IN_A_FILE = re.compile(r"[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
OTHER_SEPARATORS = (";", "\t", "|")
LONGEST_IN_EXCEL = 32_767
MADE_AT = datetime(2000, 1, 1, tzinfo=UTC)
"""Stands in the workbook's properties, so that the same rows give the same bytes."""


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet: a name of at most 31 characters, its headings, and its rows in their order."""

    name: str
    columns: Sequence[str]
    rows: Iterable[Sequence[Cell]]


def csv_bytes(columns: Sequence[str], rows: Iterable[Sequence[Cell]], *, for_excel: bool = False) -> bytes:
    """A csv file in UTF-8: headings, then rows; days as dd/mm/yyyy. `for_excel` marks the encoding (BOM) for it.

    A row with a separator of other countries is put in quotes throughout, so that no program cuts a text in two.
    """
    text = StringIO(newline="")
    plain, quoted = csv.writer(text), csv.writer(text, quoting=csv.QUOTE_NONNUMERIC)
    for row in (columns, *rows):
        cells = [_csv_cell(cell) for cell in row]
        writer = quoted if any(mark in str(cell) for cell in cells for mark in OTHER_SEPARATORS) else plain
        writer.writerow(cells)
    return text.getvalue().encode("utf-8-sig" if for_excel else "utf-8")


def xlsx_bytes(tables: Iterable[Table]) -> bytes:
    """A workbook with one sheet a table, headings in bold and kept in view. A text over 32,767 characters is cut."""
    file = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with Workbook(file, options) as book:
        book.set_properties({"created": MADE_AT})
        formats = {name: book.add_format(look) for name, look in FORMATS.items()}
        for table in tables:
            _write_sheet(book.add_worksheet(table.name), table, formats)
    return file.getvalue()


def _write_sheet(sheet: Worksheet, table: Table, formats: dict[str, Format]) -> None:
    for column, heading in enumerate(table.columns):
        sheet.write_string(0, column, _text(heading), formats["bold"])
    for number, row in enumerate(table.rows, start=1):
        for column, cell in enumerate(row):
            _write_cell(sheet, number, column, cell, formats)
    sheet.freeze_panes(1, 0)
    sheet.autofit()


def _write_cell(sheet: Worksheet, row: int, column: int, cell: Cell, formats: dict[str, Format]) -> None:
    if isinstance(cell, datetime):
        sheet.write_datetime(row, column, _local(cell), formats["moment"])
    elif isinstance(cell, date):
        sheet.write_datetime(row, column, cell, formats["day"])
    elif isinstance(cell, str):
        sheet.write_string(row, column, _text(cell)[:LONGEST_IN_EXCEL])
    elif cell is not None:
        sheet.write_number(row, column, cell)


def _csv_cell(cell: Cell) -> str | int | float | Decimal | None:
    if isinstance(cell, datetime):
        return _local(cell).strftime(MOMENT)
    if isinstance(cell, date):
        return cell.strftime(DAY)
    if cell is None or isinstance(cell, int | float | Decimal):
        return cell
    text = _text(cell)  # whatever else somebody hands in is written as its words, and those may begin as a formula
    return f"'{text}" if FORMULA.match(str(cell)) or FORMULA.match(text) else text


def _text(text: str) -> str:
    """Without the characters that no csv reader and no workbook takes. Also makes a plain text of a lazy one."""
    return NOT_IN_A_FILE.sub("", str(text))


def _local(moment: datetime) -> datetime:
    """The time on the wall here: a workbook knows no time zones."""
    return make_naive(moment) if is_aware(moment) else moment
