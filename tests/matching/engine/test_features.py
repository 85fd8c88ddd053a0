"""Each part on its own: its range, its direction, and what it does when something is not known."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.engine.features import occupation, preferences, readiness, support, travel, wording
from matching.engine.scoring import FEATURES, SENTENCES, parts_of
from matching.engine.synthetic import synthetic
from matching.engine.weights import EXPERT_2026, PARTS
from tests.matching.engine.situations import BRADFORD, CAR, CARE, KIND, KINDS, facts, north_of_bradford, offers, people

FIRST = np.array([0])
SAYS_SO = ("not known yet", "not stated yet", "cannot be compared yet", "No wish is stated yet")


def of(feature, person, offer):
    return float(feature.score(people(person), FIRST, offers(offer), FIRST)[0])


@given(seed=st.integers(0, 10_000))
def test_every_feature_lies_between_0_and_1_or_is_unknown_and_says_so(seed):
    crowd, open_offers = synthetic(3, 8, seed)
    for part in PARTS:
        values = FEATURES[part](crowd, np.arange(3)[:, None], open_offers, np.arange(8)[None, :])
        known = values[~np.isnan(values)]
        assert values.shape == (3, 8)
        assert ((known >= 0) & (known <= 1)).all(), part
        for i, j in np.argwhere(np.isnan(values)):
            sentence = SENTENCES[part](crowd, int(i), open_offers, int(j))
            assert any(words in sentence for words in SAYS_SO), sentence


def test_wording_takes_the_best_wish_and_counts_later_ones_a_little_less():
    assert of(wording, {"wishes": [CAR]}, {"text": "car repair"}) == pytest.approx(1)
    assert of(wording, {"wishes": [CARE, CAR]}, {"text": "car repair"}) == pytest.approx(0.9)
    assert of(wording, {"wishes": [CARE, CARE, CAR]}, {"text": "car repair"}) == pytest.approx(0.8)
    assert of(wording, {"wishes": [CARE, CARE, CARE, CAR]}, {"text": "car repair"}) == pytest.approx(0.8)
    assert of(wording, {"wishes": [CAR]}, {"text": "care"}) == 0


def test_what_is_turned_down_never_counts_below_nothing():
    crowd = people({"wishes": [CAR]})
    turned_down = replace(crowd, wishes=replace(crowd.wishes, vectors=-crowd.wishes.vectors))
    offer = offers({"text": "car repair"})
    assert wording.score(turned_down, FIRST, offer, FIRST)[0] == 0
    assert "few words are shared" in wording.sentence(turned_down, 0, offer, 0)


@pytest.mark.parametrize(
    ("person", "offer"),
    [({}, {"text": "car"}), ({"wishes": [CAR]}, {}), ({"wishes": [{"text": "owt"}]}, {"text": "car"})],
)
def test_wording_is_unknown_without_words_on_both_sides(person, offer):
    assert np.isnan(of(wording, person, offer))


@pytest.mark.parametrize(
    ("offered", "value"), [(5231, 1.0), (5232, 0.7), (5241, 0.4), (5434, 0.2), (6145, 0.0), (-1, np.nan)]
)
def test_occupation_counts_the_leading_digits_shared(offered, value):
    wish = {"text": "car", "occupation": 5231}
    assert of(occupation, {"wishes": [wish]}, {"occupation": offered}) == pytest.approx(value, nan_ok=True)


def test_the_words_are_the_persons_own_and_the_field_is_the_offers():
    crowd, offer = people({"wishes": [{"text": "building", "category": 0}]}), offers({"category": 0})
    named = replace(offer, words=replace(offer.words, categories=["Construction and trades"]))
    said = occupation.sentence(crowd, 0, named, 0)
    assert said == "Hoped for “building”; this is in the same field, “Construction and trades”."


def test_the_same_category_counts_when_the_occupation_says_less():
    assert of(occupation, {"wishes": [CAR]}, {"category": 9}) == 0.6
    assert of(occupation, {"wishes": [CAR]}, {"category": 9, "occupation": 6145}) == 0.6
    assert of(occupation, {"wishes": [CAR]}, {"category": 9, "occupation": 5231}) == 1
    assert of(occupation, {"wishes": [CAR]}, {"category": 3}) == 0


@given(near=st.floats(0, 60), further=st.floats(0, 60), mode=st.integers(-1, 3))
def test_further_never_scores_higher(near, further, mode):
    near, further = sorted((near, further))
    person = {"home": BRADFORD, "travel_mode": mode}
    scores = [of(travel, person, {"sites": [north_of_bradford(km)]}) for km in (near, further)]
    assert scores[0] >= scores[1]


@pytest.mark.parametrize(
    ("km", "sentence"),
    [
        (0, "About a minute by bus, under 1 km in a straight line."),
        (0.6, "About 3 minutes by bus, under 1 km in a straight line."),
        (6.5, "About 30 minutes by bus, 7 km in a straight line."),
    ],
)
def test_a_short_journey_is_never_nothing(km, sentence):
    offer = offers({"sites": [north_of_bradford(km)]})
    assert travel.sentence(people({"home": BRADFORD, "travel_mode": 2}), 0, offer, 0) == sentence


def test_travel_by_a_stated_speed_to_the_nearest_site():
    person = {"home": BRADFORD, "travel_mode": 2}
    half_an_hour = north_of_bradford(6.5)
    assert of(travel, person, {"sites": [half_an_hour]}) == pytest.approx(1 - 30 / 90, abs=1e-4)
    assert of(travel, person, {"sites": [north_of_bradford(9), half_an_hour]}) == pytest.approx(1 - 30 / 90, abs=1e-4)
    assert of(travel, person, {"sites": [north_of_bradford(90)]}) == 0
    assert of(travel, person, {"sites": [north_of_bradford(90)], "remote": True}) == 1
    assert np.isnan(of(travel, person, {}))
    assert np.isnan(of(travel, {}, {"sites": [half_an_hour]}))


def test_while_the_way_is_not_known_a_bus_stands_in_and_the_sentence_says_so():
    offer = offers({"sites": [north_of_bradford(6.5)]})
    assert travel.score(people({"home": BRADFORD}), FIRST, offer, FIRST) == travel.score(
        people({"home": BRADFORD, "travel_mode": 2}), FIRST, offer, FIRST
    )
    assert "if by bus" in travel.sentence(people({"home": BRADFORD}), 0, offer, 0)


@pytest.mark.parametrize(
    ("now", "kind", "value"),
    [(3, "job", 1), (2, "job", 0.75), (0, "job", 0.25), (4, "taster", 0.5), (-1, "job", np.nan)],
)
def test_readiness_falls_a_quarter_a_step(now, kind, value):
    assert of(readiness, {"readiness": now}, {"kind": kind}) == pytest.approx(value, nan_ok=True)


def test_a_desirable_fact_held_goes_before_not_known_before_not_held():
    offer = {"desires": 1 << 24}
    held, unknown, not_held = ({"readiness": 4, **known} for known in (facts(licence_full=True), {}, facts()))
    assert [of(readiness, person, offer) for person in (held, unknown, not_held)] == [1, 0.875, 0.75]


def test_preferences_join_the_kind_wanted_and_the_hours():
    wants_job, wants_taster = {"kinds_wanted": 1 << KIND["job"]}, {"kinds_wanted": 1 << KIND["taster"]}
    fits, unsaid = {"hours_max": 40}, {}
    offer = {"hours": 20}
    assert [
        of(preferences, w | h, offer) for w in (wants_job, {}, wants_taster) for h in (fits, unsaid)
    ] == pytest.approx([1, 0.875, 0.625, np.nan, 0.25, 0.125], nan_ok=True)


@given(yes=st.integers(0, 255), no=st.integers(0, 255), needs=st.integers(0, 7), more=st.integers(0, 7))
def test_a_need_never_lowers_anything(yes, no, needs, more):
    offer = {"support_yes": yes, "support_no": no & ~yes}
    fewer, further = of(support, {"needs": needs}, offer), of(support, {"needs": needs | more}, offer)
    none = of(support, {}, offer)
    assert np.isnan(none) == np.isnan(fewer) == np.isnan(further) == (yes | no == 0)
    assert np.isnan(none) or none <= fewer <= further


def test_silence_about_support_is_unknown_and_not_no():
    assert np.isnan(of(support, {"needs": 0b1}, {}))
    assert of(support, {"needs": 0b1}, {"support_no": 0b1}) == 0
    assert of(support, {}, {"support_yes": 0b1}) == pytest.approx(0.1)
    assert of(support, {"needs": 0b1}, {"support_yes": 0b1}) == pytest.approx(0.55)


@pytest.mark.parametrize("part", PARTS)
def test_an_unknown_part_counts_its_typical_value_and_stays_between_its_bounds(part):
    nobody, nothing = people({}), offers(*({"kind": kind.code} for kind in KINDS))
    points, unknown = parts_of(nobody, np.array([0]), nothing, np.arange(len(KINDS)), EXPERT_2026)
    k = PARTS.index(part)
    assert unknown[:, k].all()
    for row, kind in enumerate(KINDS):
        typical = EXPERT_2026.typical_by_kind.get(part, {}).get(kind.code, EXPERT_2026.typical[part])
        assert points[row, k] == round(EXPERT_2026.points[part] * typical)
        assert 0 < points[row, k] < EXPERT_2026.points[part]
