"""Hours a week in an advert's running text: one number, or the two ends of a span. Pure."""

import re
from dataclasses import dataclass
from functools import cache

from opportunities.advert_reading.plain_words import NUMBER, number_of, plain_letters
from opportunities.advert_reading.tables import rows_of

MOST = 60
_NUMBER = rf"(?P<{{0}}>{NUMBER})"
_SPAN = rf"{_NUMBER.format('low')}(?: ?(?:-|to|or|and) ?{_NUMBER.format('high')})?"


@dataclass(frozen=True, slots=True)
class StatedHours:
    """low..high hours a week; the same where one number is stated. `words` are the advert's, at start..end of it."""

    low: float
    high: float
    words: str
    start: int
    end: int


@cache
def _forms() -> list[re.Pattern[str]]:
    return [re.compile(form.replace("{span}", _SPAN)) for form in rows_of("figures")["hours"]]


def read_hours(text: str) -> StatedHours | None:
    """The hours a week that an advert states first, or None."""
    plain = plain_letters(text)
    found = sorted((one for form in _forms() for one in form.finditer(plain)), key=lambda one: one.start())
    return next((hours for one in found if (hours := _read(text, one))), None)


def _read(text: str, found: re.Match[str]) -> StatedHours | None:
    low = number_of(found["low"])
    if low is not None and "minutes" in found.re.groupindex:
        low += float(found["minutes"]) / 60
    high = number_of(found["high"]) if found["high"] else low
    if low is None or high is None or not 0 < low <= high <= MOST:
        return None
    return StatedHours(low, high, " ".join(text[found.start() : found.end()].split()), found.start(), found.end())
