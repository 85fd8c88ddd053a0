"""The registry of facts: bits that never clash, and words for each."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.engine.facts import (
    BY_CODE,
    FACTS,
    KNOWN_FACTS,
    LEVELS,
    RULE_BITS_FROM,
    RULES,
    SCALES,
    facts_in,
    held_or_not,
    level_bits,
    level_required,
    licence_bits,
    mask_of,
    together,
)
from matching.engine.fixes import FASTER

LEVEL = st.integers(0, len(LEVELS) - 1)


def test_codes_and_bits_are_one_each_and_rules_lie_above_facts():
    everything = (*FACTS, *RULES)
    assert len({fact.bit for fact in everything}) == len(BY_CODE) == len(everything)
    assert max(fact.bit for fact in FACTS) < RULE_BITS_FROM <= min(rule.bit for rule in RULES)
    assert max(rule.bit for rule in RULES) < 64
    assert [fact.code for fact in facts_in(KNOWN_FACTS)] == [fact.code for fact in FACTS]


@pytest.mark.parametrize("fact", BY_CODE.values(), ids=BY_CODE)
def test_each_has_calm_short_sentences(fact):
    for sentence in filter(None, (fact.missing, fact.unknown, fact.fix)):
        assert sentence[0].isupper()
        assert sentence.endswith(".")
        assert len(sentence.split()) < 25


@given(scale=st.sampled_from(sorted(SCALES)), held=LEVEL, asked=LEVEL)
def test_a_level_answers_every_level_up_to_it(scale, held, asked):
    top = SCALES[scale][2]
    mask, unknown = level_bits(scale, held)
    assert unknown == 0
    assert (level_required(scale, asked) & ~mask == 0) == (min(held, top) >= min(asked, top))


@given(scale=st.sampled_from(sorted(SCALES)), asked=LEVEL)
def test_an_unknown_level_leaves_every_level_unknown(scale, asked):
    held, unknown = level_bits(scale, None)
    assert held == 0
    assert level_required(scale, asked) & ~unknown == 0


def test_scales_do_not_touch():
    masks = [level_bits(scale, None)[1] for scale in SCALES]
    assert sum(masks) == masks[0] | masks[1] | masks[2]
    assert [fact.code for fact in facts_in(level_required("english", 4))] == ["english_1"]
    assert [fact.code for fact in facts_in(level_required("overall", 11))] == ["overall_8"]


def test_a_full_licence_answers_for_a_provisional_one():
    both = mask_of(["licence_provisional", "licence_full"])
    assert licence_bits("full") == (both, 0)
    assert licence_bits("provisional") == (mask_of(["licence_provisional"]), 0)
    assert licence_bits("none") == (0, 0)
    assert licence_bits(None) == (0, both)


def test_yes_no_and_not_known_yet_are_three_answers():
    kit = mask_of(["own_kit"])
    assert [held_or_not("own_kit", answer) for answer in (True, False, None)] == [(kit, 0), (0, 0), (0, kit)]
    assert together([(1, 2), (4, 8), (0, 0)]) == (5, 10)


def test_an_unknown_code_is_refused_by_name():
    with pytest.raises(KeyError, match="shoe_size"):
        mask_of(["shoe_size"])


def test_each_help_with_travel_has_its_way_of_travelling():
    assert BY_CODE["travel"].fixed_by == tuple(FASTER)
