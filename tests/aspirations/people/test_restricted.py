"""Restricted records: named people only (A9)."""

import pytest

from aspirations.models import YoungPerson
from aspirations.people.restricted import lift_restriction, name_person, restrict
from config.audit_trail.models import Event
from config.refusal import NotAllowed, Refused
from tests.factories.people import make_person, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def rowan():
    return make_user()


@pytest.fixture
def moss():
    return make_user("team_manager")


@pytest.fixture
def robin(rowan, moss):
    return make_person(on_caseload_of=rowan, manager=moss)


def opens(user) -> bool:
    return YoungPerson.objects.visible_to(user).exists()


def test_a_restricted_record_is_for_its_workers_and_who_is_named(robin, rowan, moss):
    other_manager, school, named = make_user("team_manager"), make_user("virtual_school"), make_user()
    assert opens(other_manager) and opens(school)
    restrict(person=robin, named=[named], by=moss)
    assert [opens(user) for user in (rowan, moss, named, other_manager, school)] == [True, True, True, False, False]
    assert Event.objects.get(verb="record_restricted").context == {"named": 1}


def test_lifting_opens_it_to_the_team_and_ends_the_names(robin, moss):
    named, other_manager = make_user(), make_user("team_manager")
    restrict(person=robin, named=[], by=moss)
    name_person(person=robin, user=named, by=moss)
    assert opens(named)
    lift_restriction(person=robin, by=moss)
    assert opens(other_manager)
    assert not opens(named)
    with pytest.raises(Refused, match="not restricted"):
        lift_restriction(person=robin, by=moss)


def test_only_a_manager_who_may_open_it(robin, rowan, moss):
    for user in (rowan, make_user("team_manager", team="South")):
        with pytest.raises(NotAllowed):
            restrict(person=robin, named=[], by=user)
    with pytest.raises(NotAllowed, match="cannot be named"):
        restrict(person=robin, named=[make_user("board_viewer")], by=moss)
    robin.refresh_from_db()
    assert not robin.is_restricted
    restrict(person=robin, named=[], by=moss)
    with pytest.raises(Refused, match="restricted already"):
        restrict(person=robin, named=[], by=moss)
