"""The index of titles: which official titles are nearest to a text, and what they vote for.

Texts are bags of character runs of three and four within a word, and whole words, weighted by TF-IDF. Weights come from
the shipped titles and counts of everyday work prose only, never from the texts of a run: the same text gives the same
vector in every council. Runs stay inside words, so "AI" is not found in "retail"."""

from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from itertools import groupby
from operator import attrgetter

import numpy as np
from scipy.sparse import csr_matrix, vstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.preprocessing import normalize

from opportunities.vocabulary.career_categories import BY_CODE, CATEGORIES
from opportunities.vocabulary.occupations import (
    OfficialTitle,
    known_words,
    official_titles,
    profile_titles,
    unit_groups,
)
from opportunities.vocabulary.wording import STOP_WORDS, content_words

RUNS = (3, 4)
NEIGHBOURS = 10  # titles that vote
SHARPNESS = 6  # power of likeness in a vote: one near title outweighs many faint ones
FAINTEST = 0.5  # a title less than half as like as the nearest would carry under 2% of its vote
_BLOCK = 128  # texts at a time: a text shares a feature with some 18,000 titles, 8 bytes each


@lru_cache(maxsize=65_536)
def _word_features(word: str) -> tuple[str, ...]:
    padded = f" {word} "
    runs = (padded[i : i + n] for n in RUNS for i in range(len(padded) - n + 1))
    return (f"={word}", *runs)


def _features(text: str) -> list[str]:
    return [feature for word in text.split() for feature in _word_features(word)]


def _prose() -> Iterator[str]:
    """Each known word as often as it was met, so that words common in prose weigh little."""
    for word, count in known_words().items():
        if word not in STOP_WORDS:
            yield from [word] * count


@cache
def _official_entries() -> dict[tuple[str, int], str]:
    """(content words, unit group) -> the title to show: each title as it is qualified, each title by itself in the
    groups that may have it unqualified, and each group's own title."""
    shown: dict[tuple[str, int], str] = {}
    for entry in _unqualified():
        shown.setdefault((content_words(entry.title), entry.unit_group), entry.title)
    for entry in official_titles():
        full = f"{entry.title} {entry.qualifier}"
        shown.setdefault((content_words(full), entry.unit_group), f"{entry.title} ({entry.qualifier})")
    for unit_group, title in unit_groups().items():
        shown.setdefault((content_words(title), unit_group), title)
    return {key: title for key, title in shown.items() if key[0]}


def _unqualified() -> Iterator[OfficialTitle]:
    """Entries whose title alone means their group: no qualifier or the index's default; all where it gives neither
    ("Cleaner" alone is 9233, not the industries that also have cleaners)."""
    for _, same_title in groupby(official_titles(), key=attrgetter("title")):
        entries = list(same_title)
        yield from [entry for entry in entries if entry.is_default or not entry.qualifier] or entries


def product(left: csr_matrix, right: csr_matrix) -> csr_matrix:
    """A sparse product with the columns of each row in order, so that what is summed over a row does not depend on the
    rows beside it."""
    result = left @ right
    result.sort_indices()
    return result


def unit_rows(matrix: csr_matrix, norm: str = "l2") -> csr_matrix:
    """The rows scaled to length (or sum, "l1") 1; rows of zeros stay."""
    return normalize(matrix, norm=norm) if matrix.shape[0] else matrix


def _strongest(likeness: csr_matrix) -> csr_matrix:
    """The NEIGHBOURS largest entries of each row that are at least FAINTEST of its largest."""
    lengths = np.diff(likeness.indptr)
    starts = likeness.indptr[:-1][lengths > 0]
    largest = np.maximum.reduceat(likeness.data, starts) if starts.size else likeness.data[:0]
    kept = np.flatnonzero(likeness.data >= np.repeat(largest * np.float32(FAINTEST), lengths[lengths > 0]))
    rows = np.searchsorted(likeness.indptr, kept, side="right") - 1
    order = np.lexsort((likeness.indices[kept], -likeness.data[kept], rows))
    place = np.arange(len(order)) - np.searchsorted(rows, rows)  # rows stay sorted: they are the first key
    best, rows = kept[order[place < NEIGHBOURS]], rows[place < NEIGHBOURS]
    return csr_matrix((likeness.data[best], (rows, likeness.indices[best])), shape=likeness.shape)


class Titles:
    """Titles that can be asked for the nearest, and what each stands for.

    `names` (n) to show; `meanings` float32 (n, labels): each title's shares of its labels, rows add up to 1."""

    def __init__(self, names: Iterable[str], vectors: csr_matrix, meanings: csr_matrix) -> None:
        self.names = tuple(names)
        self.meanings = meanings
        self._by_feature = vectors.T.tocsr()

    def nearest(self, vectors: csr_matrix) -> csr_matrix:
        """Likeness 0..1 of each text to its nearest titles: float32 (texts, titles), at most ten a row, none of them
        less than half as like as the nearest; of equals, the earlier title."""
        blocks = range(0, vectors.shape[0], _BLOCK)
        found = [_strongest(vectors[start : start + _BLOCK] @ self._by_feature) for start in blocks]
        return vstack(found, format="csr") if found else csr_matrix((0, len(self.names)), dtype=np.float32)

    def votes(self, nearest: csr_matrix) -> csr_matrix:
        """Votes of the nearest titles for their labels: float32 (texts, labels), not scaled."""
        return product(nearest.power(SHARPNESS), self.meanings)


@cache
def _fitted() -> tuple[TfidfVectorizer, csr_matrix]:
    """The weights of features, and the official entries in their terms."""
    entries = [text for text, _ in _official_entries()]
    profiles = [content_words(title) for title in profile_titles()]
    vectorizer = TfidfVectorizer(analyzer=_features, sublinear_tf=True, min_df=2, dtype=np.float32)
    return vectorizer, vectorizer.fit_transform([*entries, *profiles, *_prose()])[: len(entries)]


def vectors(texts: Iterable[str]) -> csr_matrix:
    """float32 (texts, features): rows of length 1, or 0 where a text has no known feature. Takes content words."""
    vectorizer, known = _fitted()
    words = list(texts)
    return vectorizer.transform(words) if words else known[:0]


@cache
def official() -> Titles:
    """Official titles; their labels are the unit groups in order of code (`unit_groups`)."""
    entries = _official_entries()
    columns = {unit_group: column for column, unit_group in enumerate(unit_groups())}
    labels = [columns[unit_group] for _, unit_group in entries]
    ones = np.ones(len(labels), dtype=np.float32)
    meanings = csr_matrix((ones, labels, np.arange(len(labels) + 1)), shape=(len(labels), len(columns)))
    return Titles(entries.values(), _fitted()[1], meanings)


@cache
def profiles() -> Titles:
    """Profile titles; their labels are the career categories by index."""
    shares = np.zeros((len(profile_titles()), len(CATEGORIES)), dtype=np.float32)
    for row, codes in zip(shares, profile_titles().values(), strict=True):
        row[[BY_CODE[code].index for code in codes]] = 1 / len(codes)
    return Titles(profile_titles(), vectors(map(content_words, profile_titles())), csr_matrix(shares))
