"""Occupations described at length: which of them a text is like.

"Looking after old folk" shares no word with "Domiciliary care assistant", but both share words with the descriptions of
the same occupations. A text's likeness to some 6,500 descriptions (ESCO, O*NET, SOC 2010, plain_work.py; see
docs/data-sources.md) is its place among occupations. Words count whole and by how they begin, so that "caring", "carer"
and "care" meet. Pure: no Django."""

from collections.abc import Sequence
from functools import cache, lru_cache

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix, vstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.preprocessing import normalize

from opportunities.vocabulary.occupations import occupation_words
from opportunities.vocabulary.plain_work import described_words

BEGINNINGS = (4, 6)  # letters
KEPT = 100  # occupations that a text keeps its likeness to
SHARPNESS = 3  # power of likeness: a near occupation outweighs many faint ones
_BLOCK = 128  # texts at a time, against every occupation


@lru_cache(maxsize=65_536)
def _word_features(word: str) -> tuple[str, ...]:
    return (f"={word}", *(f"~{word[:letters]}" for letters in BEGINNINGS))


def _features(text: str) -> list[str]:
    return [feature for word in text.split() for feature in _word_features(word)]


def _descriptions() -> tuple[str, ...]:
    return occupation_words() + described_words()


@cache
def _fitted() -> tuple[TfidfVectorizer, csr_matrix]:
    """The weights of features, and (features, occupations) in their terms."""
    vectorizer = TfidfVectorizer(analyzer=_features, sublinear_tf=True, min_df=2, dtype=np.float32)
    return vectorizer, vectorizer.fit_transform(_descriptions()).T.tocsr()


def width() -> int:
    """How many occupations there are."""
    return int(_fitted()[1].shape[1])


def near(texts: Sequence[str]) -> csr_matrix:
    """float32 (texts, occupations), entries >= 0, rows of length 1 or 0: how like each text is to the occupations that
    it is most like. Takes content words."""
    blocks = [_near(texts[start : start + _BLOCK]) for start in range(0, len(texts), _BLOCK)]
    return normalize(vstack(blocks, format="csr")) if blocks else csr_matrix((0, width()), dtype=np.float32)


def _near(texts: Sequence[str]) -> csr_matrix:
    vectorizer, occupations = _fitted()
    return most_like((vectorizer.transform(texts) @ occupations).toarray(), KEPT, SHARPNESS)


def most_like(likeness: npt.NDArray[np.float32], kept: int, sharpness: int) -> csr_matrix:
    """The `kept` largest entries of each row that are above 0, to the power of `sharpness`."""
    columns = np.sort(np.argpartition(-likeness, kept, axis=1)[:, :kept], axis=1)
    values = np.maximum(np.take_along_axis(likeness, columns, axis=1), 0) ** sharpness
    starts = np.arange(0, columns.size + 1, kept)
    found = csr_matrix((values.ravel(), columns.ravel(), starts), shape=likeness.shape)
    found.eliminate_zeros()
    return found


@cache
def _occupations_of_words() -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for number, words in enumerate(_descriptions()):
        for word in words.split():
            found.setdefault(word, set()).add(number)
    return {word: frozenset(numbers) for word, numbers in found.items()}


def stands_in_one(contents: str) -> bool:
    """Whether all these content words are met in the description of one occupation."""
    numbers = [_occupations_of_words().get(word, frozenset[int]()) for word in contents.split()]
    return bool(numbers) and bool(frozenset.intersection(*numbers))
