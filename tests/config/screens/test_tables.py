"""Lists of 25 rows a page, with the same rows as a file that no spreadsheet program runs (S3, R4)."""

from io import BytesIO

from django.template.loader import render_to_string
from django.test import RequestFactory
from python_calamine import CalamineWorkbook

from config.screens.tables import Cell, Column, Table, csv_response, paged

COLUMNS = (Column("Who", heads=True), Column("Months", number=True))


def table_at(page: str) -> Table:
    rows = [[Cell(f"Person {number}", href=f"/{number}/"), number] for number in range(60)]
    page_of = paged(RequestFactory().get("/", {"page": page}), rows)
    return Table("People", COLUMNS, list(page_of), order="Longest first.", page=page_of, more={"tab": "all"})


def shown(table: Table) -> str:
    return render_to_string("screens/table.html", {"table": table})


def test_a_page_holds_25_rows_and_leads_to_the_others() -> None:
    html = shown(table_at("2"))
    assert html.count('role="rowheader"') == 25
    assert "Person 25<" in html and "Person 24<" not in html
    assert "?tab=all&amp;page=3" in html and 'aria-current="page"' in html


def test_a_page_that_is_not_there_is_the_nearest() -> None:
    assert "Person 59<" in shown(table_at("99"))
    assert "Person 0<" in shown(table_at("x"))


def test_without_rows_it_says_so() -> None:
    assert "No young people yet." in shown(Table("People", COLUMNS, [], empty="No young people yet."))


def test_the_file_has_the_words_of_the_cells_and_no_formula() -> None:
    file = csv_response("people", COLUMNS, [[Cell("=1+1", html="<b>2</b>"), 3]])
    assert file.content.decode() == "Who,Months\r\n'=1+1,3\r\n"
    assert file["Content-Disposition"] == 'attachment; filename="people.csv"'


def test_every_list_is_a_workbook_too() -> None:
    """R4: the same rows, numbers as numbers, and nothing that begins as a formula runs."""
    file = csv_response("people", COLUMNS, [[Cell("=1+1", html="<b>2</b>"), 3]]).as_workbook()
    rows = CalamineWorkbook.from_filelike(BytesIO(file.content)).get_sheet_by_index(0).to_python()
    assert rows == [["Who", "Months"], ["=1+1", 3.0]]
    assert file["Content-Disposition"] == 'attachment; filename="people.xlsx"'


def test_the_address_of_the_workbook_is_that_of_the_file() -> None:
    links = [Table("People", COLUMNS, [["Robin", 1]], csv=csv).excel for csv in ("?tab=all&csv", "/rows/", "")]
    assert links == ["?tab=all&csv&excel", "/rows/?excel", ""]
    assert "as Excel" in shown(Table("People", COLUMNS, [["Robin", 1]], csv="?csv"))
