"""Lists: exact against a second writing, in a fixed order, whatever the order or the shape of the input."""

from dataclasses import replace

import numpy as np
import pytest

from matching.engine import ranking as ranking_module
from matching.engine.columns import columns_of
from matching.engine.facts import facts_in
from matching.engine.profiles import Opportunities, People, SetAside, Wishes
from matching.engine.ranking import rank
from matching.engine.synthetic import synthetic
from matching.engine.weights import EXPERT_2026
from tests.matching.engine import oracle
from tests.matching.engine.situations import ALL_FACTS, CAR, CARE, DAY, KIND, offers, people


def lists(ranked):
    return [
        [(int(j), int(points)) for j, points in zip(row, scores, strict=True) if j >= 0]
        for row, scores in zip(ranked.opportunity, ranked.points, strict=True)
    ]


@pytest.mark.parametrize(("n", "m", "sampled", "seed"), [(300, 250, 60, 1), (40, 1500, 12, 2), (25, 15, 25, 3)])
def test_every_list_is_that_of_the_oracle(n, m, sampled, seed):
    crowd, open_offers = synthetic(n, m, seed)
    ranked = lists(rank(crowd, open_offers, EXPERT_2026, day=DAY))
    for i in np.random.default_rng(seed).permutation(n)[:sampled]:
        assert ranked[i] == oracle.best(crowd, int(i), open_offers, EXPERT_2026, DAY, 20)


def test_parts_unknowns_and_counts_are_those_of_the_oracle():
    crowd, open_offers = synthetic(40, 60, 4)
    ranked = rank(crowd, open_offers, EXPERT_2026, day=DAY, top=60)
    for i in range(40):
        eligible = [j for j in range(60) if oracle.eligible(crowd, i, open_offers, j, DAY)]
        assert ranked.fitting[i] == len(eligible)
        for place, j in enumerate(ranked.opportunity[i][: len(eligible)]):
            points, unknown = oracle.parts(crowd, i, open_offers, int(j), EXPERT_2026)
            assert ranked.parts[i, place].tolist() == points
            assert ranked.unknown[i, place].tolist() == unknown


def test_parts_add_up_to_points_within_0_and_100():
    ranked = rank(*synthetic(200, 300, 5), EXPERT_2026, day=DAY)
    assert (ranked.parts.sum(axis=2) == ranked.points).all()
    assert ranked.points.min() >= 0
    assert ranked.points.max() <= 100


def test_points_fall_and_padding_comes_last():
    ranked = rank(*synthetic(200, 60, 6), EXPERT_2026, day=DAY, top=30)
    assert (np.diff(ranked.points, axis=1) <= 0).all()
    empty = ranked.opportunity < 0
    assert empty.any()
    assert (np.diff(empty.astype(int), axis=1) >= 0).all()
    assert not ranked.points[empty].any()
    assert not ranked.to_check[empty].any()
    assert ((~empty).sum(axis=1) == np.minimum(ranked.fitting, 30)).all()


def test_equal_points_go_to_the_employer_with_fewer_introductions_then_to_the_id():
    told = [
        {"ids": "b", "recent_introductions": 2},
        {"ids": "c"},
        {"ids": "a", "recent_introductions": 2},
        {"ids": "d"},
    ]
    ranked = rank(people({}), offers(*told), EXPERT_2026, day=DAY)
    assert [told[j]["ids"] for j in ranked.opportunity[0][:4]] == ["c", "d", "a", "b"]


def test_more_points_go_before_a_fair_turn():
    ranked = rank(
        people({"wishes": [CAR]}),
        offers({"text": "care"}, {"text": "car", "recent_introductions": 9}),
        EXPERT_2026,
        day=DAY,
    )
    assert ranked.opportunity[0][0] == 1


def test_the_order_of_the_input_changes_no_list():
    crowd, open_offers = synthetic(60, 80, 7)
    random = np.random.default_rng(7)
    of_people, of_offers = random.permutation(60), random.permutation(80)
    shuffled = rank(
        shuffle_people(crowd, of_people, of_offers), shuffle_offers(open_offers, of_offers), EXPERT_2026, day=DAY
    )
    straight = rank(crowd, open_offers, EXPERT_2026, day=DAY)
    for new, old in enumerate(of_people):
        named = [(of_offers[j], points) for j, points in lists(shuffled)[new]]
        assert named == lists(straight)[old]


def shuffle_people(crowd: People, order, of_offers) -> People:
    place, place_of_offer = np.argsort(order), np.argsort(of_offers)
    rows = np.argsort(place[crowd.wishes.owner], kind="stable")
    columns = {name: getattr(crowd.wishes, name)[rows] for name in columns_of(Wishes)}
    columns["owner"] = place[columns["owner"]].astype(np.int32)
    wishes = Wishes(vectors=crowd.wishes.vectors[rows], **columns)
    aside = SetAside.of(person=place[crowd.set_aside.person], opportunity=place_of_offer[crowd.set_aside.opportunity])
    own = {name: getattr(crowd, name)[order] for name in columns_of(People)}
    return replace(crowd, wishes=wishes, set_aside=aside, **own)


