"""What the queue calls: the clock, and one run."""

from django.utils import timezone

from config.jobs import working
from config.jobs.actions import beat, put_due


def tick() -> int:
    """Every half minute: a sign of life, the runs that are due, and those that a dead worker left behind."""
    now = timezone.now()
    beat(now)
    return put_due(now)


def carry_out(run: int) -> str:
    return working.carry_out(run)
