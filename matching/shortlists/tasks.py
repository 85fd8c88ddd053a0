"""Drawing up shortlists by the clock (M9)."""

from datetime import date

from config.accounts.models import Council
from config.jobs.job import Part, whole
from matching.shortlists.actions import draw_up


def everybody(council: Council, day: date) -> list[Part]:
    """Everyone who is not in EET; one ranking, so one part."""
    return whole(_draw_up, council, day)


def _draw_up(council: Council, day: date) -> int:
    return draw_up(council=council, day=day, by=None).people
