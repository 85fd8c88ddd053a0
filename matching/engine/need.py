"""Need weights: how much more a start counts for people with more need points, by bands (matching.md, allocation).

Need points are those of the panel's agenda; they hold no sex, ethnicity, religion, disability, pregnancy or migration.
"""

from dataclasses import dataclass
from datetime import date

import numpy as np

from matching.engine.columns import Bools, Doubles, Index, Ints, require


@dataclass(frozen=True, kw_only=True)
class NeedWeights:
    """bands: (from so many need points, weight), lowest first, beginning at 0; the last one is high need."""

    name: str
    valid_from: date
    bands: tuple[tuple[int, float], ...]

    def check(self) -> None:
        """Raise ValueError naming what is wrong."""
        points, weights = [band[0] for band in self.bands], [band[1] for band in self.bands]
        require(points[:1] == [0], f"Need weights {self.name}: the first band begins at 0 points.")
        require(points == sorted(set(points)), f"Need weights {self.name}: each band begins above the one before it.")
        above = weights == sorted(weights) and weights[0] > 0
        require(above, f"Need weights {self.name}: weights are above 0 and do not fall as need rises.")

    def band_of(self, points: Ints) -> Index:
        """Shape (n,): the band of each person, 0 for the lowest."""
        return np.searchsorted([band[0] for band in self.bands], points, side="right") - 1

    def of(self, points: Ints) -> Doubles:
        """Shape (n,): the weight of each person."""
        return np.array([band[1] for band in self.bands], np.float64)[self.band_of(points)]

    def is_high(self, points: Ints) -> Bools:
        """Shape (n,): whether somebody is in the band of most need."""
        high: Bools = self.band_of(points) == len(self.bands) - 1
        return high


NEED_2026 = NeedWeights(name="need-bands-2026", valid_from=date(2026, 4, 1), bands=((0, 1.0), (10, 1.25), (20, 1.5)))
ALIKE = NeedWeights(name="alike", valid_from=date(2026, 4, 1), bands=((0, 1.0),))
"""Everybody counts the same: the plan of most starts."""
