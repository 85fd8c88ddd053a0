"""Ranking: for each person the best eligible opportunities, in an order that the same input always gives.

Order: more points; then the employer with fewer recent introductions (a fair turn among equals); then the id.
Must-haves come first, on tiles of people by opportunities; distances and parts only for the pairs that are left.
"""

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from matching.engine.columns import Bits, Bools, Index, Points, day_number, slots
from matching.engine.eligibility import eligible_pairs, live_on, verdict
from matching.engine.profiles import Opportunities, People, check_together
from matching.engine.scoring import parts_of
from matching.engine.weights import PARTS, TOTAL, Weights

PAIRS_IN_A_TILE = 250_000


@dataclass(frozen=True, kw_only=True, eq=False)
class Ranking:
    """Lists of n people, top long, padded with -1 (opportunity) and 0. What it was drawn up from goes with it.

    opportunity: int32 (n, top) index. points: int16 (n, top). parts: int8 (n, top, 6) in the order of PARTS, adding up
    to points. unknown: bool (n, top, 6). to_check: uint64 (n, top), read with `facts_in`. fitting: int32 (n,): of the
    `live` opportunities, how many the person meets all must-haves of.
    """

    opportunity: NDArray[np.int32]
    points: Points
    parts: NDArray[np.int8]
    unknown: Bools
    to_check: Bits
    fitting: NDArray[np.int32]
    live: int
    weights: str
    day: date


def rank(people: People, opportunities: Opportunities, weights: Weights, *, day: date, top: int = 20) -> Ranking:
    """The best `top` eligible opportunities of each person on a day. ValueError if any of the three is unsound."""
    check_together(people, opportunities)
    weights.check()
    live = live_on(opportunities, day_number(day))
    ranking = _empty(len(people), top, live.size, weights, day)
    for rows in _tiles(len(people), live.size):
        _fill(ranking, rows, people, opportunities, live, weights)
    return ranking


def _empty(people: int, top: int, live: int, weights: Weights, day: date) -> Ranking:
    lists = (people, top)
    return Ranking(
        opportunity=np.full(lists, -1, np.int32),
        points=np.zeros(lists, np.int16),
        parts=np.zeros((*lists, len(PARTS)), np.int8),
        unknown=np.zeros((*lists, len(PARTS)), np.bool_),
        to_check=np.zeros(lists, np.uint64),
        fitting=np.zeros(people, np.int32),
        live=live,
        weights=weights.name,
        day=day,
    )


def _tiles(people: int, opportunities: int) -> list[Index]:
    """Consecutive people, so many at a time that a tile of pairs stays small."""
    height = max(1, PAIRS_IN_A_TILE // max(1, opportunities))
    return [np.arange(start, min(start + height, people)) for start in range(0, people, height)]


def _fill(
    ranking: Ranking, rows: Index, people: People, opportunities: Opportunities, live: Index, weights: Weights
) -> None:
    """The lists of one tile of people."""
    i, j = eligible_pairs(people, rows, opportunities, live)
    ranking.fitting[rows] = np.bincount(i - rows[0], minlength=rows.size)
    parts, unknown = parts_of(people, i, opportunities, j, weights)
    points = parts.sum(axis=1, dtype=np.int16)
    best = _first(points, opportunities.turn[j], slots(i - rows[0], rows.size), ranking.points.shape[1])
    row, place = np.nonzero(best >= 0)
    at, pair = (rows[row], place), best[row, place]
    ranking.opportunity[at], ranking.points[at] = j[pair], points[pair]
    ranking.parts[at], ranking.unknown[at] = parts[pair], unknown[pair]
    ranking.to_check[at] = verdict(people, i[pair], opportunities, j[pair], day_number(ranking.day))[1]


def _first(points: Points, turn: Index, table: Index, top: int) -> Index:
    """Shape (rows, up to top): pairs by points, then turn; -1 where there are no more. `table`: pairs of each row."""
    keys = (TOTAL - points.astype(np.int32)) * (turn.max(initial=0) + 1) + turn
    sortable = np.where(table >= 0, keys[table] if keys.size else table, np.iinfo(np.int32).max)
    if table.shape[1] > top:
        chosen = np.argpartition(sortable, top - 1, axis=1)[:, :top]
        table, sortable = np.take_along_axis(table, chosen, 1), np.take_along_axis(sortable, chosen, 1)
    return np.take_along_axis(table, np.argsort(sortable, axis=1), 1)
