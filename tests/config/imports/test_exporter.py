"""The one writer of csv and xlsx: right cells, and never a live formula."""

import csv
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO, StringIO
from typing import Any
from zipfile import ZipFile

import pytest
from python_calamine import load_workbook

from config.imports.exporter import Table, csv_bytes, xlsx_bytes

FORMULAS = [
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(1)",
    '=HYPERLINK("http://example.org","open me")',
    "=cmd|' /C calc'!A0",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "\0=1+1",
    "\x01=1+1",
    "  =1+1",
    "\u00a0=1+1",
    "\ufeff=1+1",
    "\u200b=1+1",
    "＝1+1",
    "＋1",
    "－1",
    "＠SUM(1)",
    "\tplain",
    "\0plain",
]
ORDINARY = ["Robin", "Wren's wish", "01/02/2008", "a = b", "F2", "0", "10+", "two\nlines", 'said "yes"', "café", ""]


def rows_of(data: bytes, encoding: str = "utf-8") -> list[list[str]]:
    return list(csv.reader(StringIO(data.decode(encoding), newline="")))


@pytest.mark.parametrize("text", FORMULAS)
def test_a_formula_becomes_a_text_in_csv(text: str) -> None:
    ((heading,), (cell,)) = rows_of(csv_bytes([text], [[text]]))
    assert cell.startswith("'")
    assert heading.startswith("'")


@pytest.mark.parametrize("text", ORDINARY)
def test_an_ordinary_text_comes_back_as_it_was(text: str) -> None:
    assert rows_of(csv_bytes(["A", "B"], [[text, "."]]))[1] == [text, "."]


def test_numbers_and_days_stay_what_they_are() -> None:
    row = [-5, Decimal("-1.50"), 2.5, date(2026, 3, 1), datetime(2026, 7, 1, 9, 30, tzinfo=UTC), None]
    assert rows_of(csv_bytes(list("ABCDEF"), [row]))[1] == ["-5", "-1.50", "2.5", "01/03/2026", "01/07/2026 10:30", ""]


@pytest.mark.parametrize("mark", [";", "\t", "|"])
def test_a_separator_of_other_countries_cannot_cut_a_text_in_two(mark: str) -> None:
    data = csv_bytes(["A", "B"], [[f"kind{mark}=1+1", 3], ["plain", 4]])
    assert list(csv.reader(StringIO(data.decode()), delimiter=mark))[1][0].startswith(f"kind{mark}=1+1")
    assert rows_of(data)[1:] == [[f"kind{mark}=1+1", "3"], ["plain", "4"]]


def test_a_plain_table_has_no_needless_quotes() -> None:
    assert csv_bytes(["CHILD", "DOB"], [["1", date(2008, 2, 29)]]) == b"CHILD,DOB\r\n1,29/02/2008\r\n"


def test_only_a_file_for_excel_carries_a_mark() -> None:
    assert csv_bytes(["A"], [], for_excel=True) == b"\xef\xbb\xbfA\r\n"
    assert csv_bytes(["A"], []) == b"A\r\n"


def test_no_formula_and_no_link_in_a_workbook() -> None:
    texts = [*FORMULAS, "http://example.org/", "mailto:robin@example.org", "internal:Sheet!A1"]
    with ZipFile(BytesIO(xlsx_bytes([Table("Sheet", texts, [texts])]))) as parts:
        sheet = parts.read("xl/worksheets/sheet1.xml").decode()
        assert not [name for name in parts.namelist() if name.endswith(".rels") and "sheet" in name]
    assert "<f>" not in sheet
    assert "hyperlink" not in sheet


def test_a_workbook_gives_back_its_cells() -> None:
    day, moment = date(2026, 3, 1), datetime(2026, 1, 1, 9, 30, tzinfo=UTC)
    rows = [["=1+1", "\0Robin\ufffe", -5, Decimal("1.5"), day, moment, None, "x" * 40_000]]
    book = load_workbook(BytesIO(xlsx_bytes([Table("One", list("ABCDEFGH"), rows), Table("Two", ["A"], [])])))
    assert book.sheet_names == ["One", "Two"]
    found = book.get_sheet_by_name("One").to_python()
    assert found[0] == list("ABCDEFGH")
    assert found[1] == ["=1+1", "Robin", -5, 1.5, day, moment.replace(tzinfo=None), "", "x" * 32_767]


def test_the_same_rows_give_the_same_workbook() -> None:
    assert xlsx_bytes([Table("One", ["A"], [["Robin"]])]) == xlsx_bytes([Table("One", ["A"], [["Robin"]])])


def test_whatever_is_handed_in_is_written_as_harmless_words() -> None:
    """A row of a page may hold an object; its own words are no safer than a text."""

    class Firm:
        def __str__(self) -> str:
            return "=HYPERLINK(1)"

    row: list[Any] = [Firm(), ["@SUM"], True]
    assert rows_of(csv_bytes(list("ABC"), [row]))[1] == ["'=HYPERLINK(1)", "['@SUM']", "True"]
