"""How a reading is kept. No database."""

from decimal import Decimal

import pytest

from aspirations.audits.versions import as_read
from opportunities.vocabulary.reading import CategoryReading, OccupationReading, WishReading, WishState

READ = ((OccupationReading(5231, "Vehicle technicians", 0.876),), (CategoryReading("transport", 0.4),))


def reading(state, occupations=(), categories=()):
    return WishReading("own words", "own words", state, occupations, categories, "You said so.")


def test_a_wish():
    assert as_read(reading(WishState.WISH, *READ)) == {
        "reading": "wish",
        "because": "You said so.",
        "occupation": "5231",
        "category": "transport",
        "certainty": Decimal("0.88"),
    }


@pytest.mark.parametrize("state", [WishState.WORRY, WishState.NO_WISH])
def test_what_is_no_wish_is_never_kept_as_work(state):
    assert as_read(reading(state, *READ)) == {"reading": state.value, "because": "You said so."}


def test_a_wish_that_says_neither():
    assert as_read(reading(WishState.WISH))["certainty"] is None
