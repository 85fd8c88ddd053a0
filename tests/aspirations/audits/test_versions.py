"""How a reading is kept, and a correction of it."""

from decimal import Decimal

import pytest

from aspirations.audits.actions import correct_wish, record_aspirations
from aspirations.audits.versions import as_read
from opportunities.vocabulary.reading import CategoryReading, OccupationReading, WishReading, WishState
from tests.factories.people import make_person, make_user

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


@pytest.mark.django_db
def test_a_correction_stands_in_the_next_version_for_the_same_words() -> None:
    adviser = make_user()
    robin = make_person(on_caseload_of=adviser)
    first = record_aspirations(person=robin, answers={"wishes": ["cars"]}, by=adviser)
    correct_wish(wish=first.wishes.get(), occupation="5231", category="engineering_and_maintenance", by=adviser)
    again = record_aspirations(person=robin, answers={"wishes": ["cars", "dogs"]}, by=adviser)
    kept, new = again.wishes.order_by("rank")
    assert (kept.occupation, kept.corrected_by) == ("5231", adviser)
    assert new.corrected_by is None
