"""A pledge card in free words, as pasted or read from a photograph, to what it promises (E2, E3).

Nothing is written down by reading: a person confirms each field. What is not said stays empty."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from rapidfuzz import fuzz, process

from config.places.postcodes import normalise
from employers.duplicates import ALIKE, normalise_name
from opportunities.advert_reading.plain_words import NUMBER, number_of, pattern, plain_letters
from opportunities.advert_reading.tables import rows_of, table
from opportunities.vocabulary.reading import read_titles
from opportunities.vocabulary.wording import plain as plain_words

HERE = Path(__file__).parent
EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
PHONE = re.compile(r"(?<!\d)(?:\+44|0)[\d ()-]{8,14}\d(?!\d)")
POSTCODE = re.compile(r"\b[A-Za-z]{1,2}\d[A-Za-z\d]? ?\d[A-Za-z]{2}\b")
CLAUSE = re.compile(r"[.;!?\n]+|,? but |,? although ")
COUNTED = re.compile(rf"(?<![\w£.]){NUMBER}(?!\w)")
ONE = re.compile(r"\b(?:an?|another)(?: [^\W\d]+){0,3} ?$")
NEAR = 45
"""Letters between a number and what it counts: "2 of our full time catering apprenticeships"."""
MOST = 500
SURE_CATEGORY = 0.25
LEAST_OF_A_NAME = 4


@dataclass(frozen=True, slots=True)
class Promised:
    """A kind's code and how many; `is_counted` is False where the card names no number, and one is proposed."""

    kind: str
    quantity: int
    is_counted: bool


@dataclass(frozen=True, slots=True)
class CardReading:
    """What was found. `in_register` is the employer's name there, where the card's is like it; `category` a code."""

    organisation: str
    in_register: str
    contact: str
    email: str
    phone: str
    postcode: str
    category: str
    promised: tuple[Promised, ...]


def read_card(text: str, register: Sequence[str] = ()) -> CardReading:
    """`register`: names of the employers that are known."""
    plain = plain_letters(text)
    named = _said(_words()["organisation"], text, plain)
    known = like_in_register(named, register) if named else standing_in(text, register)
    return CardReading(
        organisation=named or known or _first_line(text),
        in_register=known,
        contact=_said(_words()["contact"], text, plain).title(),
        email=_first(EMAIL, text),
        phone=_first(PHONE, text).strip(),
        postcode=next((code for found in POSTCODE.findall(text) if (code := normalise(found))), ""),
        category=_category(plain),
        promised=tuple(promised_in(plain)),
    )


def promised_in(plain: str) -> Iterator[Promised]:
    """Each kind once, in the order of the card, with the numbers of all its places together."""
    found: dict[str, Promised] = {}
    for clause in CLAUSE.split(plain):
        if any(words.search(clause) for words in _words()["refuses"]):
            continue
        counted: set[int] = set()
        for kind, (start, end) in _kinds_in(clause):
            number, place = _number(clause, start, end)
            if kind in found and place in counted:
                continue
            counted |= {place} if place >= 0 else set()
            before = found.get(kind, Promised(kind, 0, False))
            quantity = min(before.quantity + (number or (0 if before.quantity else 1)), MOST)
            found[kind] = Promised(kind, quantity, before.is_counted or number is not None)
    yield from found.values()


def _kinds_in(clause: str) -> Iterator[tuple[str, tuple[int, int]]]:
    """Kind and place of everything offered in a clause; each place is read once, by the longest pattern there."""
    there = [(found.start(), -len(found[0]), kind) for kind, words in _kinds() for found in words.finditer(clause)]
    end = 0
    for start, length, kind in sorted(there):
        if start >= end and not (kind == "job" and any(w.search(clause[:start]) for w in _words()["for_a_job"])):
            end = start - length
            yield kind, (start, end)


def _words() -> dict[str, tuple[re.Pattern[str], ...]]:
    return table("words", HERE)


