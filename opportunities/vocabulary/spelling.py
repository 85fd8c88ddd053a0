"""Spelling repair: a word that no list of ours knows becomes the closest known word, if one is close enough.

Closeness is the optimal string alignment similarity (1 - edits / longer length) of 0.70 or more, ties go to the more
frequent word; both from the project's measurements on misspelt job searches."""

import gzip
import re
from collections import Counter
from collections.abc import Sequence
from functools import cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from opportunities.vocabulary.occupations import known_words, official_titles, profile_titles
from opportunities.vocabulary.wording import DATA, STOP_WORDS, own_wording, plain, tokens

CLOSE_ENOUGH = 0.70
SHORTEST = 4  # one slip in three letters is already too far
EVERYDAY = 1_000  # the weight of a word of speech, near that of the commonest word in titles
_BLOCK = 256  # words at a time, against some 9,000 known ones
ENGLISH_WORDS = "english_words.txt.gz"
_WORD = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)*")


@cache
def ordinary_words() -> frozenset[str]:
    """Words of English, and of speech hereabouts, that are no slips of words of work: "moors" is not "motors"."""
    english = gzip.decompress((DATA / ENGLISH_WORDS).read_bytes()).decode()
    return frozenset([*english.split(), *(DATA / "everyday_words.txt").read_text(encoding="utf-8").split()])


@cache
def word_counts() -> Counter[str]:
    """Known words with how often they are met: official titles, profile titles, prose about work, words of speech."""
    counts = Counter(known_words())
    for title in official_titles():
        counts.update(tokens(f"{title.title} {title.qualifier}"))
    for name in profile_titles():
        counts.update(tokens(name))
    for words in own_wording():
        counts.update(dict.fromkeys(words.split(), EVERYDAY))
    counts.update(dict.fromkeys(STOP_WORDS, EVERYDAY))
    return counts


@cache
def _by_frequency() -> list[str]:
    return [word for word, _ in sorted(word_counts().items(), key=lambda item: (-item[1], item[0]))]


def is_known(word: str) -> bool:
    """Whether a plain word needs no repair: listed, in either number, or no word, or too short to judge."""
    if len(word) < SHORTEST or not word.isalpha():
        return True
    return word in ordinary_words() or not word_counts().keys().isdisjoint((word, word.removesuffix("s"), f"{word}s"))


def _with_its_g(word: str) -> str:
    """ "milkin" is "milking": what is said without its last letter is no slip. '' where there is no such word."""
    full = f"{word}g"
    whole = word.endswith("in") and (
        full in word_counts() or word[:-2] in word_counts() or f"{word[:-2]}e" in word_counts()
    )
    return full if whole else ""


def _closest(words: Sequence[str]) -> dict[str, str]:
    """Unknown words -> the closest known word, where one is close enough; of equals, the most frequent."""
    known, found = _by_frequency(), dict[str, str]()
    for start in range(0, len(words), _BLOCK):
        block = words[start : start + _BLOCK]
        likeness = process.cdist(block, known, scorer=OSA.normalized_similarity, score_cutoff=CLOSE_ENOUGH)
        best = likeness.argmax(axis=1)
        found |= {word: known[at] for word, at, row in zip(block, best, likeness, strict=True) if row[at]}
    return found | {word: full for word in words if (full := _with_its_g(word))}


def repair_all(texts: Sequence[str]) -> list[str]:
    """The texts as written, but for unknown words, which are repaired."""
    unknown = {word for text in texts for word in map(plain, _WORD.findall(text)) if not is_known(word)}
    closest = _closest(sorted(unknown))
    return [_WORD.sub(lambda match: closest.get(plain(match[0]), match[0]), text) for text in texts]


def repair(text: str) -> str:
    """As `repair_all`, for one text."""
    return repair_all([text])[0]
