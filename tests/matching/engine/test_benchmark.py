"""The benchmark: the same seed draws the same world, and a small comparison runs."""

import numpy as np
import pytest

from matching.engine.benchmark import SCALES, bound, compare
from matching.engine.columns import columns_of
from matching.engine.facts import facts_in
from matching.engine.synthetic import synthetic

COUNCIL_SECONDS = 1.0
"""The goal is 0.1 s of CPU; this leaves room for a busy machine and still catches a loop over pairs."""


def test_the_same_seed_draws_the_same_world():
    first, second = synthetic(30, 20, 5), synthetic(30, 20, 5)
    for one, other in zip(first, second, strict=True):
        for name in columns_of(type(one)):
            assert np.array_equal(
                getattr(one, name), getattr(other, name), equal_nan=name not in {"ids", "titles", "notes"}
            )
    assert (first[1].vectors != second[1].vectors).nnz == 0
    assert (first[0].wishes.vectors != second[0].wishes.vectors).nnz == 0
    assert not np.array_equal(first[0].born_on, synthetic(30, 20, 6)[0].born_on)


def test_the_world_has_every_trait_the_engine_judges():
    crowd, open_offers = synthetic(300, 250, 1)
    assert {fact.code for fact in facts_in(np.bitwise_or.reduce(open_offers.requires))} >= {"english_1", "licence_full"}
    assert np.isnan(crowd.latitude).any()
    assert open_offers.remote.any()
    assert (np.bincount(open_offers.site_owner) > 1).any()
    assert np.diff(np.unique(crowd.wishes.owner)).max() > 1


@pytest.mark.parametrize("n", [10, 3000])
def test_the_bound_is_a_time(n):
    assert 0 < bound(n, 30, 8) < COUNCIL_SECONDS


def test_a_council_is_ranked_quickly_in_little_memory():
    compared = compare(*SCALES["council"])
    assert 0 < compared.engine_seconds < COUNCIL_SECONDS
    assert compared.ratio == compared.engine_seconds / compared.bound_seconds
    assert compared.peak_mb > 0
