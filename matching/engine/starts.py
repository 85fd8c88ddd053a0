"""Starts expected of a match: what a whole plan is counted in. An estimate nobody has measured yet (docs/adr/0007).

No outcome has been counted when a council begins, so the curve is the plainest one that is never sure of anybody: a
straight line from 1 start in 5 at 0 points to 4 in 5 at 100. It belongs to a whole plan and is never shown for one
person; a curve learned from outcomes takes its place by name and date.
"""

from dataclasses import dataclass
from datetime import date

import numpy as np

from matching.engine.columns import Doubles, require
from matching.engine.weights import TOTAL


@dataclass(frozen=True, kw_only=True)
class StartsCurve:
    """at: (points, starts expected of one pair, 0..1), straight lines between them, never falling."""

    name: str
    valid_from: date
    at: tuple[tuple[int, float], ...]

    def check(self) -> None:
        """Raise ValueError naming what is wrong."""
        points, starts = [knot[0] for knot in self.at], [knot[1] for knot in self.at]
        whole = points == sorted(set(points)) and points[:1] == [0] and points[-1:] == [TOTAL]
        require(whole, f"Starts curve {self.name}: give points that rise from 0 to {TOTAL}.")
        rises = starts == sorted(starts) and starts[0] > 0 and starts[-1] <= 1
        require(rises, f"Starts curve {self.name}: starts lie above 0 and up to 1, and do not fall.")

    def of(self, points: Doubles) -> Doubles:
        """The same shape: starts expected of pairs with these points; NaN stays NaN."""
        return np.interp(points, [knot[0] for knot in self.at], [knot[1] for knot in self.at])


LINE_2026 = StartsCurve(name="line-2026", valid_from=date(2026, 4, 1), at=((0, 0.2), (100, 0.8)))
