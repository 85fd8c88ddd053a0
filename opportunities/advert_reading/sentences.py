"""An advert cut into sentences and bullets, each with the heading that it stands under. Pure.

Headings tell what is a must, what is nice to have, and what the employer says of itself or gives."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from opportunities.advert_reading.plain_words import pattern
from opportunities.advert_reading.tables import rows_of

LONGEST_HEADING = 60
LONGEST = 400  # letters; what never ends is cut here, so that reading takes a time in proportion to the text
_BULLET = re.compile(r"[\s•\-*>✓✔➢]{0,8}(?:\(?\d{1,2}[.)] )?(?=\S)")
_SHORT_FORMS = r"(?<!e\.g\.)(?<!i\.e\.)(?<!\bmin\.)(?<!\binc\.)(?<!approx\.)(?<!etc\.)"
_ANSWER = r"(?!(?<=\? )(?:yes|no|not|none|nope|we|don’t|never|essential|required|please|a must)\b)"
_ENDS = re.compile(rf"(?:(?<=[.!?]){_SHORT_FORMS} +{_ANSWER}(?=[^\s)+])|\s*•\s*|;\s+|\s\|\s)")
_STARTS = re.compile(r"(?P<heading>[^:.!?]{3,60}?)\s*(?::|\s-\s)\s*")


@dataclass(frozen=True, slots=True)
class Sentence:
    """Letters start..end of the advert. `under`: essential, desirable, offer, about, duties, or '' before any heading;
    `is_bullet`: a line of a list or under a heading, which asks or tells without a verb."""

    start: int
    end: int
    words: str
    under: str
    is_bullet: bool


@cache
def _headings() -> dict[str, re.Pattern[str]]:
    return {under: pattern("|".join(f"(?:{one})" for one in rows)) for under, rows in rows_of("headings").items()}


def heading_of(words: str) -> str:
    """What stands under these words where they are a heading; '' where they are none."""
    tidy = words.strip(" \n•-:#_=.?…").strip()
    if not tidy or len(tidy) > LONGEST_HEADING:
        return ""
    for under, found in _headings().items():
        if found.fullmatch(tidy) or found.fullmatch(f"{tidy} "):  # "<3>" of a pattern ends in white space
            return under
    return ""


def sentences(plain: str) -> Iterator[Sentence]:
    """Every sentence of `plain_letters`, in order."""
    under, place = "", 0
    for line in plain.split("\n"):
        start, end = place, place + len(line)
        place = end + 1
        if not line.strip():
            continue
        if whole := heading_of(line) if not line.rstrip().endswith((".", ",")) else "":
            under = whole
            continue
        is_bullet = bool(under) or line.lstrip()[:1] in "•-"
        for begin, last in _parts(line):
            first, under = _after_heading(line, begin, last, under)
            if line[first:last].strip():
                yield Sentence(start + first, start + last, line[first:last], under, is_bullet)


def _parts(line: str) -> Iterator[tuple[int, int]]:
    begin = 0
    for cut in _ENDS.finditer(line):
        yield from _pieces(line, begin, cut.start())
        begin = cut.end()
    yield from _pieces(line, begin, len(line))


def _pieces(line: str, begin: int, end: int) -> Iterator[tuple[int, int]]:
    while end - begin > LONGEST:
        space = line.rfind(" ", begin + 1, begin + LONGEST)
        cut = space if space > 0 else begin + LONGEST
        yield begin, cut
        begin = cut
    yield begin, end


def _after_heading(line: str, first: int, last: int, under: str) -> tuple[int, str]:
    """Past a heading that stands before a colon ("Essential: own tools"), and what it says of what follows."""
    bullet = _BULLET.match(line, first, last)
    head = _STARTS.match(line, bullet.end() if bullet else first, last)
    found = heading_of(head["heading"]) if head else ""
    return (head.end(), found) if head and found else (first, under)
