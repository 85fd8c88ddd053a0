"""Due days: working days leave out weekends and England's bank holidays; a due day ends at 23:59 in London."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

import holidays

from config.accounts.models import Council
from config.reference.models import CodedTerm
from config.reference.vocabulary import terms


@cache
def bank_holidays() -> holidays.HolidayBase:
    return holidays.country_holidays("GB", subdiv="ENG")


def is_working_day(day: date) -> bool:
    return day.weekday() < 5 and day not in bank_holidays()


def add_working_days(day: date, number: int) -> date:
    """The day that is `number` working days after `day`."""
    while number > 0:
        day += timedelta(days=1)
        number -= is_working_day(day)
    return day


@dataclass(frozen=True, slots=True)
class DueStep:
    """One row of the list 'due_steps': days after the day it counts from. `days` and `stalled` may not be set."""

    code: str
    days: int | None
    remind: tuple[int, ...]
    stalled: int | None
    working_days: bool

    def after(self, day: date, number: int) -> date:
        return add_working_days(day, number) if self.working_days else day + timedelta(number)

    def reminders_by(self, day: date, since: date) -> int:
        """How many reminders are due by this day."""
        return sum(self.after(since, number) <= day for number in self.remind)

    def is_stalled(self, day: date, since: date) -> bool:
        return self.stalled is not None and self.after(since, self.stalled) <= day


def due_step(code: str, council: Council) -> DueStep | None:
    """By the council's own days where it has set them; None for a step that is not on the list."""
    row = terms("due_steps", council=council).get(code)
    return step_of(row) if row else None


def step_of(row: CodedTerm) -> DueStep:
    said = row.attributes
    return DueStep(
        code=row.code,
        days=int(said["days"]) if said["days"] else None,
        remind=tuple(map(int, said["remind"].split())),
        stalled=int(said["stalled"]) if said["stalled"] else None,
        working_days=said["working_days"] == "yes",
    )


def due_on(step: str, from_on: date, council: Council) -> date | None:
    """When this step of the list 'due_steps' is due, by the council's own days where it has set them."""
    found = due_step(step, council)
    return found.after(from_on, found.days) if found and found.days is not None else None
