"""Reading any sheet as text: csv, xlsx or xls, headings wherever they stand, each row with its number in the file."""

import hashlib
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from config.imports.delimited import read_delimited
from config.imports.sheet_error import SheetError
from config.imports.workbooks import Rows, read_workbook

__all__ = ["Sheet", "SheetError", "check_size", "read_file", "read_sheet"]

LARGEST_FILE = 20 * 1024 * 1024  # bytes
ROWS_ABOVE_HEADINGS = 30
WORKBOOK_STARTS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")  # xlsx, xls
Known = Callable[[Sequence[str]], int]


@dataclass(frozen=True, slots=True)
class Sheet:
    """`rows` are dictionaries by heading; `numbers[i]` is the place of `rows[i]` in the file, counted from 1."""

    name: str
    sheet: str
    columns: tuple[str, ...]
    rows: list[dict[str, str]]
    numbers: list[int]
    sha256: str


def filled(row: Sequence[str]) -> int:
    return sum(map(bool, row))


def read_sheet(source: Path | str | bytes, name: str, *, sheet: str | None = None, known: Known = filled) -> Sheet:
    """The rows below the headings, trimmed, without empty rows. Raises SheetError with a sentence for the sender.

    `known` counts the headings in a row that the caller knows: the row and, in a workbook, the sheet with the most
    are taken. `sheet` names the sheet instead. Dates come as ISO text, whole numbers without ".0".
    """
    content = _content(source, name)
    title, table = _table(content, name, sheet, known)
    headings_at = _headings_at(table, known)
    if headings_at is None:
        raise SheetError(f"“{name}” has no rows. Please check that it is the right file.")
    if not known(table[headings_at]):
        raise SheetError(
            f"No heading of this sheet was found in the first rows of “{name}”. Please put the headings above the rows."
        )
    columns = _columns(table, headings_at, name)
    rows, numbers = _filled_rows(table, headings_at, columns)
    digest = hashlib.sha256(content).hexdigest()
    return Sheet(name, title, tuple(columns), rows, numbers, digest)


def read_file(path: Path) -> bytes:
    """The bytes of a file. Raises SheetError before it is read when it is too large, OSError when it cannot be."""
    check_size(path.stat().st_size, path.name)
    return path.read_bytes()


def check_size(size: int, name: str) -> None:
    if size > LARGEST_FILE:
        raise SheetError(f"“{name}” is larger than 20 MB. Please send only the sheet that is needed.")


def _content(source: Path | str | bytes, name: str) -> bytes:
    content = source if isinstance(source, bytes) else read_file(Path(source))
    check_size(len(content), name)
    if not content.strip():
        raise SheetError(f"“{name}” is empty. Please check that it is the right file.")
    return content


def _table(content: bytes, name: str, sheet: str | None, known: Known) -> tuple[str, Rows]:
    if content.startswith(WORKBOOK_STARTS):
        return read_workbook(content, name, sheet, lambda tops: _fullest(tops, known))
    if name.casefold().endswith(".xlsx"):
        raise SheetError(f"“{name}” is not a workbook. Please open it, save it again as .xlsx or .csv, and send that.")
    return "", read_delimited(content, name)


def _fullest(tops: Sequence[Rows], known: Known) -> int:
    """The first sheet with the most known headings in one row."""
    counts = [max((known(row) for row in top[:ROWS_ABOVE_HEADINGS]), default=0) for top in tops]
    return counts.index(max(counts))


def _headings_at(table: Rows, known: Known) -> int | None:
    """The first row with (nearly) the most headings: a title above is narrower."""
    counts = [known(row) for row in table[:ROWS_ABOVE_HEADINGS]]
    if not any(map(filled, table)):
        return None
    most = max(counts)
    wide_enough = (most - 1) if known is not filled else most / 2
    return next((place for place, count in enumerate(counts) if count > wide_enough and filled(table[place])), 0)


def _columns(table: Rows, headings_at: int, name: str) -> dict[str, int]:
    """Heading to place. Empty columns are left out."""
    headings = [" ".join(heading.split()) for heading in table[headings_at]]
    twice = [heading for heading, count in Counter(filter(None, headings)).items() if count > 1]
    if twice:
        raise SheetError(f"“{name}” has two columns called “{twice[0]}”. Please rename or delete one of them.")
    headed = {place for place, heading in enumerate(headings) if heading}
    for number, row in enumerate(table[headings_at + 1 :], headings_at + 2):
        stray = next((place for place in range(len(row)) if place not in headed and row[place]), None)
        if stray is not None:
            where = f"row {number}, column {_letters(stray)}"
            raise SheetError(f"“{name}” has a value without a heading ({where}). Please give the column a heading.")
    return {headings[place]: place for place in sorted(headed)}


def _letters(place: int) -> str:
    """A for 0, AA for 26."""
    letters = ""
    while place >= 0:
        letters = chr(65 + place % 26) + letters
        place = place // 26 - 1
    return letters


def _filled_rows(table: Rows, headings_at: int, columns: dict[str, int]) -> tuple[list[dict[str, str]], list[int]]:
    rows, numbers = [], []
    for number, row in enumerate(table[headings_at + 1 :], headings_at + 2):
        if any(row):
            width = len(row)
            rows.append({heading: row[place] if place < width else "" for heading, place in columns.items()})
            numbers.append(number)
    return rows, numbers
