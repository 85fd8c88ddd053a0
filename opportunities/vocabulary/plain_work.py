"""What people do at work in plain words, of some 850 job profiles and 650 apprenticeship standards.

"Waste resource operative" says nothing to most people; "bin man, refuse collector, recycling worker" does. The words
are data of our own (`data/plain_work.csv`). A wish or an opportunity that is a title of theirs is read with them, and
each is one more occupation described. Pure: no Django."""

import csv
import re
from functools import cache

from opportunities.vocabulary.wording import DATA, content_words, plain, strip_mode_words

_DEGREE = re.compile(r"\b(?:integrated )?(?:degree|masters level)\b")
_ASIDE = re.compile(r"\([^)]*\)|,.*")


@cache
def _rows() -> tuple[tuple[str, str], ...]:
    with (DATA / "plain_work.csv").open(encoding="utf-8", newline="") as file:
        return tuple((row["title"], row["work"]) for row in csv.DictReader(file))


def described() -> tuple[str, ...]:
    """Every profile and standard as "Title. What people do there, with commas"."""
    return tuple(f"{title}. {work}" for title, work in _rows())


@cache
def described_words() -> tuple[str, ...]:
    """The content words of `described`."""
    return tuple(map(content_words, described()))


def _key(title: str) -> str:
    return " ".join(_DEGREE.sub(" ", strip_mode_words(plain(title))).split())


@cache
def _by_title() -> dict[str, str]:
    found: dict[str, str] = {}
    for title, work in _rows():
        key = _key(title)
        found[key] = f"{found[key]}, {work}" if key in found else work
    return found


def plain_work(title: str) -> str:
    """What people do under this title, "" where we have no words for it. "Retailer (level 2) apprenticeship" is the
    standard Retailer: words of mode and of level are left out, and where that is no title, what stands in brackets or
    after a comma too."""
    known = _by_title()
    return known.get(_key(title)) or known.get(_key(_ASIDE.sub(" ", title)), "")
