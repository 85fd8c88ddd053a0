"""Who may see which part of a record: the table of vocabularies.md 9 (A9, S1)."""

import pytest

from aspirations.models import YoungPerson
from aspirations.people.access import give_access
from aspirations.people.field_groups import TABLE, WORKERS, relations, rights
from aspirations.people.models import AccessGrant
from tests.factories.people import make_council, make_person, make_user

pytestmark = pytest.mark.django_db


def test_the_table_is_whole():
    assert all(len(row.split()) == len(WORKERS) and set(row.split()) <= set("WRP-") for row in TABLE.values())


@pytest.fixture
def moss():
    return make_user("team_manager")


@pytest.fixture
def rowan():
    return make_user()


@pytest.fixture
def robin(rowan, moss):
    return make_person(on_caseload_of=rowan, manager=moss)


def test_what_people_are_to_the_person(robin, rowan, moss):
    cover, chair = make_user(), make_user("panel_chair")
    give_access(people=[robin], why=AccessGrant.Why.COVER, by=moss, user=cover)
    give_access(people=[robin], why=AccessGrant.Why.PANEL, by=chair, role="panel_chair", reference=robin.public_id)
    for user, what in {
        rowan: {"adviser"}, moss: {"manager"}, cover: {"cover"}, chair: {"panel"},
        make_user("team_manager"): {"manager"}, make_user("virtual_school"): {"virtual_school"},
        make_user("team_manager", team="South"): set(), make_user(): set(), make_user("administrator"): set(),
        make_user("employer"): set(), make_user("board_viewer"): set(),
        make_user("virtual_school", council=make_council("E08000034", "Elsewhere")): set(),
    }.items():  # fmt: skip
        assert relations(user, robin) == what, user.roles
        assert bool(what) == YoungPerson.objects.visible_to(user).filter(pk=robin.pk).exists(), user.roles


def test_a_restricted_record_is_nothing_to_the_team_the_panel_and_the_council(robin, rowan, moss):
    named, chair = make_user(), make_user("panel_chair")
    give_access(people=[robin], why=AccessGrant.Why.NAMED, by=moss, user=named)
    give_access(people=[robin], why=AccessGrant.Why.PANEL, by=chair, role="panel_chair", reference=robin.public_id)
    robin.is_restricted = True
    robin.save()
    others = [make_user("team_manager"), make_user("virtual_school"), chair]
    assert [relations(user, robin) for user in others] == [set()] * 3
    assert relations(named, robin) == relations(rowan, robin) == {"adviser"}


def test_the_rights_that_matter_most(robin, rowan, moss):
    chair, cover = make_user("panel_chair"), make_user()
    give_access(people=[robin], why=AccessGrant.Why.PANEL, by=chair, role="panel_chair", reference=robin.public_id)
    give_access(people=[robin], why=AccessGrant.Why.COVER, by=moss, user=cover)
    assert not {"contact", "health", "no_go", "concerns", "seen"} & rights(chair, robin).keys()
    assert rights(chair, robin)["wishes"] == "R"
    assert rights(cover, robin)["no_go"] == "P"
    assert rights(cover, robin)["contact"] == "R"
    assert rights(rowan, robin)["concerns"] == "W"
    assert rights(moss, robin)["seen"] == "R"
    assert rights(rowan, robin)["seen"] == "P"
    assert rights(make_user(), robin) == {}


def test_two_relations_give_the_more(robin, moss):
    both = make_user()
    both.roles = ["personal_adviser", "panel_chair"]
    both.save()
    give_access(people=[robin], why=AccessGrant.Why.PANEL, by=both, role="panel_chair", reference=robin.public_id)
    assert "contact" not in rights(both, robin)
    give_access(people=[robin], why=AccessGrant.Why.COVER, by=moss, user=both)
    assert rights(both, robin)["contact"] == "R"
    assert rights(both, robin)["nominations"] == "W"
