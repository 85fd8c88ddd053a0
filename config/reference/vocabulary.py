"""Reading coded lists: the shared wording with a council's own laid over it."""

from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from datetime import date

from django.db.models import F, OuterRef, Q, Subquery

from config.accounts.models import Council
from config.reference.kept import lists_of_page
from config.reference.models import CodedTerm
from config.refusal import Refused

COUNCIL_MAY_SET: Mapping[str, tuple[str, ...]] = {
    "theme_groups": ("owner",),
    "themes": ("owner",),
    "action_types": ("owner", "due_days"),
    "need_points": ("points", "cap", "steps"),
    "due_steps": ("days", "remind", "stalled", "stop"),
}
"""Facts of a row that a council may give otherwise; every other one, such as who may see it, is the shared row's."""


def terms(list_name: str, *, council: Council | None = None, on: date | None = None) -> dict[str, CodedTerm]:
    """The rows of a list by code, in order; a council's row replaces the shared one of the same code.

    With `on`, only rows in force that day and not hidden (for new entry); without, every row (for reading).
    """
    rows = [row for row in _rows([list_name], council) if on is None or row.holds_on(on)]
    shared = {row.code: row for row in rows if row.council_id is None}
    own = {row.code: laid_over(row, shared.get(row.code)) for row in rows if row.council_id is not None}
    merged = sorted({**shared, **own}.values(), key=lambda row: (row.order, row.code))
    return {row.code: row for row in merged if not (on and row.hidden)}


def laid_over(own: CodedTerm, shared: CodedTerm | None) -> CodedTerm:
    """The council's row with its own words; what it may not set is the shared row's of today, never an older one."""
    if shared is None:
        return own
    may_set = COUNCIL_MAY_SET.get(own.list, ())
    row = copy(own)
    row.attributes = shared.attributes | {name: own.attributes[name] for name in may_set if name in own.attributes}
    row.group = shared.group
    return row


def lists(names: Iterable[str], *, council: Council | None = None) -> dict[str, dict[str, CodedTerm]]:
    """Several lists by name, for reading: every row by code, a council's wording over the shared one. One query."""
    merged: dict[str, dict[str, CodedTerm]] = {name: {} for name in names}
    for row in sorted(_rows(merged, council), key=lambda row: (row.council_id is not None, row.valid_from, row.order)):
        of_list = merged[row.list]
        of_list[row.code] = laid_over(row, of_list.get(row.code)) if row.council_id else row
    return merged


def _rows(names: Iterable[str], council: Council | None) -> Sequence[CodedTerm]:
    """The shared rows and the council's own, by the day from which they hold."""
    kept = lists_of_page(council.pk if council else None)
    if kept is not None:
        return [row for name in names for row in kept.get(name, ())]
    rows = CodedTerm.objects.filter(Q(council=None) | Q(council=council), list__in=list(names))
    return list(rows.order_by("valid_from"))


def label_of(list_name: str, code: F | OuterRef, council: Council | OuterRef) -> Subquery:
    """For queries that show a code's label beside its row: the council's wording before the shared one."""
    rows = CodedTerm.objects.filter(Q(council=None) | Q(council=council), list=list_name, code=code)
    return Subquery(rows.order_by(F("council").asc(nulls_last=True), "-valid_from").values("label")[:1])


def check_code(list_name: str, code: str, *, council: Council | None, on: date, what: str) -> CodedTerm:
    """The row, if it may be entered on this day. Raises Refused with the codes that may."""
    allowed = terms(list_name, council=council, on=on)
    if code not in allowed:
        raise Refused(f"Choose {what} from the list. “{code}” is not in it; it has: {', '.join(allowed)}.")
    return allowed[code]
