"""Sheets as councils send them: encodings, delimiters, workbooks, titles above the headings, and wrong files."""

import hashlib
import time
import zipfile
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from config.imports import sheets, workbooks
from config.imports.sheets import Sheet, SheetError, read_sheet

PEOPLE = [["Child Unique ID", "Wish"], ["R1", "café"], ["W2", "£12 – cars"]]


def csv_bytes(rows: list[list[str]], delimiter: str = ",", encoding: str = "utf-8") -> bytes:
    return "\r\n".join(delimiter.join(row) for row in rows).encode(encoding)


def workbook(**contents: list[list[Any]]) -> bytes:
    file = BytesIO()
    with xlsxwriter.Workbook(file, {"default_date_format": "dd/mm/yyyy"}) as book:
        for title, rows in contents.items():
            page = book.add_worksheet(title)
            for number, row in enumerate(rows):
                page.write_row(number, 0, row)
    return file.getvalue()


def values(sheet: Sheet) -> list[list[str]]:
    return [list(row.values()) for row in sheet.rows]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_every_encoding_and_delimiter(encoding: str, delimiter: str) -> None:
    sheet = read_sheet(csv_bytes(PEOPLE, delimiter, encoding), "people.csv")
    assert sheet.columns == ("Child Unique ID", "Wish")
    assert values(sheet) == PEOPLE[1:]


def test_quoted_commas_and_line_breaks_stay_in_their_cell() -> None:
    sheet = read_sheet(b'id,wish\n1,"cars, vans\nand ""big"" ones"\n2,x\n', "w.csv")
    assert values(sheet) == [["1", 'cars, vans\nand "big" ones'], ["2", "x"]]


def test_the_line_that_names_the_delimiter_is_no_row() -> None:
    sheet = read_sheet(b"sep=;\r\nid;wish\r\n1;a,b\r\n", "w.csv")
    assert (values(sheet), sheet.numbers) == ([["1", "a,b"]], [3])


def test_title_rows_empty_rows_and_spaces_are_left_out_and_numbers_kept() -> None:
    data = b"Leaving care services,,\n\n id , wish ,\n1 , cars,\n,,\n\n2, vans ,\n"
    sheet = read_sheet(data, "w.csv")
    assert sheet.columns == ("id", "wish")
    assert (values(sheet), sheet.numbers) == ([["1", "cars"], ["2", "vans"]], [4, 7])


def test_short_rows_read_as_empty_cells() -> None:
    assert values(read_sheet(b"id,wish,when\n1,cars\n", "w.csv")) == [["1", "cars", ""]]


def test_workbook_cells_become_plain_text() -> None:
    row = [7961370, 18.6, date(2005, 11, 3), datetime(2005, 11, 3, 14, 30), True, " text ", None]
    sheet = read_sheet(workbook(one=[["a", "b", "c", "d", "e", "f", "g"], row]), "w.xlsx")
    assert values(sheet) == [["7961370", "18.6", "2005-11-03", "2005-11-03 14:30:00", "True", "text", ""]]


