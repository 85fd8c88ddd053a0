"""Texts to vectors whose dot product says how alike two texts are, in words and in the occupations they point at.

A row holds several things side by side: the text's own features, the unit groups that its nearest official titles vote
for, the occupations whose descriptions it is like, and with the text model the occupations whose descriptions mean the
same. The dot product of two rows is the weighted sum of the likeness of each, since a part enters both rows with the
square root of its weight."""

import os
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

import numpy as np
from scipy.sparse import csr_matrix, hstack

from opportunities.vocabulary import occupation_meanings, occupation_texts, spelling, title_index
from opportunities.vocabulary.plain_work import plain_work
from opportunities.vocabulary.rows_kept import RowsKept
from opportunities.vocabulary.wording import content_words, turned_down, wish_phrase, wish_words
from opportunities.vocabulary.worries import is_worry


@dataclass(frozen=True)
class Said:
    """Some texts as their content words, and as the phrases that these stand in."""

    contents: Sequence[str]
    phrases: Sequence[str]

    @cached_property
    def words(self) -> csr_matrix:
        return title_index.vectors(self.contents)


def _official_votes(said: Said) -> csr_matrix:
    official = title_index.official()
    return title_index.unit_rows(official.votes(official.nearest(said.words)))


@dataclass(frozen=True, slots=True)
class Part:
    """One way in which texts are alike: `rows` float32 (texts, its width), each of length 1 or 0; what it counts in the
    whole (the weights of a reader add up to 1); the share of the title, beside title and description together."""

    rows: Callable[[Said], csr_matrix]
    weight: float
    title: float


# Chosen on the development searches of the National Careers Service; flat optima, so not to be tuned finely.
SKLEARN = (
    Part(lambda said: said.words, weight=0.15, title=0.2),
    Part(_official_votes, weight=0.15, title=0.5),
    Part(lambda said: occupation_texts.near(said.contents), weight=0.7, title=0.4),
)
ONNX = (
    Part(lambda said: said.words, weight=0.1, title=0.2),
    Part(_official_votes, weight=0.1, title=0.5),
    Part(lambda said: occupation_texts.near(said.contents), weight=0.3, title=0.4),
    Part(lambda said: occupation_meanings.near(said.phrases), weight=0.5, title=0.5),
)
BACK_ENDS = {"sklearn": ("sklearn-3", SKLEARN), "onnx": ("onnx-3", ONNX)}
OPENING = 80  # words of an advert that are read
PLAIN_WORK = 0.4  # the share of plain words about a known title, beside what the advert itself says

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


@dataclass(frozen=True, slots=True)
class TextReader:
    """Texts to vectors. `name` says which back end ran and is stored beside every result."""

    name: str
    parts: tuple[Part, ...]

    def vectors(self, texts: Sequence[str]) -> csr_matrix:
        """float32 (len(texts), self.width), rows of length 1 (0 for a text without known words), entries >= 0: the dot
        product of two rows is their similarity 0..1. For titles of opportunities, alone or followed by a full stop,
        colon or line break and a description. A title that is a job profile or an apprenticeship standard is read with
        what people do there."""
        heads, wholes = (_written(list(map(part, texts))) for part in (title_of, opening))
        work = _written([plain_work(title_of(text)) for text in texts])
        return self._joined(
            [
                _blend(_blend(part.rows(heads), part.rows(wholes), part.title), part.rows(work), 1 - PLAIN_WORK)
                for part in self.parts
            ]
        )

    def wish_vectors(self, texts: Sequence[str]) -> csr_matrix:
        """As `vectors`, for young people's words: spelling is repaired, everyday words are made plain and words that
        say nothing about work are left out. "Dunno" and what may be a worry are rows of zeros. Work that is turned
        down has entries below 0, so that an offer like it scores lower, even below 0. What was read before is kept."""
        return _wishes_kept(self)(texts)

    def read_wishes(self, texts: Sequence[str]) -> csr_matrix:
        """The same, read afresh."""
        repaired = spelling.repair_all(texts)
        contents = list(map(said_about_work, texts, repaired))
        wanted = [text if words else "" for text, words in zip(repaired, contents, strict=True)]
        phrases, down = list(map(wish_phrase, wanted)), list(map(turned_down, wanted))
        work = _written(list(map(plain_work, phrases)))
        said = Said(contents, phrases)
        rows = self._joined([_blend(part.rows(said), part.rows(work), 1 - PLAIN_WORK) for part in self.parts])
        return rows - self._spread(down) if any(down) else rows

    def _spread(self, texts: Sequence[str]) -> csr_matrix:
        """Rows of the texts that there are, zeros for the others."""
        at = [row for row, text in enumerate(texts) if text]
        there = [texts[row] for row in at]
        said = Said(list(map(wish_words, there)), list(map(wish_phrase, there)))
        place = csr_matrix((np.ones(len(at), np.float32), (at, range(len(at)))), shape=(len(texts), len(at)))
        return place @ self._joined([part.rows(said) for part in self.parts])

    def _joined(self, rows: Sequence[csr_matrix]) -> csr_matrix:
        weighted = [one * np.float32(part.weight**0.5) for part, one in zip(self.parts, rows, strict=True)]
        return title_index.unit_rows(hstack(weighted, format="csr", dtype=np.float32))

    @property
    def width(self) -> int:
        """The number of columns of every matrix of this reader."""
        return int(self.vectors([""]).shape[1])


@cache
def _wishes_kept(reader: TextReader) -> RowsKept:
    return RowsKept(reader.read_wishes)


def _written(texts: Sequence[str]) -> Said:
    return Said([content_words(text) for text in texts], texts)


def _blend(head: csr_matrix, whole: csr_matrix, share: float) -> csr_matrix:
    return title_index.unit_rows(head * share + whole * (1 - share))


def back_end() -> str:
    """The back end that this installation reads words with: `EET_TEXT_BACK_END`, or sklearn."""
    return os.environ.get("EET_TEXT_BACK_END", "sklearn")


@cache
def text_reader(name: str = "") -> TextReader:
    """The reader of a back end of BACK_ENDS, by default that of this installation; its first texts load its index
    (some seconds). Raises NoTextModel at its first text where the model is missing."""
    return TextReader(*BACK_ENDS[name or back_end()])
