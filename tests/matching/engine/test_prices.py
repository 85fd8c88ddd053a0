"""M8: what a plan costs beside other ways, and what each choice costs; the weights and the curve behind it."""

from datetime import date

import numpy as np
import pytest

from matching.engine.claims import Choices, points_of
from matching.engine.need import NEED_2026, NeedWeights
from matching.engine.plan_simulation import WAYS, best_pairs_first, invented_claims, seconds_of_plan, simulate
from matching.engine.prices import alone, in_turn, prices
from matching.engine.ranking import rank
from matching.engine.starts import LINE_2026, StartsCurve
from matching.engine.synthetic import DAY, synthetic
from matching.engine.weights import EXPERT_2026
from tests.matching.engine.test_allocation import claims_of

TWO = claims_of([[0.8, 0.4], [0.7, np.nan]], [1, 1], [0, 25])
ONE_PLACE = claims_of([[0.8], [0.6]], [1], [0, 25])


def test_each_way_of_sharing_one_place():
    """The plan prefers high need at 0.6 x 1.5; most starts only prefers the 0.8."""
    found = prices(ONE_PLACE, NEED_2026)
    assert (found.plan.starts, found.plan.high_need_placed, found.plan.high_need) == (0.6, 1, 1)
    assert (found.most_starts.starts, found.most_starts.high_need_placed) == (0.8, 0)
    assert (found.in_turn.starts, found.in_turn.placed) == (0.6, 1)


def test_in_turn_takes_the_best_left_and_knows_no_more():
    """Most need first takes the place that only the other could do without: a chain the plan sees."""
    claims = claims_of([[0.8, 0.75], [0.7, np.nan]], [1, 1], [25, 0])
    assert in_turn(claims, NEED_2026).opportunity.tolist() == [0, -1]
    assert prices(claims, NEED_2026).plan.placed == 2


def test_alone_everybody_asks_for_the_same_place():
    assert alone(TWO).opportunity.tolist() == [0, -1]
    assert alone(claims_of([[np.nan]], [1])).opportunity.tolist() == [-1]


def test_the_price_of_a_lock_is_what_the_plan_has_without_it():
    lock, forbid = (0, 0), (0, 0)
    assert prices(TWO, NEED_2026, Choices(locks=[lock])).locks == {lock: pytest.approx(0.4 + 0.7 - 0.8)}
    claims = claims_of([[0.8, 0.4]], [1, 1])
    assert prices(claims, NEED_2026, Choices(forbids=[forbid])).forbids == {forbid: pytest.approx(0.4)}


def test_all_ways_keep_the_choices():
    found = prices(ONE_PLACE, NEED_2026, Choices(locks=[(0, 0)]))
    assert {found.plan.starts, found.most_starts.starts, found.in_turn.starts} == {0.8}
    kept = in_turn(TWO, NEED_2026, Choices(forbids=[(1, 0)]))
    assert kept.opportunity.tolist() == [0, -1]


def test_no_way_beats_most_starts_and_none_oversubscribes():
    claims = invented_claims(60, 40, 30, seed=3)
    most = WAYS["Most starts only"](claims).starts
    for way in WAYS.values():
        shared = way(claims)
        assert shared.starts <= most + 1e-9
        assert (np.bincount(shared.opportunity[shared.placed], minlength=40) <= claims.places).all()


def test_best_pairs_first_takes_the_likeliest_pair():
    assert best_pairs_first(claims_of([[0.5, 0.8], [np.nan, 0.7]], [1, 1])).opportunity.tolist() == [1, -1]


def test_the_simulation_tells_every_way_and_the_same_seed_the_same_figures():
    shares = simulate(rounds=2, seed=5, n=40, m=30, places=15)
    assert {name: len(rows) for name, rows in shares.items()} == dict.fromkeys(WAYS, 2)
    assert shares == simulate(rounds=2, seed=5, n=40, m=30, places=15)
    assert seconds_of_plan(40, 30, 5)[2] == 30


def test_points_of_every_eligible_pair_are_those_of_the_ranking():
    people, offers = synthetic(30, 40, 8)
    points, ranked = points_of(people, offers, EXPERT_2026, day=DAY), rank(people, offers, EXPERT_2026, day=DAY, top=40)
    for i in range(30):
        listed = ranked.opportunity[i][ranked.opportunity[i] >= 0]
        assert points[i, listed].tolist() == ranked.points[i, : listed.size].tolist()
        assert np.isnan(np.delete(points[i], listed)).all()


def test_bands_of_need():
    points = np.array([0, 9, 10, 19, 20, 60], np.int32)
    assert NEED_2026.of(points).tolist() == [1, 1, 1.25, 1.25, 1.5, 1.5]
    assert NEED_2026.is_high(points).tolist() == [False] * 4 + [True] * 2


@pytest.mark.parametrize("bands", [(), ((5, 1.0),), ((0, 1.0), (0, 2.0)), ((0, 1.5), (9, 1.0)), ((0, 0.0),)])
def test_unsound_need_weights_are_refused(bands):
    with pytest.raises(ValueError, match="Need weights mine"):
        NeedWeights(name="mine", valid_from=date(2026, 4, 1), bands=bands).check()


def test_the_curve_rises_and_is_never_sure():
    LINE_2026.check()
    starts = LINE_2026.of(np.arange(0.0, 101.0))
    assert (np.diff(starts) > 0).all()
    assert (starts[0], starts[50], starts[100]) == (0.2, 0.5, 0.8)
    assert np.isnan(LINE_2026.of(np.array([np.nan]))).all()


@pytest.mark.parametrize(
    "at", [(), ((0, 0.2),), ((0, 0.5), (100, 0.4)), ((0, 0.0), (100, 0.5)), ((0, 0.1), (100, 1.1))]
)
def test_an_unsound_curve_is_refused(at):
    with pytest.raises(ValueError, match="Starts curve mine"):
        StartsCurve(name="mine", valid_from=date(2026, 4, 1), at=at).check()
