"""What the clock does for outcomes (R2)."""

from datetime import date
from functools import partial

from config.accounts.models import Council
from config.jobs.job import Part
from matching.outcomes.announcing import announce_due
from matching.outcomes.asking import ask_how_it_goes


def milestones(council: Council, day: date) -> list[Part]:
    return [Part("ask", partial(ask_how_it_goes, day, council)), Part("tell", partial(_tell, council, day))]


def _tell(council: Council, day: date) -> int:
    """Counted apart: the timetable counts mails."""
    announce_due(council, day)
    return 0
