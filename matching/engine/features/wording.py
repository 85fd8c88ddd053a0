"""Wording: how near the person's own words are to the words of the offer, first wish first."""

import numpy as np
from scipy.sparse import csr_matrix

from matching.engine.columns import Bools, Doubles, Index
from matching.engine.opportunities import Opportunities
from matching.engine.people import People
from matching.engine.phrases import quoted

DISCOUNT = np.array([1.0, 0.9, 0.8])
"""A later wish counts a little less: first, second, third and on."""
CLOSE, PARTLY = 0.5, 0.25


def discount(people: People, wish: Index) -> Doubles:
    """How much each wish counts, by its rank."""
    return DISCOUNT[np.minimum(people.wishes.rank[wish], DISCOUNT.size - 1)]


def score(people: People, i: Index, opportunities: Opportunities, j: Index) -> Doubles:
    """Best over the wishes of similarity (dot product) x discount; NaN without a wish, or where either has no words."""
    i, j = np.broadcast_arrays(i, j)
    near = _near(people, people.wish_slots[i].ravel(), opportunities, np.repeat(j.ravel(), people.wish_slots.shape[1]))
    return np.asarray(np.fmax.reduce(near.reshape(*i.shape, people.wish_slots.shape[1]), axis=-1, initial=np.nan))


def _near(people: People, wish: Index, opportunities: Opportunities, j: Index) -> Doubles:
    """Similarity x discount of each wish (-1: none) and opportunity, in two flat arrays of pairs."""
    readable = (wish >= 0) & has_words(people.wishes.vectors, wish) & has_words(opportunities.vectors, j)
    near = np.full(wish.shape, np.nan)
    wish, j = wish[readable], j[readable]
    near[readable] = similarity(people.wishes.vectors, wish, opportunities.vectors, j) * discount(people, wish)
    return near


def has_words(vectors: csr_matrix, rows: Index) -> Bools:
    """Whether anything was read in these rows."""
    read: Bools = vectors.indptr[rows + 1] > vectors.indptr[rows]
    return read


def similarity(left: csr_matrix, a: Index, right: csr_matrix, b: Index) -> Doubles:
    """Dot product of row a[k] of left and row b[k] of right, 0..1, in double precision, by way of all rows named."""
    (rows, row), (columns, column) = _together(a, left.shape[0]), _together(b, right.shape[0])
    block = left[rows].astype(np.float64) @ right[columns].astype(np.float64).T
    return np.asarray(np.clip(block.toarray()[row, column], 0.0, 1.0))


def _together(index: Index, size: int) -> tuple[Index, Index]:
    """The distinct values of an index below size, in order, and the place of each entry among them."""
    named = np.zeros(size, np.bool_)
    named[index] = True
    return np.flatnonzero(named), (np.cumsum(named) - 1)[index]


def sentence(people: People, i: int, opportunities: Opportunities, j: int) -> str:
    """Why, for one pair."""
    wishes = people.wish_slots[i][people.wish_slots[i] >= 0]
    if not wishes.size:
        return "No wish is stated yet, so the usual value is counted."
    near = _near(people, wishes, opportunities, np.full(wishes.size, j))
    if np.isnan(near).all():
        return "The words cannot be compared yet, so the usual value is counted."
    best = np.nanargmax(near)
    return (
        f"Said {quoted(people.wishes.texts[wishes[best]])}; {_closeness(near[best])} {quoted(opportunities.titles[j])}."
    )


def _closeness(near: float) -> str:
    if near >= CLOSE:
        return "the words are close to"
    return "some words are near to" if near >= PARTLY else "few words are shared with"
