"""What a job is: a row of `config/schedule.py`, and the parts that it is worked through in."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial

from django.utils.module_loading import import_string

from config.accounts.models import Council
from config.jobs.times import LONDON, When


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a job that is committed together with its mark, so that it has its effect once.

    `do` returns how many it did. `key` names the piece among those of its run, the same in every try; without a key
    there is no mark, which is for pieces that are gone once done (a message that was sent is not due any more).
    """

    key: str
    do: Callable[[], int]


Parts = Callable[[Council, date], Iterable[Part]]


@dataclass(frozen=True, slots=True)
class Job:
    """One row of the timetable.

    `parts` is the dotted name of a function of council and day that gives the pieces, in a fixed order. `said` says
    what came of it, with `{n}` for the number. A job that comes later than `late_hours` waits for its next time.
    `minutes` is how long it may take before the timetable says that it is slow.
    """

    code: str
    label: str
    when: When
    parts: str
    said: str
    late_hours: int = 20
    minutes: int = 5

    def parts_of(self, council: Council, day: date) -> list[Part]:
        made: Parts = import_string(self.parts)
        return list(made(council, day))

    def day_due(self, now: datetime) -> date | None:
        """The day of the run that should be there by `now`; None when it is too late for the last one."""
        due = self.when.latest(now)
        return due.astimezone(LONDON).date() if now - due <= timedelta(hours=self.late_hours) else None

    @property
    def if_missed(self) -> str:
        if self.when.often:
            return "The next minute does it"
        return f"Done as soon as work goes on, up to {self.late_hours} hours late"


def whole(do: Callable[[Council, date], int], council: Council, day: date) -> list[Part]:
    """A job of one piece."""
    return [Part("all", partial(do, council, day))]
