"""Weights: how many whole points each part of a score can give, and what a part counts when it is not known.

The expert's weights are where we start (`docs/engine.md` has the tables); learned ones replace them by name and date.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np

from matching.engine.columns import Doubles, require
from matching.engine.opportunities import Kind

PARTS = ("wording", "occupation", "travel", "readiness", "preferences", "support")
TOTAL = 100


@dataclass(frozen=True, kw_only=True)
class Weights:
    """points: whole points a part, together 100. typical: value 0..1 that an unknown part takes.

    typical_by_kind: the same where a kind of offer differs: part -> kind's code -> value.
    """

    name: str
    valid_from: date
    points: Mapping[str, int]
    typical: Mapping[str, float]
    typical_by_kind: Mapping[str, Mapping[str, float]] = field(default_factory=dict)

    def check(self) -> None:
        """Raise ValueError naming what is wrong."""
        for given, label in ((self.points, "points"), (self.typical, "typical values")):
            require(set(given) == set(PARTS), f"Weights {self.name}: give {label} for exactly {', '.join(PARTS)}.")
        whole = all(isinstance(p, int) and p >= 0 for p in self.points.values())
        require(whole, f"Weights {self.name}: give whole points of 0 or more.")
        require(sum(self.points.values()) == TOTAL, f"Weights {self.name}: the points must add up to {TOTAL}.")
        require(
            set(self.typical_by_kind) <= set(PARTS), f"Weights {self.name}: typical_by_kind names a part not known."
        )
        values = [*self.typical.values(), *(v for kinds in self.typical_by_kind.values() for v in kinds.values())]
        require(all(0 <= v <= 1 for v in values), f"Weights {self.name}: typical values lie between 0 and 1.")

    def typical_of(self, part: str, kinds: Sequence[Kind]) -> Doubles:
        """Shape (kinds,): what the part counts, 0..1, for each kind while it is not known."""
        by_kind = self.typical_by_kind.get(part, {})
        return np.array([by_kind.get(kind.code, self.typical[part]) for kind in kinds], np.float64)


EXPERT_2026 = Weights(
    name="expert-2026",
    valid_from=date(2026, 4, 1),
    points={"wording": 30, "occupation": 20, "travel": 15, "readiness": 10, "preferences": 15, "support": 10},
    typical={"wording": 0.2, "occupation": 0.3, "travel": 0.5, "readiness": 0.7, "preferences": 0.5, "support": 0.2},
    typical_by_kind={
        "readiness": {
            "foundation_apprenticeship": 0.8, "supported_internship": 0.8, "course": 0.8, "functional_skills": 0.8,
            "higher_course": 0.5, "pre_employment": 0.8, "short_course": 0.8, "work_experience": 0.8, "taster": 0.7,
            "mentoring": 0.9, "volunteering": 0.9,
        },
        "support": {
            "council_ringfenced": 0.3, "supported_internship": 0.5, "mentoring": 0.5, "functional_skills": 0.3,
            "pre_employment": 0.3, "re_engagement": 0.4,
        },
    },
)  # fmt: skip
