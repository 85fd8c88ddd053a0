"""The other way round: whom one opportunity fits, and whom one of its clauses shuts out."""

from dataclasses import dataclass
from datetime import date

import numpy as np

from matching.engine.columns import Bits, Bools, Bytes, Index, Points, day_number
from matching.engine.eligibility import verdict
from matching.engine.facts import mask_of
from matching.engine.profiles import Opportunities, People, check_together
from matching.engine.scoring import parts_of
from matching.engine.weights import Weights


@dataclass(frozen=True, kw_only=True, eq=False)
class Audience:
    """All n people for one opportunity: barred and to_check are masks (eligible where barred is 0), parts is (n, 6)."""

    barred: Bits
    to_check: Bits
    points: Points
    parts: Bytes
    unknown: Bools

    @property
    def eligible(self) -> Bools:
        """Shape (n,): who meets all must-haves."""
        met: Bools = self.barred == 0
        return met


@dataclass(frozen=True)
class ShutOut:
    """Of so many people: shut out by the clause, how many of those would fit without it, and not known yet."""

    of: int
    shut_out: int
    would_fit: int
    not_known: int


def who_fits(people: People, opportunities: Opportunities, j: int, weights: Weights, *, day: date) -> Audience:
    """The same judgement as `rank` and `why`, for one opportunity and everyone. ValueError if a profile is unsound."""
    check_together(people, opportunities)
    i, column = np.arange(len(people)), np.full(len(people), j)
    barred, to_check = verdict(people, i, opportunities, column, day_number(day))
    parts, unknown = parts_of(people, i, opportunities, column, weights)
    points = parts.sum(axis=1, dtype=np.int16)
    return Audience(barred=barred, to_check=to_check, points=points, parts=parts, unknown=unknown)


def shut_out_by(
    people: People, opportunities: Opportunities, j: int, clause: int, *, day: date, among: Index | None = None
) -> ShutOut:
    """Counts for a clause given as a mask of facts or rules, among all people or the indexes given.

    An advert is reviewed before it opens, so whether it is open plays no part. Counts are exact: suppress small ones
    before anybody outside the council reads them.
    """
    i = np.arange(len(people)) if among is None else among
    barred, to_check = verdict(people, i, opportunities, np.full(i.size, j), day_number(day))
    barred &= ~np.uint64(mask_of(["not_open"]))
    shut_out = barred & np.uint64(clause) != 0
    would_fit = shut_out & (barred & ~np.uint64(clause) == 0)
    not_known = ~shut_out & (to_check & np.uint64(clause) != 0)
    return ShutOut(i.size, int(shut_out.sum()), int(would_fit.sum()), int(not_known.sum()))


def changed_without(
    people: People, asking: Opportunities, without: Opportunities, *, day: date, among: Index | None = None
) -> ShutOut:
    """Counts for a clause: the first opportunity as it asks now, and the same one without the clause.

    Shut out are those of whom it asks something more that they do not meet; they would fit where nothing else is in
    the way. Whether the advert is open plays no part. Counts are exact: suppress small ones before they are read.
    """
    i = np.arange(len(people)) if among is None else among
    first = np.zeros(i.size, dtype=np.intp)
    barred, to_check = verdict(people, i, asking, first, day_number(day))
    barred_without, to_check_without = verdict(people, i, without, first, day_number(day))
    still = barred_without & ~np.uint64(mask_of(["not_open"]))
    shut_out = barred & ~barred_without != 0
    not_known = ~shut_out & (to_check & ~to_check_without != 0)
    return ShutOut(i.size, int(shut_out.sum()), int((shut_out & (still == 0)).sum()), int(not_known.sum()))