def test_a_path_is_read_as_its_bytes(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_bytes(csv_bytes(PEOPLE))
    sheet = read_sheet(path, path.name)
    assert sheet == read_sheet(path.read_bytes(), path.name)
    assert sheet.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


def test_the_sheet_with_the_most_known_headings_is_taken() -> None:
    data = workbook(Notes=[["id", "x", "y", "z"]], List9=[["Title"], [], ["id", "wish"], ["1", "cars"]])
    sheet = read_sheet(data, "w.xlsx", known=lambda row: len({"id", "wish"} & set(row)))
    assert (sheet.sheet, values(sheet), sheet.numbers) == ("List9", [["1", "cars"]], [4])
    assert read_sheet(data, "w.xlsx", sheet="Notes").columns == ("id", "x", "y", "z")


def zipped(**parts: bytes) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            path = name.replace("__", "/")
            archive.writestr(path if path.endswith(".bin") else f"{path}.xml", content)
    return file.getvalue()


def damaged() -> bytes:
    data = bytearray(workbook(one=PEOPLE))
    data[60:90] = bytes(30)
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "is empty"),
        (b" \n\n", "is empty"),
        (b",,\n,,\n", "has no rows"),
        (workbook(one=[]), "has no rows"),
        (b"id,wish,wish\n1,a,b\n", "two columns called “wish”"),
        (b"id,wish\n1,cars,more\n", "without a heading (row 2, column C)"),
        (b"%PDF-1.7\0\0\0\x81", "is not a csv file or a workbook"),
        (b"PK\x03\x04 not really", "is damaged"),
        (damaged(), "is damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000), "is damaged"),
    ],
)
def test_a_wrong_file_is_refused_with_a_sentence(data: bytes, sentence: str) -> None:
    with pytest.raises(SheetError) as refusal:
        read_sheet(data, "mine.csv")
    assert sentence in str(refusal.value) and "mine.csv" in str(refusal.value)
    assert "Please" in str(refusal.value)


def test_a_workbook_by_name_only_is_refused() -> None:
    with pytest.raises(SheetError, match=r"“mine\.XLSX” is not a workbook"):
        read_sheet(b"id,wish\n1,cars\n", "mine.XLSX")


def test_a_sheet_that_is_not_there_is_named() -> None:
    with pytest.raises(SheetError, match=r"no sheet called “List 9”\. It has: one"):
        read_sheet(workbook(one=PEOPLE), "w.xlsx", sheet="List 9")


def test_a_large_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "large.csv"
    with path.open("wb") as file:
        file.truncate(sheets.LARGEST_FILE + 1)
    with pytest.raises(SheetError, match="larger than 20 MB"):
        read_sheet(path, path.name)


def test_a_workbook_that_swells_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = zipped(xl__worksheets__sheet1=bytes(300_000))
    monkeypatch.setattr(workbooks, "LARGEST_UNPACKED", 200_000)
    with pytest.raises(SheetError, match="too large when unpacked"):
        read_sheet(bomb, "w.xlsx")


@pytest.mark.parametrize(
    "part",
    [
        b'<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c s="2" r="XFD1048576"><v>1</v></c></row>',
        b"<x:row r='1048576'><x:c r='XFD1048576' t='n'><x:v>1</x:v></x:c></x:row>",
        b'<row r="1"><c r="XFD1"><v>1</v></c></row><row r="1048576"><c><v>1</v></c></row>',
    ],
)
def test_one_cell_far_out_is_refused_for_it_would_take_all_memory(part: bytes) -> None:
    with pytest.raises(SheetError, match="very far from the others"):
        read_sheet(zipped(xl__worksheets__sheet1=part), "w.xlsx")


@pytest.mark.parametrize("part", ["content", "xl__workbook.bin"])
def test_other_workbooks_are_refused_for_their_extent_cannot_be_checked(part: str) -> None:
    with pytest.raises(SheetError, match="another kind of workbook"):
        read_sheet(zipped(**{part: b"<c/>"}), "w.ods")


def test_empty_styled_rows_down_to_the_end_do_no_harm() -> None:
    part = b'<row r="2"><c r="A2"><v>1</v></c></row><row r="1048576"><c r="Q1048576" s="1"/></row>'
    workbooks.check_archive(zipped(xl__worksheets__sheet1=part), "w.xlsx")


def test_ten_thousand_rows_are_read_quickly() -> None:
    heads = [f"Heading {number}" for number in range(17)]
    rows = [[f"value {row % 50}.{column}" for column in range(17)] for row in range(10_000)]
    data = csv_bytes([heads, *rows])
    began = time.perf_counter()
    sheet = read_sheet(data, "large.csv")
    assert time.perf_counter() - began < 1.5
    assert (len(sheet.rows), sheet.numbers[-1]) == (10_000, 10_001)
