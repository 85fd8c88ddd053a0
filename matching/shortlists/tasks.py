"""Drawing up shortlists by the clock (M9)."""

from datetime import date

from config.accounts.models import Council
from config.jobs.job import Part, whole
from matching.shortlists.actions import draw_up
from matching.shortlists.freshness import follow_changes


def everybody(council: Council, day: date) -> list[Part]:
    """Everyone who is not in EET; one ranking, so one part."""
    return whole(_draw_up, council, day)


def _draw_up(council: Council, day: date) -> int:
    return draw_up(council=council, day=day, by=None).people


def changed(council: Council, day: date) -> list[Part]:
    """Whoever may have another list since the last look."""
    return whole(follow_changes, council, day)
