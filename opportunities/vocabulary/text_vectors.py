"""Texts to vectors whose dot product says how alike two texts are, in words and in the occupations they point at.

A row holds three things side by side: the text's own features, the unit groups that its nearest official titles vote
for, and the occupations whose descriptions it is like. The dot product of two rows is the weighted sum of the likeness
of each, since a part enters both rows with the square root of its weight."""

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_matrix, hstack

from opportunities.vocabulary import occupation_texts, spelling, title_index
from opportunities.vocabulary.wording import content_words, wish_words
from opportunities.vocabulary.worries import is_worry


class Weights(NamedTuple):
    """What each part counts in the likeness of two texts; they add up to 1."""

    words: float
    titles: float
    occupations: float


# Chosen on the development searches of the National Careers Service; flat optima, so not to be tuned finely.
WEIGHTS = Weights(words=0.15, titles=0.15, occupations=0.7)
TITLE_IN_TEXT = Weights(words=0.2, titles=0.5, occupations=0.4)  # share of the title, beside title and description
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


class Parts(NamedTuple):
    """The three parts of some texts, each float32 (texts, its own width) with rows of length 1 or 0."""

    words: csr_matrix
    titles: csr_matrix
    occupations: csr_matrix

    @classmethod
    def of(cls, contents: Sequence[str]) -> "Parts":
        """Of texts given as their content words."""
        words = title_index.vectors(contents)
        official = title_index.official()
        votes = title_index.unit_rows(official.votes(official.nearest(words)))
        return cls(words, votes, occupation_texts.near(contents))

    def joined(self) -> csr_matrix:
        """All three side by side, weighted."""
        parts = [part * np.float32(weight**0.5) for part, weight in zip(self, WEIGHTS, strict=True)]
        return title_index.unit_rows(hstack(parts, format="csr", dtype=np.float32))


def _blend(head: csr_matrix, whole: csr_matrix, share: float) -> csr_matrix:
    return title_index.unit_rows(head * share + whole * (1 - share))


class TextReader:
    """Texts to vectors. `name` says which back end ran and is stored beside every result."""

    name = "sklearn-2"

    def vectors(self, texts: Sequence[str]) -> csr_matrix:
        """float32 (len(texts), self.width), rows of length 1 (0 for a text without known words), entries >= 0: the dot
        product of two rows is their similarity 0..1. For titles of opportunities, alone or followed by a full stop,
        colon or line break and a description."""
        heads = Parts.of([content_words(title_of(text)) for text in texts])
        wholes = Parts.of([content_words(opening(text)) for text in texts])
        return Parts(*map(_blend, heads, wholes, TITLE_IN_TEXT)).joined()

    def wish_vectors(self, texts: Sequence[str]) -> csr_matrix:
        """As `vectors`, for young people's words: spelling is repaired, everyday words are made plain and words that
        say nothing about work are left out. "Dunno" and what may be a worry are rows of zeros."""
        return Parts.of(list(map(said_about_work, texts, spelling.repair_all(texts)))).joined()

    @property
    def width(self) -> int:
        """The number of columns of every matrix of this reader."""
        return int(self.vectors([""]).shape[1])


@cache
def text_reader() -> TextReader:
    """The one reader of this process; the first call fits its index (about two seconds)."""
    return TextReader()
