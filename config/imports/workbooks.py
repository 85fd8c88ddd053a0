"""Rows of text from xlsx and xls workbooks, after a look that the file cannot hurt us."""

import re
import zipfile
import zlib
from collections.abc import Callable, Sequence
from datetime import date, datetime
from io import BytesIO
from typing import Any

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from config.imports.delimited import check_rows
from config.imports.sheet_error import SheetError

LARGEST_UNPACKED = 200 * 1024 * 1024  # bytes of all parts of a workbook together
MOST_CELLS = 10_000_000  # the reader sets aside memory for every cell up to the last one in use
TAG = re.compile(rb"<(?:\w+:)?(c|row)(\s[^<>]*)?>")  # never past the next "<": the time stays linear
PLACE = re.compile(rb"\br=[\"']([A-Za-z]{0,3})(\d{1,7})[\"']")
OTHER_KINDS = ("workbook.bin", "content.xml")  # xlsb and ods, whose extent we cannot check
Rows = list[list[str]]


def check_archive(content: bytes, name: str) -> None:
    """Raises SheetError if the unpacked workbook would be too large, is damaged, or has a cell absurdly far out."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            if sum(part.file_size for part in archive.infolist()) > LARGEST_UNPACKED:
                raise SheetError(f"“{name}” is too large when unpacked. Please send only the sheet that is needed.")
            if archive.testzip():  # reads every part: a part larger than it says fails its checksum
                raise SheetError(_damaged(name))
            if any(part.endswith(OTHER_KINDS) for part in archive.namelist()):
                raise SheetError(f"“{name}” is another kind of workbook. Please save it as .xlsx or .csv.")
            for part in archive.namelist():
                _check_extent(archive.read(part), name)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, zlib.error) as problem:
        raise SheetError(_damaged(name)) from problem


def _check_extent(part: bytes, name: str) -> None:
    last = {b"c": (1, 0), b"row": (1, 0)}
    without_place = False
    for tag, said in TAG.findall(part):
        place = PLACE.search(said)
        without_place |= tag == b"c" and place is None
        if place and not (tag == b"c" and said.endswith(b"/")):
            column, row = last[tag]
            last[tag] = max(column, _column_number(place[1])), max(row, int(place[2]))
    (column, row), (_, named) = last[b"c"], last[b"row"]
    if max(row, named if without_place else 0) * column > MOST_CELLS:
        raise SheetError(f"“{name}” has a cell very far from the others. Please delete the empty rows and columns.")


def _column_number(letters: bytes) -> int:
    """1 for A, 27 for AA."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def _damaged(name: str) -> str:
    return f"“{name}” is damaged or not a workbook. Please open it, save it again as .xlsx or .csv, and send that."


def read_workbook(
    content: bytes, name: str, sheet: str | None, choose: Callable[[Sequence[Rows]], int]
) -> tuple[str, Rows]:
    """The name and all rows of one sheet: the named one, or the one that `choose` picks from the tops of all."""
    if content.startswith(b"PK"):
        check_archive(content, name)
    try:
        with CalamineWorkbook.from_filelike(BytesIO(content)) as book:
            sheets = [book.get_sheet_by_name(title) for title in _titles(book, name, sheet)]
            tops = [_rows(one, 40) for one in sheets]
            chosen = sheets[choose(tops)]
            check_rows(chosen.total_height, name)
            return chosen.name, _rows(chosen, None)
    except PasswordError as problem:
        raise SheetError(f"“{name}” has a password. Please save it without one and send it again.") from problem
    except (CalamineError, OSError) as problem:
        raise SheetError(_damaged(name)) from problem


def _titles(book: CalamineWorkbook, name: str, sheet: str | None) -> list[str]:
    of_cells = [one for one in book.sheets_metadata if one.typ == SheetTypeEnum.WorkSheet]
    if sheet is not None:
        if sheet not in [one.name for one in of_cells]:
            raise SheetError(
                f"“{name}” has no sheet called “{sheet}”. It has: {', '.join(one.name for one in of_cells)}."
            )
        return [sheet]
    shown = [one.name for one in of_cells if one.visible == SheetVisibleEnum.Visible]
    if not shown:
        raise SheetError(f"“{name}” holds no sheet that can be seen.")
    return shown


def _rows(sheet: CalamineSheet, most: int | None) -> Rows:
    """All rows from the very first row and column on, so that a row's place is its number in the file."""
    return [[TEXT[type(cell)](cell) for cell in row] for row in sheet.to_python(skip_empty_area=False, nrows=most)]


def _number(value: float) -> str:
    return str(int(value)) if value.is_integer() else repr(value)


def _moment(value: datetime) -> str:
    """ISO; the time is left out at midnight, where spreadsheets put plain dates."""
    at_midnight = (value.hour, value.minute, value.second, value.microsecond) == (0, 0, 0, 0)
    return value.date().isoformat() if at_midnight else value.isoformat(sep=" ")


class _Texts(dict[type, Callable[[Any], str]]):
    def __missing__(self, kind: type) -> Callable[[Any], str]:
        return str


TEXT = _Texts({str: str.strip, float: _number, datetime: _moment, date: date.isoformat})