@cache
def _kinds() -> tuple[tuple[str, re.Pattern[str]], ...]:
    rows = rows_of("kinds", HERE).items()
    return tuple((kind, pattern(rf"(?<!\w)(?:{words})(?!\w)")) for kind, several in rows for words in several)


def _number(clause: str, start: int, end: int) -> tuple[int | None, int]:
    """How many of what stands at start..end, and where the clause says so (-1: nowhere)."""
    after, reach = clause[end:], clause[max(0, start - NEAR) : start]
    for name in ("for_people", "", "counted_after"):
        found = _told_before(reach) if not name else _told_after(after, name)
        if found:
            place = found.start("many") + end if name else found.start() + start - len(reach)
            return _places(found["many"] if name else found[0]), place
    return (1 if ONE.search(reach[_last_end(reach) :]) else None), -1


def _told_after(after: str, name: str) -> re.Match[str] | None:
    return next((found for words in _words()[name] if (found := words.search(after))), None)


def _told_before(reach: str) -> re.Match[str] | None:
    """The nearest number that counts what follows, and nothing else in between."""
    first = _last_end(reach)
    counts = [found for found in COUNTED.finditer(reach, first) if not _counts_else(reach, found)]
    return counts[-1] if counts else None


def _last_end(reach: str) -> int:
    return max((found[1] for found in _ends(reach)), default=0)


def _places(words: str) -> int | None:
    number = number_of(words)
    return int(number) if number and number == int(number) and 1 <= number <= MOST else None


def _ends(reach: str) -> Iterator[tuple[int, int]]:
    """Places of what else is offered, and of "and" and commas: their numbers belong to them."""
    for words in (*(words for _, words in _kinds()), re.compile(r",| and | or | plus |&")):
        yield from (found.span() for found in words.finditer(reach))


def _counts_else(reach: str, found: re.Match[str]) -> bool:
    words = _words()
    before, after = reach[: found.start()], reach[found.end() :]
    return any(one.search(after) for one in words["not_counted"]) or any(
        one.search(before) for one in words["not_counted_before"]
    )


def like_in_register(name: str, register: Sequence[str]) -> str:
    """The employer of the register whose name is most like this one; "" where none is like it."""
    wanted = normalise_name(name)
    found = process.extractOne(
        wanted, [normalise_name(one) for one in register], scorer=fuzz.token_sort_ratio, score_cutoff=ALIKE
    )
    return register[found[2]] if found else ""


def standing_in(text: str, register: Sequence[str]) -> str:
    """The longest name of the register that stands word for word in the text."""
    said = f" {plain_words(text)} "
    there = [name for name in register if len(name) >= LEAST_OF_A_NAME and f" {normalise_name(name)} " in said]
    return max(there, key=len, default="")


def _said(patterns: Sequence[re.Pattern[str]], text: str, plain: str) -> str:
    """What stands where the first pattern says, with the capitals it was written with."""
    for words in patterns:
        if found := re.compile(words.pattern, re.MULTILINE).search(plain):
            return text[slice(*found.span("said"))].strip(" .-")
    return ""


def _first(shape: re.Pattern[str], text: str) -> str:
    found = shape.search(text)
    return found[0] if found else ""


def _first_line(text: str) -> str:
    """A short first line that is no sentence and promises nothing is a letterhead."""
    line = next((line.strip() for line in text.splitlines() if line.strip()), "")
    is_name = len(line.split()) <= 6 and not line.endswith((".", "!", "?")) and "\n" in text.strip()
    return line if is_name and not EMAIL.search(line) and not list(promised_in(plain_letters(line))) else ""


def _category(plain: str) -> str:
    """The kind of work of the clause that says it most surely; "" where none does."""
    clauses = [clause for clause in CLAUSE.split(EMAIL.sub(" ", plain)) if clause.strip()]
    read = [reading.category for reading in read_titles(clauses) if reading.category]
    surest = max(read, key=lambda category: category.certainty, default=None)
    return surest.code if surest and surest.certainty >= SURE_CATEGORY else ""
