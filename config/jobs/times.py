"""When a job is due, on London's clock: 8 am stays 8 am when the clocks change.

No job stands between 1 and 2 in the morning: that hour comes twice in October and not at all in March.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
ONE_DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)
FARTHEST = 62
"""Days to look for a due day: every job has one within two months."""
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True, slots=True)
class When:
    """Due days and the time on them. `words` say it on the timetable; without a time it is due every minute."""

    words: str
    at: time | None = None
    fits: Callable[[date], bool] = lambda day: True

    @property
    def often(self) -> bool:
        return self.at is None

    def latest(self, now: datetime) -> datetime:
        """The last moment, at or before `now`, that it was due."""
        if self.at is None:
            return now.replace(second=0, microsecond=0)
        return next(moment for moment in self._due(now, -1) if moment <= now)

    def following(self, now: datetime) -> datetime:
        """The next moment, after `now`, that it is due."""
        if self.at is None:
            return self.latest(now) + MINUTE
        return next(moment for moment in self._due(now, 1) if moment > now)

    def _due(self, now: datetime, way: int) -> Iterator[datetime]:
        assert self.at is not None
        today = now.astimezone(LONDON).date()
        for day in (today + way * days * ONE_DAY for days in range(FARTHEST)):
            if self.fits(day):
                yield datetime.combine(day, self.at, LONDON).astimezone(UTC)


def every_minute() -> When:
    return When("Every minute")


def daily(at: str) -> When:
    return When(f"Every day at {at}", time.fromisoformat(at))


def on_weekdays(at: str) -> When:
    return When(f"Monday to Friday at {at}", time.fromisoformat(at), lambda day: day.weekday() < 5)


def weekly(weekday: str, at: str) -> When:
    wanted = WEEKDAYS.index(weekday)
    return When(f"{weekday}s at {at}", time.fromisoformat(at), lambda day: day.weekday() == wanted)


def monthly(at: str) -> When:
    """On the last day of the month, whatever its number."""
    return When(
        f"The last day of the month at {at}", time.fromisoformat(at), lambda day: (day + ONE_DAY).month != day.month
    )
