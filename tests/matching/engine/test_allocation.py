"""M8: sharing scarce places is optimal, keeps what people decided, and is the same for the same input."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog
from scipy.sparse import csr_matrix

from matching.engine.allocation import STEPS_OF_A_START, allocate
from matching.engine.claims import Choices, Claims, Conflict, conflicts
from matching.engine.need import ALIKE, NEED_2026
from matching.engine.plan_simulation import invented_claims


def claims_of(starts, places, need=None):
    starts = np.array(starts, np.float64)
    n, m = starts.shape
    return Claims(
        people=[f"person {k}" for k in range(n)],
        opportunities=[f"offer {k}" for k in range(m)],
        starts=starts,
        places=np.array(places, np.int32),
        need=np.array(need if need is not None else [0] * n, np.int32),
    )


def worth_of(claims, opportunity, need=NEED_2026):
    """What a plan is worth, counted pair by pair in whole steps."""
    weights = need.of(claims.need)
    return sum(round(weights[i] * claims.starts[i, j] * STEPS_OF_A_START) for i, j in enumerate(opportunity) if j >= 0)


def every_plan(claims, choices):
    """All plans there are that keep capacities, locks and forbids."""
    n, m = claims.starts.shape
    options = []
    for i in range(n):
        locked = [j for person, j in choices.locks if person == i]
        free = [j for j in range(m) if not np.isnan(claims.starts[i, j]) and (i, j) not in choices.forbids]
        options.append(locked or [-1, *free])
    for plan in product(*options):
        if all(plan.count(j) <= claims.places[j] for j in range(m)):
            yield plan


@st.composite
def small(draw):
    n, m = draw(st.integers(0, 5)), draw(st.integers(0, 4))
    cell = st.sampled_from([np.nan, 0.2, 0.3, 0.5, 0.5, 0.77])
    starts = np.array([[draw(cell) for _ in range(m)] for _ in range(n)], np.float64).reshape(n, m)
    claims = claims_of(
        starts, [draw(st.integers(0, 3)) for _ in range(m)], [draw(st.sampled_from([0, 9, 12, 30])) for _ in range(n)]
    )
    pair = st.tuples(st.integers(0, max(n - 1, 0)), st.integers(0, max(m - 1, 0)))
    pairs = st.frozensets(pair, max_size=2) if n and m else st.just(frozenset())
    return claims, Choices(locks=draw(pairs), forbids=draw(pairs))


@given(small())
@settings(max_examples=300, deadline=None)
def test_no_plan_there_is_is_worth_more(case):
    claims, choices = case
    if conflicts(claims, choices):
        with pytest.raises(ValueError, match="Not every lock can be kept"):
            allocate(claims, NEED_2026, choices)
        return
    plans = list(every_plan(claims, choices))
    best = max(worth_of(claims, plan) for plan in plans)
    found = allocate(claims, NEED_2026, choices)
    assert tuple(found.opportunity.tolist()) in plans
    assert worth_of(claims, found.opportunity) == best
    placed = [(i, j) for i, j in enumerate(found.opportunity) if j >= 0]
    assert found.starts == pytest.approx(sum(claims.starts[pair] for pair in placed))


@given(small())
@settings(max_examples=200, deadline=None)
def test_one_place_more_never_makes_the_plan_worth_less(case):
    claims, choices = case
    if conflicts(claims, choices) or not claims.places.size:
        return
    before = worth_of(claims, allocate(claims, NEED_2026, choices).opportunity)
    more = claims_of(claims.starts, claims.places + np.eye(1, claims.places.size, dtype=np.int32)[0], claims.need)
    assert worth_of(more, allocate(more, NEED_2026, choices).opportunity) >= before


@given(small(), st.randoms(use_true_random=False))
@settings(max_examples=200, deadline=None)
def test_the_order_of_the_input_changes_nothing(case, random):
    claims, choices = case
    if conflicts(claims, choices):
        return
    n, m = claims.starts.shape
    rows, columns = random.sample(range(n), n), random.sample(range(m), m)
    mixed = Claims(
        people=[claims.people[i] for i in rows],
        opportunities=[claims.opportunities[j] for j in columns],
        starts=claims.starts[np.ix_(np.array(rows, int), np.array(columns, int))],
        places=claims.places[columns],
        need=claims.need[rows],
    )
    moved = Choices(
        locks=[(rows.index(i), columns.index(j)) for i, j in choices.locks],
        forbids=[(rows.index(i), columns.index(j)) for i, j in choices.forbids],
    )
    assert by_name(mixed, allocate(mixed, NEED_2026, moved)) == by_name(claims, allocate(claims, NEED_2026, choices))


def by_name(claims, plan):
    return {
        claims.people[i]: claims.opportunities[j] if j >= 0 else None for i, j in enumerate(plan.opportunity.tolist())
    }


def test_it_reaches_the_bound_of_the_linear_programme_at_300_by_250():
    claims = invented_claims(300, 250, 162, seed=7)
    i, j = np.nonzero(claims.possible)
    worth = np.rint(NEED_2026.of(claims.need)[i] * claims.starts[i, j] * STEPS_OF_A_START)
    ones, pair = np.ones(i.size), np.arange(i.size)
    limits = csr_matrix((np.tile(ones, 2), (np.concatenate([i, 300 + j]), np.tile(pair, 2))))
    at_most = np.concatenate([np.ones(300), claims.places[: limits.shape[0] - 300]])
    bound = -linprog(-worth, A_ub=limits, b_ub=at_most, bounds=(0, 1), method="highs").fun
    plan = allocate(claims, NEED_2026)
    assert worth_of(claims, plan.opportunity) == pytest.approx(bound)
    assert (np.bincount(plan.opportunity[plan.placed], minlength=250) <= claims.places).all()


def test_among_plans_worth_the_same_more_need_goes_first_then_the_id():
    same = [[0.5], [0.5], [0.5]]
    assert allocate(claims_of(same, [1], [3, 9, 4]), NEED_2026).opportunity.tolist() == [-1, 0, -1]
    assert allocate(claims_of(same, [1], [5, 5, 5]), NEED_2026).opportunity.tolist() == [0, -1, -1]


def test_need_counts_more_only_through_its_band():
    """High need 1.5: a 0.5 of theirs is worth more than a 0.7, not more than a 0.8 of nobody's need."""
    assert allocate(claims_of([[0.7], [0.5]], [1], [0, 20]), NEED_2026).opportunity.tolist() == [-1, 0]
    assert allocate(claims_of([[0.8], [0.5]], [1], [0, 20]), NEED_2026).opportunity.tolist() == [0, -1]
    assert allocate(claims_of([[0.7], [0.5]], [1], [0, 20]), ALIKE).opportunity.tolist() == [0, -1]


