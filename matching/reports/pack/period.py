"""The month a pack is about, and the days it compares."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from config.accounts.models import Council
from config.refusal import Refused

APRIL = 4
EARLIER_MONTHS = 6


def last_day(month: date) -> date:
    return month.replace(day=monthrange(month.year, month.month)[1])


@dataclass(frozen=True, slots=True)
class Period:
    """`month` is its first day; the position is taken on `day`, the last of the month or today, if that is earlier."""

    council: Council
    month: date
    day: date

    @classmethod
    def of(cls, council: Council, month: date, today: date) -> "Period":
        """Raises Refused for a month that has not begun."""
        month = month.replace(day=1)
        if month > today:
            raise Refused(f"{month:%B %Y} has not begun. Choose this month or an earlier one.")
        return cls(council, month, min(last_day(month), today))

    @property
    def before(self) -> date:
        """The last day of the month before: what changed is counted from there."""
        return self.month - timedelta(1)

    @property
    def year_start(self) -> date:
        """The first of April on or before the day: years of returns and targets begin there."""
        return date(self.day.year - (self.day.month < APRIL), APRIL, 1)

    @property
    def earlier(self) -> Iterator[date]:
        """The last days of the months before, newest first."""
        day = self.before
        for _ in range(EARLIER_MONTHS):
            yield day
            day = day.replace(day=1) - timedelta(1)
