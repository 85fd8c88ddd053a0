"""The clock of age and rights (A5): what begins and what ends at the next birthdays."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from aspirations.people.ages import age_on, birthday
from config.reference.models import CodedTerm

WATCHED = (16, 18, 21, 22, 25)
"""Ages that a caseload warns of."""
AHEAD = 90
"""Days looked ahead."""


@dataclass(frozen=True, slots=True)
class Right:
    """Something that begins or ends at an age. Not `confirmed` officially: no young person reads it yet."""

    label: str
    more: str
    gained: bool
    start_before: bool
    confirmed: bool


@dataclass(frozen=True, slots=True)
class Birthday:
    """A birthday ahead with what changes on it; `days` from the day asked, 0 on the day itself."""

    on: date
    age: int
    days: int
    rights: tuple[Right, ...]


def next_birthday(born_on: date | None, day: date, within: int = AHEAD) -> tuple[date, int] | None:
    """The next birthday and its age, if it lies within so many days; the day itself counts."""
    if born_on is None:
        return None
    age = age_on(born_on, day) + (birthday(born_on, age_on(born_on, day)) != day)
    on = birthday(born_on, age)
    return (on, age) if on <= day + timedelta(days=within) else None


def birthday_ahead(born_on: date | None, rights: Iterable[CodedTerm], day: date) -> Birthday | None:
    """The next birthday within 90 days, if something changes on it. `rights`: rows of the list 'rights'."""
    ahead = next_birthday(born_on, day)
    if ahead is None:
        return None
    on, age = ahead
    changes = tuple(as_right(row) for row in rights if int(row.attributes["at_age"]) == age)
    return Birthday(on, age, (on - day).days, changes) if changes else None


def as_right(row: CodedTerm) -> Right:
    said = row.attributes
    return Right(
        label=row.label,
        more=row.definition,
        gained=said["gains_or_loses"] == "gains",
        start_before=said["start_before"] == "yes",
        confirmed=said["confirmed"] == "yes",
    )
