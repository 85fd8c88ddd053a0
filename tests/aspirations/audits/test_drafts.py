"""Going through the questions with save and return (A3)."""

from datetime import date
from decimal import Decimal

import pytest

from aspirations.audits.actions import none_of_these
from aspirations.audits.drafts import draft_of, drop_draft, record_draft, save_answer
from aspirations.models import AspirationDraft
from config.places.models import Postcode
from config.refusal import NotAllowed, Refused
from tests.factories.offers import CENTRE
from tests.factories.people import make_audit, make_person, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def adviser(db):
    return make_user()


@pytest.fixture
def wren(adviser):
    return make_person(on_caseload_of=adviser)


def test_a_draft_begins_with_what_is_known_and_ends_as_a_new_version(wren, adviser):
    """Nobody tells it twice: only what changed is asked (A3, A7)."""
    make_audit(wren, "nursing", english="1", hours_most=Decimal("16.5"), right_to_work_until=date(2027, 1, 2))
    save_answer(person=wren, question="travel", answers={"travel_minutes": 45, "travel_mode": "bus"}, by=adviser)
    draft = save_answer(person=wren, question="levels", answers={"maths": "2"}, by=adviser)
    assert draft.gone_through == ["travel", "levels"]
    assert wren.aspiration_audits.count() == 1

    audit = record_draft(person=wren, by=adviser)
    assert (audit.version, audit.english, audit.maths, audit.travel_minutes) == (2, "1", "2", 45)
    assert (audit.hours_most, audit.right_to_work_until) == (Decimal("16.5"), date(2027, 1, 2))
    assert [wish.own_words for wish in audit.wishes.all()] == ["nursing"]
    assert draft_of(wren, adviser) is None


def test_each_who_asks_has_a_draft_of_their_own(wren, adviser):
    save_answer(person=wren, question="wishes", answers={"wishes": ["cars"]}, by=adviser)
    save_answer(person=wren, question="wishes", answers={"wishes": ["dogs"]}, by=None)
    save_answer(person=wren, question="wishes", answers={"wishes": ["cats"]}, by=None)
    assert AspirationDraft.objects.count() == 2
    audit = record_draft(person=wren, by=None)
    assert audit.recorded_by is None
    assert [wish.own_words for wish in audit.wishes.all()] == ["cats"]
    assert draft_of(wren, adviser).answers["wishes"] == ["cars"]


def test_home_follows_the_postcode(wren, adviser):
    """The same postcode keeps its home; a new one is looked up; one we do not know has none yet (A8)."""
    Postcode.objects.update_or_create(code="ZZ1 1AA", defaults={"location": CENTRE, "area_code": "E08000032"})
    make_audit(wren, postcode="ZZ9 9ZZ", home=CENTRE, home_area_code="E08000035")
    save_answer(person=wren, question="levels", answers={"maths": "2"}, by=adviser)
    assert record_draft(person=wren, by=adviser).home_area_code == "E08000035"
    save_answer(person=wren, question="home", answers={"postcode": "ZZ1 1AA"}, by=adviser)
    assert record_draft(person=wren, by=adviser).home_area_code == "E08000032"
    save_answer(person=wren, question="home", answers={"postcode": "ZZ2 2BB"}, by=adviser)
    assert record_draft(person=wren, by=adviser).home is None


def test_dropping_a_draft_leaves_everything_as_it_was(wren, adviser):
    make_audit(wren, "nursing")
    save_answer(person=wren, question="wishes", answers={"wishes": []}, by=adviser)
    drop_draft(person=wren, by=adviser)
    assert draft_of(wren, adviser) is None
    assert wren.aspiration_audits.current().get().wishes.get().own_words == "nursing"
    with pytest.raises(Refused, match="Nothing has changed"):
        record_draft(person=wren, by=adviser)


def test_strangers_and_strange_questions_are_refused(wren, adviser):
    with pytest.raises(NotAllowed):
        save_answer(person=wren, question="wishes", answers={"wishes": ["x"]}, by=make_user())
    with pytest.raises(Refused, match="shoe_size"):
        save_answer(person=wren, question="wishes", answers={"shoe_size": 7}, by=adviser)


def test_none_of_these_leaves_the_words_to_count_alone(wren, adviser):
    wish = make_audit(wren, "summat with cars").wishes.get()
    wish.occupation, wish.category = "5231", "transport"
    wish.save()
    none_of_these(wish=wish, by=adviser)
    wish.refresh_from_db()
    assert (wish.occupation, wish.category, wish.reading, wish.corrected_by) == ("", "", "wish", adviser)
    assert wish.own_words == "summat with cars"
