"""Must-haves: a barrier only where something is known to be missing; what is not known is to be checked."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.engine.columns import UNKNOWN_DAY, day_number
from matching.engine.eligibility import eligible_pairs, live_on, verdict
from matching.engine.facts import BY_CODE, facts_in, mask_of
from matching.engine.profiles import SetAside
from matching.engine.synthetic import synthetic
from tests.matching.engine.situations import BRADFORD, DAY, KIND, facts, north_of_bradford, offers, people

TODAY = day_number(DAY)
BORN = TODAY - 18 * 365


def judged(person, offer, set_aside=None):
    """Codes of the barriers and of what is to be checked; all but the rule in question is settled."""
    crowd = people({"hours_max": 40, "hours_min": 0, **person}, set_aside=set_aside)
    barred, unclear = verdict(
        crowd, np.array([0]), offers({"hours": 20, "remote": "sites" not in offer, **offer}), np.array([0]), TODAY
    )
    return {fact.code for fact in facts_in(barred[0])}, {fact.code for fact in facts_in(unclear[0])}


@pytest.mark.parametrize(
    ("person", "offer", "barriers", "to_check"),
    [
        ({}, {}, set(), set()),
        ({}, {"open": False}, {"not_open"}, set()),
        ({}, {"closes_on": TODAY - 1}, {"not_open"}, set()),
        ({}, {"closes_on": TODAY}, set(), set()),
        ({}, {"kind": "driving_lessons"}, {"enabler"}, set()),
        ({"kinds_paused": 1 << KIND["job"]}, {}, {"kind_paused"}, set()),
        ({"kinds_paused": 1 << KIND["taster"]}, {}, set(), set()),
        (facts(), {"requires": mask_of(["english_2", "licence_full"])}, {"english_2", "licence_full"}, set()),
        (facts(english_2=True), {"requires": mask_of(["english_2"])}, set(), set()),
        ({}, {"requires": mask_of(["english_2"])}, set(), {"english_2"}),
        ({}, {"desires": mask_of(["english_2"])}, set(), set()),
        ({"born_on": BORN}, {"born_from": BORN, "born_to": BORN}, set(), set()),
        ({"born_on": BORN}, {"born_from": BORN + 1}, {"age"}, set()),
        ({"born_on": BORN}, {"born_to": BORN - 1}, {"age"}, set()),
        ({}, {"born_to": BORN}, set(), {"age"}),
        ({"area": 33}, {"area_required": 32}, {"area"}, set()),
        ({"area": 32}, {"area_required": 32}, set(), set()),
        ({"area": 33}, {}, set(), set()),
        ({}, {"area_required": 32}, set(), {"area"}),
        ({"hours_max": 19.5}, {}, {"hours"}, set()),
        ({"hours_max": 20}, {}, set(), set()),
        ({"hours_min": 21}, {}, {"hours"}, set()),
        ({"hours_max": np.nan}, {}, set(), set()),
        ({"hours_max": np.nan, "hours_min": np.nan}, {}, set(), {"hours"}),
        ({}, {"hours": np.nan}, set(), {"hours"}),
    ],
)
def test_each_must_have(person, offer, barriers, to_check):
    assert judged(person, offer) == (barriers, to_check)


RIDER = {"home": BRADFORD, "travel_mode": 2, "max_minutes": 30}
NEAR, FAR = north_of_bradford(6.4), north_of_bradford(6.6)


@pytest.mark.parametrize(
    ("person", "offer", "barriers", "to_check"),
    [
        (RIDER, {"sites": [NEAR]}, set(), set()),
        (RIDER, {"sites": [FAR]}, {"travel"}, set()),
        (RIDER, {"sites": [FAR, NEAR]}, set(), set()),
        (RIDER, {"sites": [(np.nan, np.nan), FAR]}, {"travel"}, set()),
        (RIDER, {"sites": [FAR], "remote": True}, set(), set()),
        (RIDER, {"sites": []}, set(), {"travel"}),
        (RIDER | {"travel_mode": -1}, {"sites": [FAR]}, set(), {"travel"}),
        (RIDER | {"max_minutes": np.nan}, {"sites": [FAR]}, set(), {"travel"}),
        (RIDER | {"home": (np.nan, np.nan)}, {"sites": [FAR]}, set(), {"travel"}),
        (RIDER | {"travel_mode": 3}, {"sites": [FAR]}, set(), set()),
        (RIDER | {"travel_mode": 0}, {"sites": [NEAR]}, {"travel"}, set()),
        ({}, {"remote": True}, set(), set()),
    ],
)
def test_travel_bars_only_what_is_known_to_be_too_far(person, offer, barriers, to_check):
    assert judged(person, offer) == (barriers, to_check)


def test_a_pair_set_aside_bars_that_pair_alone():
    crowd = people({}, {}, set_aside=SetAside.of(person=[1], opportunity=[0], why=[2]))
    barred, _ = verdict(crowd, np.array([[0], [1]]), offers({}, {}), np.array([[0, 1]]), TODAY)
    assert (barred == np.array([[0, 0], [BY_CODE["set_aside"].mask, 0]], np.uint64)).all()


@given(seed=st.integers(0, 10_000))
def test_tiles_find_the_pairs_that_the_verdict_bars_nothing_of(seed):
    crowd, open_offers = synthetic(6, 20, seed)
    i, j = eligible_pairs(crowd, np.arange(6), open_offers, live_on(open_offers, TODAY))
    barred, _ = verdict(crowd, np.arange(6)[:, None], open_offers, np.arange(20)[None, :], TODAY)
    assert sorted(zip(i.tolist(), j.tolist(), strict=True)) == [
        tuple(pair) for pair in np.argwhere(barred == 0).tolist()
    ]


FORGET = {
    "born_on": UNKNOWN_DAY,
    "area": -1,
    "travel_mode": -1,
    "max_minutes": np.nan,
    "hours_min": np.nan,
    "hours_max": np.nan,
    "kinds_paused": 0,
    "home": np.nan,
    "facts": 0,
}


@given(seed=st.integers(0, 10_000), forgotten=st.sets(st.sampled_from(sorted(FORGET)), min_size=1))
def test_deleting_a_recorded_fact_never_makes_a_silent_no(seed, forgotten):
    crowd, open_offers = synthetic(6, 20, seed)
    i, j = np.arange(6)[:, None], np.arange(20)[None, :]
    before, _ = verdict(crowd, i, open_offers, j, TODAY)
    after, unclear = verdict(without(crowd, forgotten), i, open_offers, j, TODAY)
    assert not (after & ~before).any()
    lifted = before & ~after & ~np.uint64(BY_CODE["kind_paused"].mask | BY_CODE["hours"].mask)
    assert not (lifted & ~unclear).any()


def without(crowd, names):
    changed = {name: np.full_like(getattr(crowd, name), FORGET[name]) for name in names - {"home", "facts"}}
    if "home" in names:
        changed |= {name: np.full_like(crowd.latitude, np.nan) for name in ("latitude", "longitude")}
    if "facts" in names:
        changed |= {"facts_held": crowd.facts_held * 0, "facts_unknown": crowd.facts_unknown | crowd.facts_held}
    return replace(crowd, **changed)