def shuffle_offers(open_offers: Opportunities, order) -> Opportunities:
    place = np.argsort(order)
    sites = np.column_stack([place[open_offers.site_owner], open_offers.site_latitude, open_offers.site_longitude])
    own = {name: getattr(open_offers, name)[order] for name in columns_of(Opportunities)}
    return Opportunities.of(
        kinds=open_offers.kinds, vectors=open_offers.vectors[order], sites=sites, words=open_offers.words, **own
    )


@pytest.mark.parametrize("pairs", [1, 300, 10**9])
def test_the_size_of_a_tile_changes_nothing(monkeypatch, pairs):
    crowd, open_offers = synthetic(50, 90, 8)
    usual = rank(crowd, open_offers, EXPERT_2026, day=DAY)
    monkeypatch.setattr(ranking_module, "PAIRS_IN_A_TILE", pairs)
    tiled = rank(crowd, open_offers, EXPERT_2026, day=DAY)
    for name in ("opportunity", "points", "parts", "unknown", "to_check", "fitting"):
        assert (getattr(usual, name) == getattr(tiled, name)).all(), name


@pytest.mark.parametrize(("n", "m"), [(0, 0), (0, 7), (7, 0)])
def test_nobody_or_nothing_gives_empty_lists(n, m):
    ranked = rank(*synthetic(n, m, 9), EXPERT_2026, day=DAY)
    assert ranked.opportunity.shape == (n, 20)
    assert (ranked.opportunity == -1).all()
    assert not ranked.fitting.any()


def test_people_without_wishes_still_get_a_list_with_the_usual_value():
    ranked = rank(
        people({}, {"wishes": [CAR]}), offers({"text": "car repair", "occupation": 5231}), EXPERT_2026, day=DAY
    )
    assert ranked.opportunity[0, 0] == 0
    assert ranked.unknown[:, 0, :2].tolist() == [[True, True], [False, False]]
    assert 0 < ranked.points[0, 0] < ranked.points[1, 0]


def test_a_home_far_from_every_place_still_gets_remote_offers():
    crowd = people({"home": (50.1, -5.5), "travel_mode": 2, "max_minutes": 30})
    ranked = rank(crowd, offers({"sites": [(53.8, -1.76)]}, {"remote": True}), EXPERT_2026, day=DAY)
    assert lists(ranked)[0][0][0] == 1
    assert ranked.fitting[0] == 1


def test_enablers_and_closed_offers_are_not_in_the_lists():
    ranked = rank(people(ALL_FACTS), offers({"kind": "driving_lessons"}, {"open": False}, {}), EXPERT_2026, day=DAY)
    assert lists(ranked)[0][0][0] == 2
    assert (ranked.live, ranked.fitting[0]) == (1, 1)


def test_what_is_to_be_checked_comes_with_the_list():
    ranked = rank(people({}), offers({"requires": 1 << 24, "remote": True, "hours": 16}), EXPERT_2026, day=DAY)
    assert [fact.code for fact in facts_in(ranked.to_check[0, 0])] == ["licence_full", "hours"]


def test_a_list_says_from_what_it_was_drawn_up():
    ranked = rank(people({}), offers({}), EXPERT_2026, day=DAY)
    assert (ranked.weights, ranked.day, ranked.live) == ("expert-2026", DAY, 1)


@pytest.mark.parametrize(
    ("better", "worse", "person"),
    [
        ({"text": "car repair"}, {"text": "care people"}, {"wishes": [CAR]}),
        ({"occupation": 5231}, {"occupation": 5434}, {"wishes": [CAR]}),
        ({"category": 9}, {"category": 20}, {"wishes": [CAR]}),
        ({"text": "car repair"}, {"text": "care people"}, {"wishes": [CAR, CARE]}),
        ({"sites": [(53.80, -1.76)]}, {"sites": [(53.85, -1.76)]}, {"home": (53.79, -1.76)}),
        ({"kind": "taster"}, {"kind": "job"}, {"readiness": 0}),
        ({"kind": "job"}, {"kind": "taster"}, {"readiness": 4}),
        ({"kind": "apprenticeship"}, {"kind": "job"}, {"kinds_wanted": 1 << KIND["apprenticeship"]}),
        ({"hours": 16}, {}, {"hours_max": 20}),
        ({"support_yes": 0b010}, {"support_yes": 0b001}, {"needs": 0b010}),
        ({"support_yes": 0b110}, {"support_yes": 0b010}, {}),
        ({"desires": 1 << 24}, {"desires": 1 << 36}, {"readiness": 3, "facts_held": 1 << 24, "facts_unknown": 0}),
    ],
    ids=[
        "the words said", "the same trade", "the same field", "the first wish before the second", "the nearer",
        "gentle first steps while settling", "a job when ready", "the kind asked for", "hours known to fit",
        "what meets a need", "more support", "extras held",
    ],
)  # fmt: skip
def test_this_one_above_that_one(better, worse, person):
    ranked = rank(people(person), offers(worse, better), EXPERT_2026, day=DAY)
    assert ranked.opportunity[0][:2].tolist() == [1, 0]
    assert ranked.points[0][0] > ranked.points[0][1]
