"""Recording and correcting what a young person hopes for."""

from datetime import date

import pytest

from aspirations.audits.actions import correct_wish, record_aspirations
from config.audit_trail.models import Event
from config.outbox.models import Message
from config.refusal import NotAllowed, Refused
from tests.factories.people import DAY, make_audit, make_person, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def adviser(db):
    return make_user()


@pytest.fixture
def wren(adviser):
    return make_person(on_caseload_of=adviser)


def test_answers_are_a_new_version(wren, adviser):
    make_audit(wren, "nursing", asked_on=date(2026, 1, 1))
    answers = {"wishes": ["plumber", " "], "english": "E3", "travel_minutes": 30, "asked_on": DAY}
    audit = record_aspirations(person=wren, answers=answers, by=adviser)
    assert (audit.version, audit.is_current, audit.recorded_by) == (2, True, adviser)
    assert wren.aspiration_audits.current().get() == audit
    assert (audit.english, audit.maths, audit.licence) == ("E3", "", "unknown")
    assert [wish.own_words for wish in audit.wishes.all()] == ["plumber"]
    event = Event.objects.get()
    assert (event.verb, event.fields) == ("aspirations_recorded", ["english", "travel_minutes", "wishes"])
    assert "plumber" not in str(event.context)


@pytest.mark.parametrize(
    ("answers", "says"),
    [
        ({"wishes": ["a", "b", "c", "d"]}, "Up to three wishes"),
        ({"wishes": ["x" * 501]}, "501"),
        ({"shoe_size": 7}, "not among the questions: shoe_size"),
        ({"is_current": False}, "not among the questions"),
        ({"english": "9"}, "not a valid choice"),
        ({"hours_least": 30, "hours_most": 16}, "fewest hours cannot be more"),
    ],
)
def test_an_answer_that_breaks_a_rule(wren, adviser, answers, says):
    with pytest.raises(Refused, match=says):
        record_aspirations(person=wren, answers=answers, by=adviser)
    assert not wren.aspiration_audits.exists()


def test_a_wish_is_corrected_and_the_own_words_stay(wren, adviser):
    wish = make_audit(wren, "summat with motors").wishes.get()
    correct_wish(wish=wish, occupation="5231", category="engineering_and_maintenance", by=adviser)
    wish.refresh_from_db()
    assert (wish.own_words, wish.occupation, wish.certainty) == ("summat with motors", "5231", None)
    assert (wish.corrected_by, wish.reading) == (adviser, "wish")
    assert Event.objects.get(verb="aspiration_corrected").fields == ["category", "occupation"]


@pytest.mark.parametrize(
    ("occupation", "category", "says"),
    [("", "", "Choose an occupation"), ("", "wizardry", "career category"), ("0001", "", "occupation")],
)
def test_a_correction_is_of_the_lists(wren, adviser, occupation, category, says):
    wish = make_audit(wren, "magic").wishes.get()
    with pytest.raises(Refused, match=says):
        correct_wish(wish=wish, occupation=occupation, category=category, by=adviser)


def test_only_who_may_open_the_record(wren):
    with pytest.raises(NotAllowed):
        record_aspirations(person=wren, answers={"wishes": ["nursing"]}, by=make_user())
    with pytest.raises(NotAllowed):
        correct_wish(wish=make_audit(wren, "x").wishes.get(), occupation="5231", category="", by=make_user())


def test_the_adviser_is_told_of_a_worry_in_other_words(wren, adviser):
    record_aspirations(person=wren, answers={"wishes": ["nursing", "i want to kill myself"]}, by=adviser)
    message = Message.objects.get()
    wish = wren.aspiration_audits.get().wishes.get(reading="worry")
    assert (message.to, message.key) == (
        adviser.email,
        f"concern-{wren.concerns.get(source_id=wish.public_id).public_id}",
    )
    assert "kill" not in message.subject + message.body
