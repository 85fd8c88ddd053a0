"""How good a ranking of documents is against judgments: average precision and its relatives, with intervals.

Pure numbers. Graded judgments count: gain is the grade itself, and anything above 0 is relevant (trec_eval's reading of
qrels). Ties in score are broken by the document's place, so a run always gives the same figures."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

DEPTH = 10
RESAMPLES = 2_000
MEASURES = ("MAP", f"nDCG@{DEPTH}", f"Recall@{DEPTH}", "MRR")
SEEN_FIRST, SEEN = 3, 5
"""How many offers somebody looks at first, and how many they see."""
AT_A_GLANCE = (f"a good one in the first {SEEN_FIRST}", f"a wrong one in the first {SEEN}")


@dataclass(frozen=True, slots=True)
class Estimate:
    """The mean of a measure over queries, with a 95% interval by bootstrap over them."""

    mean: float
    low: float
    high: float

    def __str__(self) -> str:
        return f"{self.mean:.3f} [{self.low:.3f}, {self.high:.3f}]"


def measures_of(scores: npt.NDArray[np.float32], grades: Mapping[int, float]) -> tuple[float, float, float, float]:
    """Average precision, nDCG, recall (both at DEPTH) and reciprocal rank of one query.

    `scores` (documents); `grades`: column -> grade above 0, at least one."""
    order = np.argsort(-scores, kind="stable")
    gains = np.array([grades.get(int(column), 0.0) for column in order])
    ranks = np.flatnonzero(gains > 0) + 1
    precision = float(np.mean(np.arange(1, len(ranks) + 1) / ranks))
    ideal = np.sort(np.array(list(grades.values())))[::-1]
    ndcg = _discounted(gains) / _discounted(ideal)
    return precision, ndcg, float(np.sum(ranks <= DEPTH)) / len(grades), float(1 / ranks[0])


def at_a_glance(scores: npt.NDArray[np.float32], good: Collection[int], wrong: Collection[int]) -> tuple[float, float]:
    """1 or 0: whether a `good` column is among the first SEEN_FIRST, and a `wrong` one among the first SEEN.

    Only what is like the query at all is shown: a score of 0 is no place."""
    order = [int(column) for column in np.argsort(-scores, kind="stable")[:SEEN] if scores[column] > 0]
    return float(any(column in good for column in order[:SEEN_FIRST])), float(any(column in wrong for column in order))


def _discounted(gains: Floats) -> float:
    top = gains[:DEPTH]
    return float(np.sum(top / np.log2(np.arange(len(top)) + 2)))


def estimates(rows: Sequence[Sequence[float]], *, seed: int, measures: Sequence[str] = MEASURES) -> dict[str, Estimate]:
    """Each measure over queries, one row a query in the order of `measures`. No rows: no estimates."""
    if not rows:
        return {}
    table = np.asarray(rows, dtype=np.float64)
    drawn = np.random.default_rng(seed).integers(0, len(table), (RESAMPLES, len(table)))
    resampled = table[drawn].mean(axis=1)
    low, high = np.quantile(resampled, (0.025, 0.975), axis=0)
    return {
        name: Estimate(float(mean), float(at_least), float(at_most))
        for name, mean, at_least, at_most in zip(measures, table.mean(axis=0), low, high, strict=True)
    }
