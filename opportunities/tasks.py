"""What the clock does for opportunities (O3)."""

from datetime import date
from functools import partial

from config.accounts.models import Council
from config.jobs.job import Part
from opportunities.freshness import ask_whether_they_stand, pause_those_unconfirmed


def freshness(council: Council, day: date) -> list[Part]:
    """First what is paused, so that nobody is asked about it the same day."""
    return [
        Part("pause", partial(pause_those_unconfirmed, council, day)),
        Part("ask", partial(ask_whether_they_stand, council, day)),
    ]
