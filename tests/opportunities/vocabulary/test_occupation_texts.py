"""Occupations described at length: what a text is like without sharing a word with it (A3)."""

import numpy as np
import pytest

from opportunities.vocabulary import occupation_texts
from opportunities.vocabulary.occupation_texts import most_like, near, stands_in_one
from opportunities.vocabulary.occupations import occupation_words
from opportunities.vocabulary.plain_work import described_words


def likeness(one, other):
    return (near([one]) @ near([other]).T)[0, 0]


def test_every_occupation_has_words_in_alphabetical_order():
    rows = occupation_words()
    assert len(rows) > 5_000
    assert occupation_texts.width() == len(rows) + len(described_words())
    assert all(row and row.split() == sorted(row.split()) for row in rows)


@pytest.mark.parametrize(
    ("said", "nearer", "further"),
    [
        ("looking older people", "domiciliary care assistant", "vehicle technician"),
        ("fixing engines", "vehicle technician", "domiciliary care assistant"),
        ("cutting hair", "barber", "butcher"),
        ("growing vegetables", "horticulture operative", "kitchen fitter"),
    ],
)
def test_words_that_go_together_meet_without_a_common_word(said, nearer, further):
    assert likeness(said, nearer) > likeness(said, further)


def test_rows_have_length_one_or_none_and_are_the_same_alone_and_in_company():
    texts = ["barber", "", "qqqqxx", "growing vegetables"]
    together = near(texts)
    assert np.sqrt(together.multiply(together).sum(axis=1)).ravel().tolist()[0] == pytest.approx([1, 0, 0, 1], abs=1e-5)
    for row, text in enumerate(texts):
        assert (together[row] != near([text])[0]).nnz == 0
    assert near([]).shape == (0, occupation_texts.width())


def test_only_the_most_like_are_kept_to_a_power():
    found = most_like(np.array([[0.5, 0.1, -1, 0.2]], dtype=np.float32), 2, 2)
    assert found.toarray()[0].tolist() == pytest.approx([0.25, 0, 0, 0.04])


def test_words_stand_together_in_one_description_or_not():
    assert stands_in_one("hair stylist")
    assert not stands_in_one("hair submarine")
    assert not stands_in_one("")
