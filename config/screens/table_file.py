"""A page whose table is a file too."""

from typing import Any

from django.http import HttpResponse

from config.screens.pages import Screen
from config.screens.tables import Table, csv_response

AS_FILE = "?as=csv"
"""What such a page's table names as its `csv`."""


class TableFile(Screen):
    """Serves the `table` of the page as a file; `whole` is it with every row, where the page shows some."""

    file_name: str = ""

    def get(self, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.request.GET.get("as") != "csv":
            return super().get(*args, **kwargs)
        table = self.whole()
        self.leaves_the_service(table)
        return csv_response(self.file_name, table.columns, table.rows)

    def whole(self) -> Table:
        table: Table = self.context()["table"]
        return table

    def leaves_the_service(self, table: Table) -> None:
        """A file about people leaves an event here."""
