"""Coded lists kept in the process for as long as the database says that they are the same.

Every change of the terms' table gives it a new version by a trigger (migration 0003), so that no way of changing a row
goes unseen; a version is never used twice, also not after a rollback. A page that is only read asks for the version
once and then needs no query for its lists. Whatever writes reads the rows themselves.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from contextvars import ContextVar
from functools import cached_property
from uuid import UUID

from django.db.models import Q
from django.http import HttpRequest, HttpResponse

from config.reference.models import CodedTerm, ListsVersion

Lists = Mapping[str, Sequence[CodedTerm]]
"""Rows by list, in the order of the day from which they hold; shared, so nobody changes them."""
READING = ("GET", "HEAD")
_kept: dict[int | None, tuple[UUID, Lists]] = {}


class Page:
    """One page that is being read; the version is asked for by the first list that it needs."""

    @cached_property
    def version(self) -> UUID | None:
        return ListsVersion.objects.values_list("version", flat=True).first()

    def lists(self, council_id: int | None) -> Lists:
        """Every list as this council words it. Asked for after the version: rows may be newer than it, never older."""
        version, known = self.version, _kept.get(council_id)
        if known and known[0] == version:
            return known[1]
        rows: dict[str, list[CodedTerm]] = defaultdict(list)
        for row in CodedTerm.objects.filter(Q(council=None) | Q(council=council_id)).order_by("valid_from"):
            rows[row.list].append(row)
        if version:
            _kept[council_id] = version, rows
        return rows


_page: ContextVar[Page | None] = ContextVar("page_being_read", default=None)


class ListsOfThePage:
    """Middleware: a page that is only read sees one state of the lists from its first word to its last."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        before = _page.set(Page() if request.method in READING else None)
        try:
            return self.get_response(request)
        finally:
            _page.reset(before)


def lists_of_page(council_id: int | None) -> Lists | None:
    """None where no page is being read: then the rows themselves are."""
    page = _page.get()
    return page.lists(council_id) if page else None
