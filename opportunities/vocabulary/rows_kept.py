"""Rows of texts that were read before: the same words come again with every page that holds them."""

from collections.abc import Callable, Sequence

import numpy as np
from scipy.sparse import csr_matrix

MOST_KEPT = 20_000
Row = tuple[np.ndarray, np.ndarray]


class RowsKept:
    """`read` texts to rows, each text once; a text's row must be the same whatever its company. The oldest go first."""

    def __init__(self, read: Callable[[Sequence[str]], csr_matrix], most: int = MOST_KEPT) -> None:
        self.read, self.most = read, most
        self.kept: dict[str, Row] = {}

    def __call__(self, texts: Sequence[str]) -> csr_matrix:
        """float32 (len(texts), width), rows in the order of the texts."""
        known = {text: self.kept[text] for text in set(texts) if text in self.kept}
        new = [text for text in dict.fromkeys(texts) if text not in known]
        read = self.read(new)
        known |= {text: _row(read, number) for number, text in enumerate(new)}
        self.kept |= {text: known[text] for text in new}
        for text in list(self.kept)[: max(0, len(self.kept) - self.most)]:
            self.kept.pop(text, None)
        return _stacked([known[text] for text in texts], read.shape[1])


def _row(matrix: csr_matrix, number: int) -> Row:
    here = slice(matrix.indptr[number], matrix.indptr[number + 1])
    return matrix.indices[here].copy(), matrix.data[here].copy()


def _stacked(rows: Sequence[Row], width: int) -> csr_matrix:
    ends = np.cumsum([0, *(len(columns) for columns, _ in rows)])
    columns = np.concatenate([np.empty(0, np.int32), *(row[0] for row in rows)])
    values = np.concatenate([np.empty(0, np.float32), *(row[1] for row in rows)])
    return csr_matrix((values, columns, ends), shape=(len(rows), width), dtype=np.float32)
