"""What a new row leaves as it was told before: a blank cell never erases a known answer, "not known" does."""

from collections.abc import Iterator
from typing import Any

from aspirations.audits.models import AspirationAudit
from aspirations.imports.audit_form import AuditForm
from aspirations.imports.audit_readings import is_blank, says_not_known
from aspirations.imports.audit_worries import WISHES, wishes_of
from config.imports.source import Cells

HEADINGS = {name: str(field.label) for name, field in AuditForm.base_fields.items()}
NOT_CARRIED = frozenset({"child_id", "preferred_name", "asked_on", "round", "care_periods"})
TOGETHER = (
    {"hours_least", "hours_most"},
    {"right_to_work", "right_to_work_until"},
    {"documents_held", "documents_missing"},
)
"""Parts of one answer: where the row gives one, the others are not from another time."""
HOME = ("postcode", "home", "home_area_code")


def carried_facts(earlier: AspirationAudit, cells: Cells, *, is_home_known: bool) -> dict[str, Any]:
    """Fields of AspirationAudit that the row leaves as they were. A postcode that nobody knows leaves the home."""
    names = set(silent_fields(cells))
    postcode = str(cells.get(HEADINGS["postcode"], ""))
    is_unknown_postcode = not (is_home_known or says_not_known(postcode)) and earlier.home is not None
    if "postcode" in names or is_unknown_postcode:
        names |= {*HOME}
    return {name: getattr(earlier, name) for name in names}


def carried_wishes(earlier: AspirationAudit, cells: Cells) -> list[str]:
    """The wishes of before, where the row has none."""
    return [] if wishes_of(cells) else [wish.own_words for wish in earlier.wishes.all()]


def silent_fields(cells: Cells) -> Iterator[str]:
    """The facts of which the row says nothing, nor of another part of the same answer."""
    told = {name for name, heading in HEADINGS.items() if not is_silent(str(cells.get(heading, "")))}
    for parts in TOGETHER:
        if told & parts:
            told |= parts
    for name, heading in HEADINGS.items():
        if name not in told | NOT_CARRIED and heading not in WISHES:
            yield name


def is_silent(cell: str) -> bool:
    """ "None" is an answer."""
    return is_blank(cell) and cell.casefold() != "none"
