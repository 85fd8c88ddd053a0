"""A page with one list: 25 rows a page, filters in its address, and all rows as a file at `?file=csv`."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, ClassVar
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse

from config.accounts.models import Council
from config.audit_trail.trail import record
from config.screens.pages import Screen
from config.screens.tables import Column, Table, csv_response, paged


class CouncilScreen(Screen):
    """A page of somebody who works for a council."""

    @property
    def council(self) -> Council:
        assert self.user.council is not None
        return self.user.council


class ListScreen(CouncilScreen):
    """`found` gives what the filters leave, `row` the cells of one. `asks` are the words of the address that filter."""

    file_name: str = ""
    caption: str = ""
    order: str = ""
    empty: str = "Nothing to show yet."
    columns: Sequence[Column] = ()
    asks: ClassVar[tuple[str, ...]] = ()

    def found(self) -> Any:
        """Rows or a QuerySet, in their order."""
        raise NotImplementedError

    def row(self, one: Any) -> Sequence[Any]:
        raise NotImplementedError

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.file() if request.GET.get("file") == "csv" else super().get(request, *args, **kwargs)

    def file(self) -> HttpResponse:
        rows = list(self.found())
        self.seen(rows)
        labels = [column.label for column in self.columns]
        record("export_made", self.council, council=self.council, by=self.user, fields=labels, purpose=self.file_name)
        return csv_response(self.file_name, self.columns, [self.row(one) for one in rows])

    def seen(self, rows: Sequence[Any]) -> None:
        """Lists of young people leave an event here."""

    @property
    def asked(self) -> dict[str, Any]:
        """What the address asks for, without the page."""
        return {name: self.request.GET[name].strip() for name in self.asks if self.request.GET.get(name, "").strip()}

    def table(self) -> Table:
        page = paged(self.request, self.found())
        self.seen(list(page.object_list))
        return Table(
            caption=self.caption,
            columns=self.columns,
            rows=[self.row(one) for one in page.object_list],
            order=self.order,
            empty=self.empty,
            csv="?" + urlencode({**self.asked, "file": "csv"}, doseq=True),
            page=page,
            more=self.asked,
        )

    def context(self) -> dict[str, Any]:
        return {"table": self.table(), "asked": self.asked}


Filter = tuple[str, dict[str, Any]]
"""A GOV.UK component and its parameters."""


def words_filter(label: str, asked: Mapping[str, Any]) -> Filter:
    return "input", {"id": "words", "name": "words", "value": asked.get("words", ""), "label": {"text": label}}


def choice_filter(
    name: str, label: str, nothing: str, choices: Iterable[tuple[str, str]], asked: Mapping[str, Any]
) -> Filter:
    """A list to open; `nothing` stands for all of them."""
    items = [{"value": code, "text": words, "selected": code == asked.get(name, "")} for code, words in choices]
    return "select", {
        "id": name,
        "name": name,
        "items": [{"value": "", "text": nothing}, *items],
        "label": {"text": label},
    }
