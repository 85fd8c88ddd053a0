"""Reading the numbers and periods of the aspiration audit. Pure; doubt is a Reading to confirm."""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import pairwise

from config.imports.dates import read_date
from config.imports.forms import ToConfirm
from config.imports.labels import BLANKS, NO_LETTERS, Reading
from config.imports.phrases import COMMON, words_of
from config.imports.source import LISTED

HOURS = re.compile(r"(\d{1,2}(?:\.\d)?)\s*(?:h|hrs?|hours?)?\s*(?:a week|per week|pw|weekly)?", re.IGNORECASE)
MINUTES = re.compile(r"(\d{1,3})\s*(?:m|mins?|minutes?)?", re.IGNORECASE)
WHOLE_HOURS = re.compile(r"(an?|\d(?:\.5)?)\s*(?:hrs?|hours?)", re.IGNORECASE)
MOST_HOURS = 60
MOST_MINUTES = 240
UNTIL = re.compile(r"-|–|—|\bto\b|\buntil\b")
STILL = BLANKS | {"now", "today", "present", "ongoing", "current", "still"}
NOT_KNOWN = frozenset(map(words_of, COMMON["not_recorded"]))
Period = tuple[date, date | None]


def is_blank(text: str) -> bool:
    return text.casefold() in BLANKS or bool(NO_LETTERS.fullmatch(text))


def says_not_known(text: str) -> bool:
    """Whether somebody wrote that the answer is not known, which is more than leaving the cell blank."""
    return words_of(text) in NOT_KNOWN


def read_hours(text: str) -> Reading[Decimal]:
    """Hours a week, 0 to 60, with one place."""
    if is_blank(text):
        return Reading(None, "blank")
    found = HOURS.fullmatch(text)
    if found and Decimal(found[1]) <= MOST_HOURS:
        return Reading(Decimal(found[1]), "code")
    return Reading(
        None, "unknown", (), f"“{text[:80]}” is not a number of hours a week that we can read. Please write 16."
    )


def read_minutes(text: str) -> Reading[int]:
    """Minutes of one journey, 0 to 240; "1 hour" is 60."""
    if is_blank(text):
        return Reading(None, "blank")
    minutes, hours = MINUTES.fullmatch(text), WHOLE_HOURS.fullmatch(text)
    number = int(minutes[1]) if minutes else _hours_in_minutes(hours[1]) if hours else None
    if number is not None and number <= MOST_MINUTES:
        return Reading(number, "code")
    return Reading(None, "unknown", (), f"“{text[:80]}” is not a number of minutes that we can read. Please write 45.")


def _hours_in_minutes(words: str) -> int:
    return 60 if words[0].casefold() == "a" else int(float(words) * 60)


def read_care_periods(text: str) -> list[Period]:
    """ "01/02/2015-03/04/2021; 05/06/2021-": first day and day of leaving; none for the one that goes on, the last.

    Raises ToConfirm naming the part in doubt, and if two periods overlap.
    """
    parts = [part.strip() for part in text.split(LISTED) if part.strip()]
    periods = sorted((read_care_period(part) for part in parts), key=lambda period: period[0])
    for (_, left), (came, _) in pairwise(periods):
        if left is None or left > came:
            raise ToConfirm(
                f"The period from {came:%-d %B %Y} begins before the one before it ends. Please check both."
            )
    return periods


def read_care_period(text: str) -> Period:
    readings = set(_ways_to_read(text))
    if len(readings) != 1:
        raise ToConfirm(
            f"“{text[:80]}” is not a period we can read. Please write it as 01/02/2015-03/04/2021.", value=text
        )
    came, left = readings.pop()
    if left and left < came:
        raise ToConfirm(f"In “{text[:80]}” the end is before the beginning. Please check both days.", value=text)
    return came, left


def _ways_to_read(text: str) -> Iterator[Period]:
    """Every dash may part the two days: the days themselves may be written with dashes."""
    for found in UNTIL.finditer(text.casefold()):
        came, end = read_date(text[: found.start()]), text[found.end() :].strip()
        if came.value and end.casefold() in STILL:
            yield came.value, None
        elif came.value and (left := read_date(end)).value:
            yield came.value, left.value
