"""Texts to vectors whose dot product says how alike two texts are, in words and in the occupations they point at.

A row is the text's own features beside its concept, the unit groups that its nearest official titles vote for. With
weights d and c for the two, the dot product of two rows is d * d' * direct likeness + c * c' * likeness of concepts."""

import re
from collections.abc import Sequence
from functools import cache

import numpy as np
from scipy.sparse import csr_matrix, diags, hstack

from opportunities.vocabulary import spelling, title_index
from opportunities.vocabulary.wording import content_words, wish_words
from opportunities.vocabulary.worries import is_worry

# Chosen on the development searches of the National Careers Service; flat optima, so not to be tuned finely.
CONCEPT = 0.63  # weight of the concept beside 1 for direct words; 0.63 ** 2 = 0.4 between two titles
CONCEPT_OF_ACTIVITY = 0.24  # a phrase such as "looking after old people at home" is no title: its words say more
ACTIVITY_LENGTH = 4  # content words from which a wish is read as an activity
TITLE_IN_TEXT = (0.2, 0.5)  # share of the title, against title and description together, in words and in concept
OPENING = 80  # words of an advert that are read

_END_OF_TITLE = re.compile(r"[.:!?]\s|\n")


def opening(text: str) -> str:
    """The first words of an advert: what follows them is about the employer more than the work."""
    return " ".join(text.split(maxsplit=OPENING)[:OPENING])


def title_of(text: str) -> str:
    """What stands before the first full stop, colon or line break: adverts begin with their title."""
    return _END_OF_TITLE.split(text, maxsplit=1)[0]


def said_about_work(text: str, repaired: str) -> str:
    """A wish in plain words, from its text as written and repaired: "" where it says nothing of work, or may be a
    worry, which nothing here reads."""
    return "" if is_worry(text, repaired) else wish_words(repaired)


def concepts(direct: csr_matrix) -> csr_matrix:
    """float32 (texts, 369 unit groups), rows of length 1 or 0: what the nearest official titles vote for."""
    official = title_index.official()
    return title_index.unit_rows(official.votes(official.nearest(direct)))


def _joined(direct: csr_matrix, concept: csr_matrix, weights: Sequence[float]) -> csr_matrix:
    """Both halves side by side; `weights` (rows) is what the concept of each row weighs beside 1 for direct words."""
    weighted = diags(np.asarray(weights, dtype=np.float32)) @ concept
    return title_index.unit_rows(hstack([direct, weighted], format="csr", dtype=np.float32))


def _blend(head: csr_matrix, whole: csr_matrix, share: float) -> csr_matrix:
    return title_index.unit_rows(head * share + whole * (1 - share))


class TextReader:
    """Texts to vectors. `name` says which back end ran and is stored beside every result."""

    name = "sklearn-1"

    def vectors(self, texts: Sequence[str]) -> csr_matrix:
        """float32 (len(texts), self.width), rows of length 1 (0 for a text without known words), entries >= 0: the dot
        product of two rows is their similarity 0..1. For titles of opportunities, alone or followed by a full stop,
        colon or line break and a description."""
        heads = title_index.vectors(map(content_words, map(title_of, texts)))
        wholes = title_index.vectors(map(content_words, map(opening, texts)))
        direct = _blend(heads, wholes, TITLE_IN_TEXT[0])
        concept = _blend(concepts(heads), concepts(wholes), TITLE_IN_TEXT[1])
        return _joined(direct, concept, [CONCEPT] * len(texts))

    def wish_vectors(self, texts: Sequence[str]) -> csr_matrix:
        """As `vectors`, for young people's words: spelling is repaired, everyday words are made plain and words that
        say nothing about work are left out. "Dunno" and what may be a worry are rows of zeros."""
        said = list(map(said_about_work, texts, spelling.repair_all(texts)))
        direct = title_index.vectors(said)
        weights = [CONCEPT_OF_ACTIVITY if len(words.split()) >= ACTIVITY_LENGTH else CONCEPT for words in said]
        return _joined(direct, concepts(direct), weights)

    @property
    def width(self) -> int:
        """The number of columns of every matrix of this reader."""
        return int(self.vectors([""]).shape[1])


@cache
def text_reader() -> TextReader:
    """The one reader of this process; the first call fits its index (about two seconds)."""
    return TextReader()
