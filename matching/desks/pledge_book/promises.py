"""Promises and how many are kept (E5), by event and by employer."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django.http import HttpRequest
from django.urls import reverse

from config.accounts.permissions import Permission
from config.screens.tables import Cell, Column
from matching.desks.lists import ListScreen
from matching.reports.promises import PromisesOf, promises_by_employer, promises_by_event, totals
from opportunities.models import Pledge

BY = {"event": "By event", "employer": "By employer"}
NUMBERS = ("Pledges", "Promised", "In offers now", "Kept")


class PromisesKept(ListScreen):
    may = (Permission.KEEP_EMPLOYERS,)
    template_name = "pledge_book/promises.html"
    heading = "Promises kept"
    caption = "Promised and kept"
    empty = "Nobody has promised anything yet."
    asks: ClassVar = ("by",)

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.by = self.asked["by"] if self.asked.get("by") in BY else "event"
        numbers = [Column(label, number=True) for label in NUMBERS]
        self.columns = [Column(self.by.capitalize(), heads=True), *numbers, Column("In words")]
        self.file_name = f"promises-by-{self.by}"
        self.order = "Newest first." if self.by == "event" else "Whoever promised most first."

    def found(self) -> list[PromisesOf]:
        pledges = Pledge.objects.visible_to(self.user)
        return promises_by_event(pledges) if self.by == "event" else promises_by_employer(pledges)

    def row(self, one: PromisesOf) -> Sequence[Any]:
        sums = one.promises
        href = reverse(self.by, args=[one.subject.public_id]) if one.subject else ""
        words = f"{sums.kept} of {sums.promised} kept"
        return [Cell(one.label, href), sums.pledges, sums.promised, sums.drafted, sums.kept, words]

    def context(self) -> dict[str, Any]:
        tabs = [(words, f"?by={code}", code == self.by) for code, words in BY.items()]
        return {**super().context(), "tabs": tabs, "sums": totals(self.found())}
