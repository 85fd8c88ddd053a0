"""Reading a date as councils' systems and spreadsheets write it."""

import re
from collections.abc import Iterable
from datetime import date, timedelta

from config.imports.labels import BLANKS, NO_LETTERS, Reading

SPREADSHEET_DAY_ZERO = date(1899, 12, 30)  # day 60 and later; Excel counts a 29 February 1900 that never was
SPREADSHEET_DAYS = range(10_000, 73_051)  # 1927 to 2099
YEARS = range(1900, 2100)
FIRST_DAY = date(2000, 1, 1)  # nothing that is still written down here happened before
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
TIME = r"(?:[T,]?\s*\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:\.\d+)?)?\s*(?:[ap]\.?m\.?)?\s*(?:Z|UTC|GMT|BST|[+-]\d{2}:?\d{2})?)?"
WEEKDAY = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\s+)?"
YEAR_FIRST = re.compile(rf"(\d{{4}})([-/.]?)(\d{{1,2}})\2(\d{{1,2}}){TIME}", re.IGNORECASE)
NUMBERS = re.compile(rf"{WEEKDAY}(\d{{1,2}})([-/. ])(\d{{1,2}})\2(\d{{4}}|\d{{2}}){TIME}", re.IGNORECASE)
DAY_MONTH = re.compile(
    rf"{WEEKDAY}(\d{{1,2}})(?:st|nd|rd|th)?[-/. ]+([a-z]{{3,9}})\.?,?[-/. ]+(\d{{4}}|\d{{2}}){TIME}", re.I
)
MONTH_DAY = re.compile(
    rf"{WEEKDAY}([a-z]{{3,9}})\.?[-/. ]+(\d{{1,2}})(?:st|nd|rd|th)?,?[-/. ]+(\d{{4}}|\d{{2}}){TIME}", re.I
)
DAY_NUMBER = re.compile(r"(\d{5})(?:\.\d+)?")


def read_date(text: str, *, day_first: bool = True) -> Reading[date]:
    """A date, a time of day beside it left out. `day_first`: 03/11/2005 is 3 November.

    A year of two figures, and a month above 12, are asked of a person; numbers of five figures are spreadsheet days.
    """
    text = " ".join(text.split())
    if text.casefold() in BLANKS or NO_LETTERS.fullmatch(text):
        return Reading(None, "blank", sentence="No date is given.")
    if found := DAY_NUMBER.fullmatch(text):
        return _spreadsheet_day(text, int(found[1]))
    parts = _parts(text, day_first)
    return _one(text, *parts) if parts else _ask(text, ())


def read_date_between(text: str, earliest: date, latest: date) -> Reading[date]:
    """As `read_date`; a date in doubt is offered only as days from `earliest` to `latest`. A certain one stands."""
    reading = read_date(text)
    within = tuple(day for day in reading.candidates if earliest <= day <= latest)
    return reading if within == reading.candidates else _ask(text, within)


def _parts(text: str, day_first: bool) -> tuple[str, str | int, str] | None:
    """Year, month and day as they were written."""
    if found := YEAR_FIRST.fullmatch(text):
        return found[1], found[3], found[4]
    if found := DAY_MONTH.fullmatch(text):
        return found[3], _month(found[2]), found[1]
    if found := MONTH_DAY.fullmatch(text):
        return found[3], _month(found[1]), found[2]
    if found := NUMBERS.fullmatch(text):
        return (found[4], found[3], found[1]) if day_first else (found[4], found[1], found[3])
    return None


def _one(text: str, year: str, month: str | int, day: str) -> Reading[date]:
    """The date, or the question that it leaves open."""
    if len(year) == 2:
        return _ask(text, _valid((century + int(year), int(month), int(day)) for century in (2000, 1900)))
    certain = _valid([(int(year), int(month), int(day))])
    if certain:
        return Reading(certain[0], "code", sentence=f"“{text}” was read as {_plain(certain[0])}.")
    return _ask(text, _valid([(int(year), int(day), int(month))]))


def _spreadsheet_day(text: str, number: int) -> Reading[date]:
    if number not in SPREADSHEET_DAYS:
        return _ask(text, ())
    day = SPREADSHEET_DAY_ZERO + timedelta(days=number)
    return Reading(day, "code", sentence=f"“{text}” is a spreadsheet's day number: {_plain(day)}.")


def _month(word: str) -> int:
    """1 to 12, or 0 for a word that is no month."""
    start = word[:3].casefold()
    return MONTHS.index(start) + 1 if start in MONTHS else 0


def _valid(parts: Iterable[tuple[int, int, int]]) -> tuple[date, ...]:
    days = []
    for year, month, day in parts:
        try:
            days.append(date(year, month, day))
        except ValueError:
            continue
    return tuple(day for day in days if day.year in YEARS)


def _plain(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _ask(text: str, candidates: tuple[date, ...]) -> Reading[date]:
    if not candidates:
        return Reading(
            None, "unknown", (), f"“{text[:80]}” is not a date we can read. Please write it as 3 November 2005."
        )
    choices = " or ".join(map(_plain, candidates))
    return Reading(None, "close", candidates, f"“{text}” may be {choices}. Please write the date in full.")
