"""What the clock does for outcomes (R2)."""

from datetime import date

from config.accounts.models import Council
from config.jobs.job import Part, whole
from matching.outcomes.asking import ask_how_it_goes


def milestones(council: Council, day: date) -> list[Part]:
    return whole(_ask, council, day)


def _ask(council: Council, day: date) -> int:
    return ask_how_it_goes(day, council)
