"""How to reach somebody safely, and what was already tried (A9)."""

import pytest

from aspirations.people.actions import record_contact_way, record_tried
from config.audit_trail.models import Event
from config.refusal import NotAllowed, Refused
from tests.factories.people import make_person, make_user

pytestmark = pytest.mark.django_db


def test_a_way_keeps_its_newest_rule() -> None:
    adviser = make_user()
    robin = make_person(on_caseload_of=adviser)
    record_contact_way(person=robin, kind="text", value="07700 900123", by=adviser, safe_when="After 4 pm")
    way = record_contact_way(person=robin, kind="text", value="07700 900123", by=adviser, safe_when="Never at night")
    assert [way] == list(robin.contact_ways.all())
    assert way.safe_when == "Never at night"
    assert set(Event.objects.values_list("fields", flat=True).get(pk=Event.objects.last().pk)) == {"contact_ways"}


def test_a_way_that_does_not_exist_is_refused_with_the_field() -> None:
    adviser = make_user()
    with pytest.raises(Refused, match="Kind"):
        record_contact_way(person=make_person(on_caseload_of=adviser), kind="pigeon", value="x", by=adviser)


def test_what_was_tried_is_said_in_words_and_by_whom_may() -> None:
    adviser = make_user()
    robin = make_person(on_caseload_of=adviser)
    record_tried(person=robin, words="Two weeks at a garage; the bus was the problem", by=adviser)
    assert robin.tried.get().words.startswith("Two weeks")
    with pytest.raises(Refused):
        record_tried(person=robin, words=" ", by=adviser)
    with pytest.raises(NotAllowed):
        record_tried(person=robin, words="Anything", by=make_user())
