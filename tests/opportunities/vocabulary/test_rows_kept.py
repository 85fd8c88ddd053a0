"""Words read once are not read again (A3): the same rows, in the order asked for, and no more kept than was said."""

from collections.abc import Sequence

import numpy as np
from scipy.sparse import csr_matrix

from opportunities.vocabulary.rows_kept import RowsKept
from opportunities.vocabulary.text_vectors import text_reader

WISHES = ["cars", "summat with kids", "dunno", "cars", "lookin after old folk"]


class Reader:
    """A row of each text: its length, in a column of its first letter; what it was asked to read is noted."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def __call__(self, texts: Sequence[str]) -> csr_matrix:
        self.asked += texts
        rows = np.zeros((len(texts), 26), np.float32)
        for number, text in enumerate(texts):
            rows[number, ord(text[0]) - 97] = len(text)
        return csr_matrix(rows)


def test_each_text_is_read_once_and_stands_where_it_was_asked_for() -> None:
    read = Reader()
    kept = RowsKept(read)
    for texts in (["bread", "cars", "bread"], ["art", "cars"], []):
        assert (kept(texts) != Reader()(texts)).nnz == 0
    assert read.asked == ["bread", "cars", "art"]


def test_the_oldest_go_first() -> None:
    read = Reader()
    kept = RowsKept(read, most=2)
    kept(["a", "b", "c"])
    kept(["c", "a"])
    assert read.asked == ["a", "b", "c", "a"] and len(kept.kept) == 2


def test_wishes_are_the_same_kept_and_read_afresh() -> None:
    reader = text_reader()
    afresh = reader.read_wishes(WISHES)
    for _ in range(2):
        assert (reader.wish_vectors(WISHES) != afresh).nnz == 0
    assert reader.wish_vectors([]).shape == (0, reader.width)
