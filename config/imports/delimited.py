"""Rows of text from csv files as councils' systems write them: four encodings, three delimiters."""

import csv
import re
from collections import Counter
from io import StringIO
from itertools import islice

from config.imports.sheet_error import SheetError

DELIMITERS = ",;\t"
LINES_LOOKED_AT = 50
LONGEST_CELL = 1024 * 1024
MOST_ROWS = 100_000
TOLD_DELIMITER = re.compile(r"sep=([,;\t])\r?\n", re.IGNORECASE)  # a first line that Excel writes and hides


def read_delimited(content: bytes, name: str) -> list[list[str]]:
    """All rows, empty ones too. Raises SheetError if the bytes are not text."""
    text = _decoded(content, name)
    told = TOLD_DELIMITER.match(text)
    csv.field_size_limit(LONGEST_CELL)
    try:
        lines = csv.reader(StringIO(text, newline=""), delimiter=told[1] if told else _delimiter(text))
        rows = list(islice(lines, MOST_ROWS + 1))
    except csv.Error as problem:
        raise SheetError(f"“{name}” is not a table we can read. Please save it again as .csv or .xlsx.") from problem
    check_rows(len(rows), name)
    if told:
        rows[0] = []
    return [[cell.strip() for cell in row] for row in rows]


def check_rows(number: int, name: str) -> None:
    """Raises SheetError for more rows than any council's file has."""
    if number > MOST_ROWS:
        raise SheetError(f"“{name}” has more than {MOST_ROWS:,} rows. Please send only the rows that are needed.")


def _decoded(content: bytes, name: str) -> str:
    try:
        if content.startswith((b"\xff\xfe", b"\xfe\xff")):
            return content.decode("utf-16")
        if content[1:2] == b"\0":
            return content.decode("utf-16-le")
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    if "\0" in text or "\ufffd" in text:
        raise SheetError(
            f"“{name}” is not a csv file or a workbook. Please save it as .csv or .xlsx and send it again."
        )
    return text


def _delimiter(text: str) -> str:
    """The delimiter that gives the most cells in rows of the same width."""
    lines = text.splitlines(keepends=True)[:LINES_LOOKED_AT]
    return max(DELIMITERS, key=lambda delimiter: _regularity(lines, delimiter))


def _regularity(lines: list[str], delimiter: str) -> int:
    widths = Counter(len(row) for row in csv.reader(lines, delimiter=delimiter) if row)
    return max((rows * (width - 1) for width, rows in widths.items()), default=0)
