"""The dated figures in words."""

import pytest

from config.reference.figure_tables import plain


@pytest.mark.parametrize(("code", "words"), [("eet", "EET"), ("in_touch", "In touch")])
def test_a_code_is_said_in_words(code: str, words: str) -> None:
    assert plain(code) == words
