"""Who signs in for an employer: with that one role, of the same council, for one organisation; and who may invite."""

import pytest

from config.accounts.models import User
from config.audit_trail.models import Event
from config.refusal import NotAllowed, Refused
from employers.actions import let_sign_in
from employers.inviting import invite, take_back
from employers.models import EmployerContact
from tests.factories.offers import make_employer
from tests.factories.people import make_council, make_user

pytestmark = pytest.mark.django_db


def make_contact(**said: object) -> EmployerContact:
    facts = {"name": "Ash Carter", "email": "ash@example.org"}
    return EmployerContact.objects.create(employer=make_employer(), **facts | said)


def test_a_contact_signs_in_for_one_organisation() -> None:
    officer, ash, contact = make_user("virtual_school"), make_user("employer"), make_contact()
    let_sign_in(contact, user=ash, by=officer)
    contact.refresh_from_db()
    assert contact.user == ash
    other = EmployerContact.objects.create(employer=make_employer("Fern Care"), name="Ash")
    with pytest.raises(Refused, match="signs in for another employer already"):
        let_sign_in(other, user=ash, by=officer)
    with pytest.raises(Refused, match="Somebody else signs in as Ash Carter"):
        let_sign_in(contact, user=make_user("employer"), by=officer)


def wrong_users() -> dict[str, User]:
    both = make_user("employer")
    both.roles = ["employer", "team_manager"]
    return {
        "another role": make_user("board_viewer"),
        "another role too": both,
        "another council": make_user("employer", council=make_council("E08000033", "Calder")),
        "stopped": make_user("employer", is_active=False),
    }


@pytest.mark.parametrize("who", ["another role", "another role too", "another council", "stopped"])
def test_nobody_else_signs_in_for_an_employer(who: str) -> None:
    contact = make_contact()
    with pytest.raises(Refused, match="cannot sign in for"):
        let_sign_in(contact, user=wrong_users()[who], by=None)
    contact.refresh_from_db()
    assert contact.user is None and not Event.objects.exists()


@pytest.mark.parametrize("role", ["administrator", "team_manager", "employer", "hr_reviewer"])
def test_only_who_keeps_the_register_invites(role: str) -> None:
    contact = make_contact()
    for act in (invite, take_back):
        with pytest.raises(NotAllowed):
            act(contact, by=make_user(role))


def test_another_councils_officer_does_not_invite() -> None:
    officer = make_user("virtual_school", council=make_council("E08000033", "Calder"))
    with pytest.raises(NotAllowed, match="another council"):
        invite(make_contact(), by=officer)


@pytest.mark.parametrize(
    ("said", "sentence"),
    [({"email": ""}, "know no e-mail of Ash"), ({"awaits_check": True}, "Nobody at the council has spoken with Ash")],
)
def test_what_is_to_be_done_first_is_said(said: dict[str, object], sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        invite(make_contact(**said), by=make_user("virtual_school"))


def test_who_was_added_as_a_contact_by_an_administrator_needs_no_second_account() -> None:
    ash, contact = make_user("employer", email="ash@example.org"), make_contact(email="Ash@example.org")
    assert invite(contact, by=make_user("virtual_school")) is None
    contact.refresh_from_db()
    assert contact.user == ash


def test_an_address_of_the_staff_is_not_invited() -> None:
    make_user("team_manager", email="ash@example.org")
    with pytest.raises(Refused, match="signs in with another role"):
        invite(make_contact(), by=make_user("virtual_school"))
