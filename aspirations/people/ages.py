"""Birthdays and ages. Somebody born on 29 February has a birthday on 1 March in other years (domain.md 4)."""

from datetime import date


def birthday(born_on: date, age: int) -> date:
    """The day on which somebody reaches this age."""
    try:
        return born_on.replace(year=born_on.year + age)
    except ValueError:
        return date(born_on.year + age, 3, 1)


def age_on(born_on: date, day: date) -> int:
    """Whole years of age on a day; the birthday itself counts. Below 0 before the birth."""
    years = day.year - born_on.year
    return years - (birthday(born_on, years) > day)


def latest_birth(age: int, day: date) -> date:
    """The last date of birth of those who have reached this age on a day: `age_on(born, day) >= age` in a query."""
    try:
        return day.replace(year=day.year - age)
    except ValueError:
        return date(day.year - age, 2, 28)
