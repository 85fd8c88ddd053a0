"""When we were in touch, or tried (A9)."""

from datetime import date, timedelta

import pytest
import time_machine

from aspirations.progress.actions import record_contact
from aspirations.progress.models import ContactMade
from config.audit_trail.models import Event
from config.refusal import NotAllowed, Refused
from tests.factories.chain import at
from tests.factories.people import DAY, make_person, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


@pytest.fixture
def today():
    with time_machine.travel(at(hour=12)):
        yield


@pytest.fixture
def rowan():
    return make_user()


def last_contact(rowan, before: date | None, on: date, *, two_way: bool = True) -> date | None:
    robin = make_person(on_caseload_of=rowan, last_contact_on=before)
    record_contact(person=robin, on=on, how="text", two_way=two_way, by=rowan)
    robin.refresh_from_db()
    return robin.last_contact_on


def test_only_a_later_two_way_contact_moves_the_day(rowan):
    earlier = DAY - timedelta(days=30)
    assert last_contact(rowan, None, earlier) == earlier
    assert last_contact(rowan, earlier, DAY) == DAY
    assert last_contact(rowan, DAY, earlier) == DAY
    assert last_contact(rowan, earlier, DAY, two_way=False) == earlier
    assert last_contact(rowan, None, DAY, two_way=False) is None


def test_a_contact_of_tomorrow_or_by_owl_is_refused(rowan):
    robin = make_person(on_caseload_of=rowan)
    with pytest.raises(Refused, match="lies ahead"):
        record_contact(person=robin, on=DAY + timedelta(days=1), how="text", two_way=True, by=rowan)
    with pytest.raises(Refused, match="How"):
        record_contact(person=robin, on=DAY, how="owl", two_way=True, by=rowan)
    assert not ContactMade.objects.exists()


def test_contacts_are_seen_by_those_who_work_with_the_person(rowan):
    robin = make_person(on_caseload_of=rowan)
    record_contact(person=robin, on=DAY, how="text", two_way=True, by=rowan, words="Wants to talk on Friday")
    assert ContactMade.objects.visible_to(rowan).count() == 1
    for stranger in (make_user(), make_user("virtual_school"), make_user("panel_chair")):
        assert not ContactMade.objects.visible_to(stranger).exists()
        with pytest.raises(NotAllowed):
            record_contact(person=robin, on=DAY, how="text", two_way=True, by=stranger)
    assert "Friday" not in str(Event.objects.get(verb="contact_recorded").context)
