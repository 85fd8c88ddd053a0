"""The returns as files, for who exports them; every export is in the trail (R4)."""

from collections import Counter
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from aspirations.exports.list9 import export_list9
from config.accounts.permissions import Permission
from config.screens.tables import Column, Table, csv_response
from matching.desks.returns.asking import asked_about
from matching.desks.returns.years import OfYear
from matching.reports.oc3_files import oc3_archive

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
COLUMNS = (Column("Adviser", heads=True), Column("Not in the return yet", number=True), Column("Asked", number=True))


class Returns(OfYear):
    """How far the return of a year is, and its files."""

    may = (Permission.EXPORT_RETURNS,)
    template_name = "returns/returns.html"
    heading = "Returns"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        asked = request.GET.get("file")
        if asked == "oc3":
            data = oc3_archive(council=self.council, year=self.year.ends_in, by=self.user, today=self.today)
            return as_file(data, f"care-leavers-{self.year}.zip", "application/zip")
        if asked == "advisers":
            table = self.by_adviser()
            return csv_response(f"who-can-ask-{self.year}", table.columns, table.rows)
        if asked in ("csv", "xlsx"):
            data = export_list9(council=self.council, day=self.today, by=self.user, as_xlsx=asked == "xlsx")
            return as_file(data, f"list-9.{asked}", XLSX if asked == "xlsx" else "text/csv; charset=utf-8")
        return self.show()

    def context(self) -> dict[str, Any]:
        oc3, url = self.oc3, reverse("returns")
        return {
            "oc3": oc3,
            "year": self.year,
            "tabs": [(str(year), f"{url}?year={year.ends_in}", year == self.year) for year in self.years],
            "to_come": sum(not asked_about(entry) and entry.is_held for entry in oc3.entries),
            "table": self.by_adviser(),
        }

    def by_adviser(self) -> Table:
        """Numbers, never names of young people: who can ask has the list."""
        asked = [entry for entry in self.oc3.entries if asked_about(entry)]
        held = Counter(entry.person.adviser.name for entry in asked if entry.is_held)
        every = Counter(entry.person.adviser.name for entry in asked)
        rows = [
            [name, held[name], number] for name, number in sorted(every.items(), key=lambda one: (-held[one[0]], one))
        ]
        csv = f"?{urlencode({'year': self.year.ends_in, 'file': 'advisers'})}"
        order = "Most first. Advisers and managers find theirs under “Ask first”."
        return Table("Who can ask", COLUMNS, rows, order=order, empty="Nothing is left to ask.", csv=csv)


def as_file(data: bytes, name: str, kind: str) -> HttpResponse:
    response = HttpResponse(data, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
