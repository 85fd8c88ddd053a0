"""Clean words made as young people type them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from opportunities.vocabulary.perturbing import KINDS, perturbed, slips

TEXTS = ["Care assistant", "HGV driver", "Looking after horses", "IT"]


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_seed_gives_the_same_texts(kind):
    first = perturbed(TEXTS, kind, seed=1)
    assert first == perturbed(TEXTS, kind, seed=1)
    assert len(first) == len(TEXTS)
    assert (first == TEXTS) == (kind == "clean")
    if kind != "clean":
        assert first != perturbed(TEXTS, kind, seed=2)


def test_a_frame_keeps_the_words():
    assert all("care assistant" in text for text in perturbed(["Care assistant"] * 20, "phrasing", seed=3))


@given(st.text(st.characters(max_codepoint=0x24F), max_size=40), st.integers(0, 5))
def test_slips_change_few_letters(text, seed):
    changed = slips(text, 8, np.random.default_rng(seed))
    letters = sum(letter.isascii() and letter.isalpha() for letter in text.casefold())
    assert OSA.distance(text.casefold(), changed) <= 2 * max(1, round(letters / 8))
