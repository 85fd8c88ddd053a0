"""One opportunity and everyone: the same judgement, and whom a clause shuts out, exactly."""

import itertools

import numpy as np
import pytest

from matching.engine.audience import ShutOut, shut_out_by, who_fits
from matching.engine.explanation import why
from matching.engine.facts import BY_CODE, mask_of
from matching.engine.synthetic import synthetic
from matching.engine.weights import EXPERT_2026
from tests.matching.engine.situations import DAY, facts, offers, people


def test_who_fits_agrees_with_why():
    crowd, open_offers = synthetic(40, 8, 1)
    for j in range(8):
        audience = who_fits(crowd, open_offers, j, EXPERT_2026, day=DAY)
        for i in range(40):
            found = why(crowd, i, open_offers, j, EXPERT_2026, day=DAY)
            assert audience.eligible[i] == found.eligible
            assert audience.points[i] == found.total
            assert audience.parts[i].tolist() == [part.points for part in found.parts]
            assert audience.unknown[i].tolist() == [not part.known for part in found.parts]
            assert mask_of(check.code for check in found.to_check) == audience.to_check[i]


@pytest.fixture(scope="module")
def explained():
    """Codes in the way and codes to be checked, for every pair of one small world."""
    crowd, open_offers = synthetic(60, 12, 2)
    pairs = {}
    for i, j in itertools.product(range(60), range(12)):
        found = why(crowd, i, open_offers, j, EXPERT_2026, day=DAY)
        barriers = {barrier.code for barrier in found.barriers} - {"not_open"}
        pairs[i, j] = barriers, {check.code for check in found.to_check}
    return crowd, open_offers, pairs


@pytest.mark.parametrize("code", ["english_1", "licence_full", "ehc_plan", "age", "area", "hours", "travel"])
def test_shut_out_counts_as_brute_force(code, explained):
    crowd, open_offers, pairs = explained
    for j in range(12):
        told = [pairs[i, j] for i in range(60)]
        shut_out = sum(code in barriers for barriers, _ in told)
        would_fit = sum(barriers == {code} for barriers, _ in told)
        not_known = sum(code in to_check for _, to_check in told)
        counted = shut_out_by(crowd, open_offers, j, BY_CODE[code].mask, day=DAY)
        assert counted == ShutOut(60, shut_out, would_fit, not_known)


def test_a_clause_of_several_facts_and_a_chosen_group():
    crowd = people(facts(), facts(english_1=True), facts(english_1=True, maths_1=True), {}, facts())
    advert = offers({"requires": mask_of(["english_1", "maths_1"]), "open": False})
    clause = mask_of(["english_1", "maths_1"])
    assert shut_out_by(crowd, advert, 0, clause, day=DAY) == ShutOut(5, 3, 3, 1)
    assert shut_out_by(crowd, advert, 0, mask_of(["maths_1"]), day=DAY) == ShutOut(5, 3, 1, 1)
    assert shut_out_by(crowd, advert, 0, clause, day=DAY, among=np.array([2, 3])) == ShutOut(2, 0, 0, 1)


def test_nobody_is_an_answer_too():
    crowd, open_offers = synthetic(0, 3, 1)
    assert who_fits(crowd, open_offers, 0, EXPERT_2026, day=DAY).points.shape == (0,)
    assert shut_out_by(crowd, open_offers, 0, 1, day=DAY) == ShutOut(0, 0, 0, 0)
