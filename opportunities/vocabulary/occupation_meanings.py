"""Which occupations a text means, by the text model: its likeness to the descriptions of some 6,200 occupations.

Shipped are the descriptions' numbers from the model, not the descriptions (docs/data-sources.md). Kept on the axis of
occupations a text stays a row of a few numbers above 0, as the engine wants it. Pure: no Django."""

import gzip
from collections.abc import Sequence
from functools import cache

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix, vstack
from sklearn.preprocessing import normalize

from opportunities.vocabulary.occupation_texts import most_like
from opportunities.vocabulary.sentence_model import WIDTH, encode
from opportunities.vocabulary.wording import DATA

FILE = "occupation_meanings.int8.gz"
SCALE = 127  # the numbers are shipped as whole ones: 1 is 127
KEPT, SHARPNESS = 100, 6


@cache
def _occupations() -> npt.NDArray[np.float32]:
    """float32 (384, occupations), columns of length 1."""
    shipped = np.frombuffer(gzip.decompress((DATA / FILE).read_bytes()), dtype=np.int8).reshape(-1, WIDTH)
    columns: npt.NDArray[np.float32] = normalize(shipped.astype(np.float32)).T
    return columns


def near(texts: Sequence[str]) -> csr_matrix:
    """float32 (texts, occupations), entries >= 0, rows of length 1, or 0 for an empty text. Takes whole phrases."""
    none = csr_matrix((0, _occupations().shape[1]), dtype=np.float32)
    return normalize(vstack([_near(text) for text in texts], format="csr")) if texts else none


def _near(text: str) -> csr_matrix:
    if not text.strip():
        return csr_matrix((1, _occupations().shape[1]), dtype=np.float32)
    return most_like(encode([text]) @ _occupations(), KEPT, SHARPNESS)
