"""How fast, compared with the least that any dense ranking must do: a bare matrix product and its top 20."""

import resource
import time
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from threadpoolctl import threadpool_limits

from matching.engine.columns import Floats
from matching.engine.ranking import rank
from matching.engine.synthetic import DAY, synthetic
from matching.engine.weights import EXPERT_2026

SCALES = {"council": (300, 250), "authority": (2_000, 5_000)}
"""People and opportunities. England (30,000 x 50,000) waits for a compiled kernel."""
BLOCK, TOP = 32, 20
MOST_ROWS = 2_048
"""More rows than this are measured on so many, and scaled up."""


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """Seconds are CPU seconds with one BLAS thread; peak_mb is the most memory this process ever held."""

    people: int
    opportunities: int
    engine_seconds: float
    bound_seconds: float
    peak_mb: float

    @property
    def ratio(self) -> float:
        """The engine's time in bounds."""
        return self.engine_seconds / self.bound_seconds


def bound(n: int, m: int, d: int = 128) -> float:
    """CPU seconds of A @ B.T in blocks of 32 rows with the top 20 of each row, float32, n x m."""
    random = np.random.default_rng(0)
    rows = min(n, MOST_ROWS)
    a, b = random.random((rows, d), np.float32), random.random((m, d), np.float32)
    return cpu_seconds(lambda: _bare(a, b)) * n / rows


def compare(n: int, m: int, seed: int = 0) -> Comparison:
    """The engine (best of three) beside the bound, on synthetic people and opportunities."""
    people, opportunities = synthetic(n, m, seed)
    engine = min(cpu_seconds(lambda: rank(people, opportunities, EXPERT_2026, day=DAY, top=TOP)) for _ in range(3))
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Comparison(
        people=n,
        opportunities=m,
        engine_seconds=engine,
        bound_seconds=min(bound(n, m) for _ in range(3)),
        peak_mb=peak_mb,
    )


def cpu_seconds(work: Callable[[], object]) -> float:
    """CPU seconds of the work, with one BLAS thread."""
    with threadpool_limits(1):
        start = time.process_time()
        work()
        return time.process_time() - start


def _bare(a: Floats, b: Floats) -> None:
    top = min(TOP, len(b))
    for i in range(0, len(a), BLOCK):
        scores = a[i : i + BLOCK] @ b.T
        np.argpartition(scores, len(b) - top)[:, -top:]
