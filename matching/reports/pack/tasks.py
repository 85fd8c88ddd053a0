"""What the clock does for the month's pack: a draft on the last day, for the chair to read (P6)."""

from datetime import date

from config.accounts.models import Council
from config.jobs.job import Part, whole
from matching.reports.pack.actions import draw_up_pack
from matching.reports.pack.models import MonthlyPack


def monthly_pack(council: Council, day: date) -> list[Part]:
    return whole(_draw_up, council, day)


def _draw_up(council: Council, day: date) -> int:
    """1 where it was drawn up; 0 where the month's pack is agreed already, or nobody is in the cohort."""
    agreed = MonthlyPack.objects.of_month(council, day).in_force().exists()
    if agreed or not council.young_people.exists():
        return 0
    draw_up_pack(council=council, month=day, by=None)
    return 1