def test_locks_that_cannot_be_kept_are_named():
    claims = claims_of([[0.5, 0.5], [0.5, np.nan]], [1, 1])
    assert conflicts(claims, Choices(locks=[(0, 0), (1, 0)])) == [Conflict("one_place", (0, 1), (0,))]
    assert conflicts(claims, Choices(locks=[(0, 0), (0, 1)])) == [Conflict("one_person", (0,), (0, 1))]
    assert conflicts(claims, Choices(locks=[(1, 1)])) == [Conflict("impossible", (1,), (1,))]
    assert conflicts(claims, Choices(locks=[(0, 0)], forbids=[(0, 0)])) == [Conflict("impossible", (0,), (0,))]
    assert not conflicts(claims, Choices(locks=[(0, 0), (0, 0)], forbids=[(0, 1)]))


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"people": ["a", "a"]}, "once each"),
        ({"places": np.array([-1], np.int32)}, "0 or more"),
        ({"starts": np.array([[0.0], [0.5]])}, "above 0"),
        ({"starts": np.array([[0.5]])}, "shape"),
        ({"need": np.array([1], np.int32)}, "one each"),
    ],
)
def test_unsound_claims_are_refused(change, sentence):
    sound = {"people": ["a", "b"], "opportunities": ["x"], "starts": np.array([[0.5], [0.5]])}
    sound |= {"places": np.array([1], np.int32), "need": np.array([1, 2], np.int32)}
    with pytest.raises(ValueError, match=sentence):
        allocate(Claims(**(sound | change)), NEED_2026)
