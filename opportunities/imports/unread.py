"""Values of an advert that are there and cannot be read: each is asked of a person, and its raw text is kept."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from config.imports.labels import BLANKS
from config.imports.report import Problem
from opportunities.imports.json_values import day_of, hours_of, text_of, whole_of

LONGEST_RAW = 300


@dataclass(frozen=True, slots=True)
class Column:
    """How a field of an advert is read (None: it cannot be), and what is said of a value that cannot be read."""

    read: Callable[[Any], Any]
    sentence: str


NO_DATE = "is not a date we can read. Please write it as 3 November 2005."
DAY = Column(day_of, NO_DATE)
CLOSING_DAY = Column(day_of, f"{NO_DATE} Until then a new advert waits as a draft.")
PLACES = Column(whole_of, "is no number of places, so one place is shown. Please type a number, such as 2.")
HOURS = Column(hours_of, "cannot be the hours of one week. Please type a number, such as 37.5.")
WAGE = "is no pay we can read, so none is shown. Please ask the employer for an amount, such as £12.71 an hour."
WAGE_IN_WORDS = "is kept as words. Please ask the employer for an amount, such as £12.71 an hour."


def unread_of(record: Mapping[str, Any], columns: Mapping[str, Column]) -> Iterator[Problem]:
    """A question for each field that is said and cannot be read."""
    for name, column in columns.items():
        value = record.get(name)
        if is_said(value) and column.read(value) is None:
            yield unread(name, value, column.sentence)


def unread(name: str, value: Any, sentence: str) -> Problem:
    raw = text_of(value) or str(value)[:LONGEST_RAW]
    return Problem(name, raw, f"“{raw[:80]}” {sentence}")


def is_said(value: Any) -> bool:
    return value not in ([], {}) and str(value).strip().casefold() not in BLANKS
