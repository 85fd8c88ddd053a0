"""Finding known phrases in the words of a label, longest first, whatever its capitals, punctuation and plurals."""

import re
import tomllib
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from rapidfuzz.distance import OSA
from rapidfuzz.process import extractOne

COMMON = tomllib.loads(Path(__file__).with_name("common_words.toml").read_text(encoding="utf-8"))
SMALL_WORDS = frozenset(COMMON["small"])
REWRITES = (
    (r"\be\.\s?g\b\.?", "eg"),
    (r"\bi\.\s?e\b\.?", "ie"),
    (r"\(s\)", "s"),
    (r"\bc/o\b", "care of"),
    (r"\bb\s*(?:&|and|n|\+)\s*b\b", "bed and breakfast"),
    (r"\bf\s*/\s*t\b|\bfulltime\b|\bft\b", "full time"),
    (r"\bp\s*/\s*t\b|\bparttime\b|\bpt\b", "part time"),
    (r"\ba[ -]?levels?\b", "alevel"),
    (r"\baccomm?odation\b", "accommodation"),
    (r"\bindependant", "independent"),
    (r"\bn\.?\s?f\.?\s?a\b\.?", "no fixed abode"),
    (r"\bn\.?e\.?e\.?t\b\.?", "neet"),
    (r"\?", " query "),
)
# What follows these words is only an example of what stands before them.
EXAMPLES = re.compile(r"[(,;]?\s*\b(?:eg\b|ie\b|such as\b|for example\b|including\b|like an?\b).*", re.DOTALL)
ACCENTS = re.compile("[\u0300-\u036f]")
APOSTROPHES = re.compile("['\u2018\u2019]")
STRENGTHS = ("settles", "alone", "hints", "doubt", "ignored", "unrecorded")
CLOSE_SPELLING = 0.75
SHORTEST_REPAIRED = 5
SHORTEST_PLURAL = 4


def rewritten(text: str) -> str:
    """The text without accents, with usual abbreviations and slips written out."""
    plain = ACCENTS.sub("", unicodedata.normalize("NFKD", text))
    for pattern, replacement in REWRITES:
        plain = re.sub(pattern, replacement, plain, flags=re.IGNORECASE)
    return plain


@lru_cache(maxsize=4096)
def words_of(text: str) -> tuple[str, ...]:
    """The words that carry meaning: lower case, no accents, no plural s, no small words, no numbers."""
    plain = APOSTROPHES.sub("", EXAMPLES.sub("", rewritten(text).casefold()))
    words = re.findall(r"[a-z0-9]+", plain)
    return tuple(singular(word) for word in words if word not in SMALL_WORDS and not word.isdigit())


def singular(word: str) -> str:
    return word[:-1] if len(word) >= SHORTEST_PLURAL and word.endswith("s") and not word.endswith("ss") else word


class Meaning(NamedTuple):
    """How firmly a phrase speaks, and for which values.

    `settles`: whatever else stands beside it. `alone`: if no unknown word stands beside it. `hints`: only a guess,
    perhaps at several values. `doubt` asks a person, `ignored` changes nothing, `unrecorded`: nobody wrote it down.
    """

    strength: str
    tags: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Found:
    """The meanings in a text, by strength, and the words that nothing explains."""

    settles: frozenset[str]
    alone: frozenset[str]
    hints: frozenset[str]
    doubtful: bool
    unrecorded: bool
    unknown: tuple[str, ...]


class Phrases:
    """Known phrases of one column. Raises ValueError if one phrase, hints apart, is given two meanings."""

    def __init__(self, meanings: Iterable[tuple[str, str, Iterable[str]]]) -> None:
        """`meanings`: strength, tag and phrases."""
        own: dict[tuple[str, ...], Meaning] = {}
        for strength, tag, phrases in meanings:
            for phrase in phrases:
                words = words_of(phrase)
                own[words] = self._joined(phrase, own.get(words), Meaning(strength, frozenset([tag])))
        common = (("doubt", COMMON["doubt"]), ("ignored", COMMON["ignored"]), ("unrecorded", COMMON["not_recorded"]))
        by_words = {words_of(phrase): Meaning(strength) for strength, phrases in common for phrase in phrases}
        self.by_words = by_words | own
        self.longest = max(map(len, self.by_words))
        self.spellings = sorted({word for words in own for word in words if len(word) >= SHORTEST_REPAIRED})

    @staticmethod
    def _joined(phrase: str, known: Meaning | None, new: Meaning) -> Meaning:
        if not words_of(phrase) or (known and known != new and not known.strength == new.strength == "hints"):
            raise ValueError(f"The phrase “{phrase}” says nothing, or says two things.")
        return Meaning(new.strength, new.tags | known.tags) if known else new

    def find(self, words: tuple[str, ...]) -> Found:
        tags: dict[str, set[str]] = {strength: set() for strength in STRENGTHS}
        unknown, start = [], 0
        while start < len(words):
            length, meaning = self._longest_at(words, start)
            if meaning:
                tags[meaning.strength] |= meaning.tags or {meaning.strength}
            else:
                unknown.append(words[start])
            start += length
        settles, alone, hints = (frozenset(tags[strength]) for strength in ("settles", "alone", "hints"))
        return Found(settles, alone, hints, bool(tags["doubt"]), bool(tags["unrecorded"]), tuple(unknown))

    def _longest_at(self, words: tuple[str, ...], start: int) -> tuple[int, Meaning | None]:
        for length in range(min(self.longest, len(words) - start), 0, -1):
            meaning = self.by_words.get(words[start : start + length])
            if meaning is not None:
                return length, meaning
        return 1, None

    def repair(self, words: tuple[str, ...]) -> tuple[str, ...]:
        """The words with each unknown long one replaced by the nearest known spelling, if one is near."""
        return tuple(word if (word,) in self.by_words else self._nearest(word) for word in words)

    def _nearest(self, word: str) -> str:
        if len(word) < SHORTEST_REPAIRED or word in self.spellings:
            return word
        near = extractOne(word, self.spellings, scorer=OSA.normalized_similarity, score_cutoff=CLOSE_SPELLING)
        return str(near[0]) if near else word
