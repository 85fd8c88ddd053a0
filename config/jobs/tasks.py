"""What the queue calls: the clock, and one run."""

from datetime import datetime

from django.utils import timezone

from config.jobs import working
from config.jobs.actions import beat, put_due


def tick(day_of: str = "") -> int:
    """Every half minute: a sign of life, the runs that are due, and those that a dead worker left behind.

    `day_of` is for a proof: the moment, as ISO text, that the timetable takes for now.
    """
    now = timezone.now()
    beat(now)
    return put_due(now, datetime.fromisoformat(day_of) if day_of else None)


def carry_out(run: int) -> str:
    return working.carry_out(run)
