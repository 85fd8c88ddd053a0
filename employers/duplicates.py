"""Which employers may be one and the same (E1): likeness of names by rapidfuzz. A person decides; nothing is merged."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from rapidfuzz import fuzz, process

from employers.models import Employer

LEGAL_FORMS = frozenset(["ltd", "limited", "plc", "llp", "llc", "cic", "cio", "inc", "incorporated"])
ONE_SPELLING = {"company": "co"}
BETWEEN_WORDS = re.compile(r"[^a-z0-9]+")
ALIKE = 88
ALIKE_AT_ONE_POSTCODE = 75


@dataclass(frozen=True, slots=True)
class LikelyDuplicate:
    """Two employers whose names are `likeness` of 100 alike, and why we ask, as a sentence."""

    first: Employer
    second: Employer
    likeness: int
    sentence: str


def normalise_name(name: str) -> str:
    """The name without capitals, accents, punctuation, "The" and legal forms: "The Mill & Co. Ltd" is "mill and co".

    Two employers of a council with the same result and postcode are one.
    """
    bare = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
    words = BETWEEN_WORDS.sub(" ", re.sub("['’.]", "", bare).replace("&", " and ")).split()
    while len(words) > 1 and words[-1] in LEGAL_FORMS:
        words.pop()
    if len(words) > 1 and words[0] == "the":
        words.pop(0)
    return " ".join(ONE_SPELLING.get(word, word) for word in words)[:150] or name.casefold().strip()[:150]


def likely_duplicates(employers: Sequence[Employer]) -> list[LikelyDuplicate]:
    """Pairs worth a look, the likest first. Names at one postcode need less likeness than others."""
    names = [employer.normalised_name for employer in employers]
    least = min(ALIKE, ALIKE_AT_ONE_POSTCODE)
    likeness = process.cdist(names, names, scorer=fuzz.token_sort_ratio, score_cutoff=least, dtype=np.uint8)
    postcodes = np.array([employer.postcode or f"unknown {place}" for place, employer in enumerate(employers)])
    together = np.triu(postcodes[:, None] == postcodes[None, :], k=1)
    for i, j in np.argwhere(together):
        likeness[i, j] = max(likeness[i, j], round(fuzz.token_set_ratio(names[i], names[j])))
    worth_a_look = np.triu(likeness >= np.where(together, ALIKE_AT_ONE_POSTCODE, ALIKE), k=1)
    pairs = [(int(likeness[i, j]), employers[i], employers[j]) for i, j in np.argwhere(worth_a_look)]
    return [_likely(*pair) for pair in sorted(pairs, key=lambda pair: (-pair[0], pair[1].name, pair[2].name))]


def _likely(likeness: int, first: Employer, second: Employer) -> LikelyDuplicate:
    where = f", both at {first.postcode}" if first.postcode and first.postcode == second.postcode else ""
    sentence = f"“{first.name}” and “{second.name}”{where}: are they one employer?"
    return LikelyDuplicate(first, second, likeness, sentence)
