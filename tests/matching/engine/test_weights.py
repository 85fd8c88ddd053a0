"""Weights: whole points that make 100, and a typical value for each part."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from matching.engine.ranking import rank
from matching.engine.weights import EXPERT_2026, PARTS, TOTAL
from tests.matching.engine.situations import CAR, DAY, KINDS, offers, people


def test_the_expert_starts_with_these_points():
    EXPERT_2026.check()
    assert EXPERT_2026.name == "expert-2026"
    assert EXPERT_2026.valid_from == date(2026, 4, 1)
    assert [EXPERT_2026.points[part] for part in PARTS] == [30, 20, 15, 10, 15, 10]
    assert sum(EXPERT_2026.points.values()) == TOTAL == 100


def test_typical_values_differ_by_kind_where_stated():
    support = dict(zip((kind.code for kind in KINDS), EXPERT_2026.typical_of("support", KINDS), strict=True))
    assert support["functional_skills"] == EXPERT_2026.typical_by_kind["support"]["functional_skills"]
    assert support["job"] == EXPERT_2026.typical["support"]
    assert (EXPERT_2026.typical_of("wording", KINDS) == np.full(len(KINDS), EXPERT_2026.typical["wording"])).all()


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"points": {"wording": 100}}, "give points for exactly wording, occupation"),
        ({"points": EXPERT_2026.points | {"travel": 16}}, "must add up to 100"),
        ({"points": EXPERT_2026.points | {"travel": 15.0}}, "give whole points"),
        ({"points": EXPERT_2026.points | {"travel": -5, "wording": 50}}, "give whole points of 0 or more"),
        ({"typical": {}}, "give typical values for exactly"),
        ({"typical": EXPERT_2026.typical | {"travel": 1.5}}, "between 0 and 1"),
        ({"typical_by_kind": {"shoes": {}}}, "names a part not known"),
        ({"typical_by_kind": {"travel": {"job": -1}}}, "between 0 and 1"),
    ],
)
def test_unsound_weights_are_refused_with_a_sentence(change, sentence):
    with pytest.raises(ValueError, match=sentence):
        rank(people({}), offers({}), replace(EXPERT_2026, **change), day=DAY)


def test_other_weights_give_another_list_under_their_own_name():
    near_work, near_home = (
        {"text": "car repair", "sites": [(53.9, -1.76)]},
        {"text": "care", "sites": [(53.795, -1.76)]},
    )
    crowd = people({"wishes": [CAR], "home": (53.795, -1.759)})
    local = replace(EXPERT_2026, name="local", points=EXPERT_2026.points | {"wording": 5, "travel": 40})
    by_expert, by_local = (
        rank(crowd, offers(near_work, near_home), weights, day=DAY) for weights in (EXPERT_2026, local)
    )
    assert (by_expert.opportunity[0, 0], by_local.opportunity[0, 0]) == (0, 1)
    assert (by_expert.weights, by_local.weights) == ("expert-2026", "local")
