"""Due days: working days leave out weekends and England's bank holidays; a due day ends at 23:59 in London."""

from datetime import date, timedelta
from functools import cache

import holidays

from config.accounts.models import Council
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


def due_on(step: str, from_on: date, council: Council) -> date | None:
    """When this step of the list 'due_steps' is due, by the council's own days where it has set them."""
    row = terms("due_steps", council=council).get(step)
    if row is None or not row.attributes["days"]:
        return None
    days = int(row.attributes["days"])
    return add_working_days(from_on, days) if row.attributes["working_days"] == "yes" else from_on + timedelta(days)
