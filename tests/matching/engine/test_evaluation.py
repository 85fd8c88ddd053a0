"""Measures of a ranking, on cases small enough to work out by hand."""

import numpy as np
import pytest

from matching.engine.evaluation import MEASURES, estimates, measures_of


def scores(*values):
    return np.array(values, dtype=np.float32)


def test_one_right_answer_at_the_third_place():
    assert measures_of(scores(3, 2, 1), {2: 1}) == pytest.approx((1 / 3, 1 / 2, 1.0, 1 / 3))


def test_two_right_answers_at_the_first_and_third_place():
    precision, _, recall, reciprocal = measures_of(scores(9, 5, 7, 6), {0: 1, 3: 1})
    assert (precision, recall, reciprocal) == pytest.approx(((1 + 2 / 3) / 2, 1.0, 1.0))


def test_a_higher_grade_is_worth_more_at_the_top():
    better, worse = measures_of(scores(2, 1), {0: 3, 1: 1})[1], measures_of(scores(1, 2), {0: 3, 1: 1})[1]
    assert better == pytest.approx(1)
    assert worse == pytest.approx((1 + 3 / np.log2(3)) / (3 + 1 / np.log2(3)))


def test_what_lies_below_the_tenth_place_counts_for_precision_alone():
    twelve = scores(*range(12, 0, -1))
    assert measures_of(twelve, {11: 1}) == pytest.approx((1 / 12, 0, 0, 1 / 12))


def test_ties_keep_the_documents_order():
    assert measures_of(scores(1, 1), {0: 1})[0] == 1
    assert measures_of(scores(1, 1), {1: 1})[0] == 0.5


def test_intervals_hold_the_mean_and_come_again_with_the_same_seed():
    rows = [(x, x, x, x) for x in np.linspace(0, 1, 40)]
    found = estimates(rows, seed=1)
    assert tuple(found) == MEASURES
    one = found["MAP"]
    assert one.mean == pytest.approx(0.5)
    assert one.low < one.mean < one.high
    assert found == estimates(rows, seed=1)
    assert estimates([], seed=1) == {}


def test_all_queries_alike_have_no_interval():
    one = estimates([(0.25,) * 4] * 5, seed=1)["MRR"]
    assert (one.low, one.mean, one.high) == (0.25, 0.25, 0.25)
