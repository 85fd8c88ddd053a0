"""Scores: each part rounds once to whole points, and the score is the exact sum of its parts."""

from collections.abc import Callable
from typing import TypeAlias

import numpy as np

from matching.engine.columns import Bools, Bytes, Doubles, Index
from matching.engine.features import occupation, preferences, readiness, support, travel, wording
from matching.engine.opportunities import Opportunities
from matching.engine.people import People
from matching.engine.weights import PARTS, Weights

Feature: TypeAlias = Callable[[People, Index, Opportunities, Index], Doubles]
Sentence: TypeAlias = Callable[[People, int, Opportunities, int], str]

FEATURES: dict[str, Feature] = {
    "wording": wording.score,
    "occupation": occupation.score,
    "travel": travel.score,
    "readiness": readiness.score,
    "preferences": preferences.score,
    "support": support.score,
}
SENTENCES: dict[str, Sentence] = {
    "wording": wording.sentence,
    "occupation": occupation.sentence,
    "travel": travel.sentence,
    "readiness": readiness.sentence,
    "preferences": preferences.sentence,
    "support": support.sentence,
}


def part_points(
    part: str, people: People, i: Index, opportunities: Opportunities, j: Index, weights: Weights
) -> tuple[Bytes, Bools]:
    """Points of one part and whether its feature is unknown: rint(points x feature, or typical value if unknown)."""
    feature = FEATURES[part](people, i, opportunities, j)
    unknown = np.isnan(feature)
    typical = weights.typical_of(part, opportunities.kinds)[opportunities.kind[j]]
    return np.rint(weights.points[part] * np.where(unknown, typical, feature)).astype(np.int8), unknown


def parts_of(people: People, i: Index, opportunities: Opportunities, j: Index, weights: Weights) -> tuple[Bytes, Bools]:
    """Shape (pairs, 6) each, in the order of PARTS: points, and whether the feature is unknown."""
    columns = [part_points(part, people, i, opportunities, j, weights) for part in PARTS]
    return np.stack([points for points, _ in columns], -1), np.stack([unknown for _, unknown in columns], -1)
