"""Tables of 25 rows a page, whose rows become blocks on a phone, with a CSV of the same rows."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse

from config.imports import exporter
from config.imports.exporter import csv_bytes, xlsx_bytes

A_PAGE = 25
SHEET = "List"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
AS_WORKBOOK = "excel"
"""In the address of a file: the same rows as a workbook."""


@dataclass(frozen=True, slots=True)
class Column:
    """`label` heads the column. Numbers stand right; the first cell of a row heads it where `heads` is set.

    A `day` stays on one line.
    """

    label: str
    number: bool = False
    heads: bool = False
    day: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """What is shown: `text`, a link where `href` is set, `after` in plain words behind it.

    `html` is markup from `format_html` (a tag, a bar) that is shown instead of `text`; the file always says `text`.
    """

    text: Any
    href: str = ""
    html: str = ""
    after: str = ""


@dataclass(slots=True)
class Table:
    """`order` is the sentence below: how rows are sorted. Rows are cells or plain values in the order of `columns`.

    With `page` (see `paged`) `rows` are those of that page alone. `csv` is the address of the file with all of them;
    `more` are the words of the address that other pages keep (a filter, an order).
    """

    caption: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Any]]
    order: str = ""
    empty: str = "Nothing to show yet."
    csv: str = ""
    page: Page | None = None
    more: dict[str, str] = field(default_factory=dict)
    has_workbook: bool = True

    @property
    def excel(self) -> str:
        """The address of the same file as a workbook."""
        return f"{self.csv}{'&' if '?' in self.csv else '?'}{AS_WORKBOOK}" if self.csv and self.has_workbook else ""

    @property
    def shown(self) -> list[list[tuple[Column, Cell]]]:
        return [
            [(column, as_cell(value)) for column, value in zip(self.columns, row, strict=True)] for row in self.rows
        ]

    @property
    def pagination(self) -> dict[str, Any] | None:
        """Parameters of the GOV.UK pagination; None where everything is on one page."""
        if self.page is None or self.page.paginator.num_pages < 2:
            return None
        numbers = self.page.paginator.get_elided_page_range(self.page.number, on_each_side=1, on_ends=1)
        items = [
            {"number": number, "href": self._address(number), "current": number == self.page.number}
            if isinstance(number, int)
            else {"ellipsis": True}
            for number in numbers
        ]
        ways: dict[str, Any] = {"items": items, "landmarkLabel": f"Pages of {self.caption}"}
        if self.page.has_previous():
            ways["previous"] = {"href": self._address(self.page.previous_page_number())}
        if self.page.has_next():
            ways["next"] = {"href": self._address(self.page.next_page_number())}
        return ways

    def _address(self, number: int) -> str:
        return "?" + urlencode({**self.more, "page": number})


def as_cell(value: Any) -> Cell:
    return value if isinstance(value, Cell) else Cell(value)


def paged(request: HttpRequest, rows: Any) -> Page:
    """The page of 25 that `?page=` asks for; a number out of range gives the nearest page. Rows may be a QuerySet."""
    return Paginator(rows, A_PAGE).get_page(request.GET.get("page"))


class RowsResponse(HttpResponse):
    """A CSV file through the one hardened writer; the same rows are a workbook where the address asks for one."""

    def __init__(self, name: str, columns: Sequence[Column], rows: Sequence[Sequence[Any]]) -> None:
        self.name, self.labels = name, [column.label for column in columns]
        self.texts = [[as_cell(value).text for value in row] for row in rows]
        super().__init__(csv_bytes(self.labels, self.texts), content_type="text/csv; charset=utf-8")
        self["Content-Disposition"] = f'attachment; filename="{name}.csv"'

    def as_workbook(self) -> HttpResponse:
        file = xlsx_bytes([exporter.Table(SHEET, self.labels, self.texts)])
        response = HttpResponse(file, content_type=XLSX)
        response["Content-Disposition"] = f'attachment; filename="{self.name}.xlsx"'
        return response


def csv_response(name: str, columns: Sequence[Column], rows: Sequence[Sequence[Any]]) -> RowsResponse:
    """All rows of a list as a file. `name` holds no personal data."""
    return RowsResponse(name, columns, rows)
