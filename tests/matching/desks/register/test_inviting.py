"""An employer's contact is invited from the employer's page, chooses a password once, and signs in (S1)."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.utils import timezone

from config.accounts.models import SignedLink, User
from config.audit_trail.models import Event
from config.outbox.actions import send_due
from config.outbox.models import Message
from employers.models import EmployerContact
from tests.factories.offers import make_employer

pytestmark = pytest.mark.django_db
PHRASE = "three words mine"
SAID = {"name": "Ash Carter", "password": PHRASE, "again": PHRASE}


@pytest.fixture
def ash() -> EmployerContact:
    return EmployerContact.objects.create(employer=make_employer(), name="Ash", email="ash@example.org")


def words(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def press(client: Client, contact: EmployerContact, button: str = "invite") -> str:
    return words(client.post(f"/employers/contacts/{contact.public_id}/{button}/", follow=True))


def newest_link() -> str:
    """The path in the last mail that went out."""
    send_due()
    line = next(line for line in mail.outbox[-1].body.splitlines() if "/invited/" in line)
    return "/invited/" + line.split("/invited/")[1]


def test_who_is_invited_chooses_a_password_and_signs_in_for_the_employer(signed_in: Client, ash: Any) -> None:
    address = f"/employers/{ash.employer.public_id}/"
    assert "Invite to sign in" in words(signed_in.get(address))
    assert "An invitation is on its way to ash@example.org." in press(signed_in, ash)
    assert "Invited on" in words(signed_in.get(address)) and "Take the invitation back" in words(signed_in.get(address))
    link, stranger = newest_link(), Client()
    assert "ash" not in mail.outbox[0].subject.lower() and "Millwheel" not in mail.outbox[0].subject
    page = words(stranger.get(link))
    assert "ash@example.org" in page and 'autocomplete="new-password"' in page
    answer = stranger.post(link, SAID)
    assert (answer.status_code, answer.url) == (302, "/sign-in/")
    assert "You can sign in for" in words(stranger.get(answer.url))
    user, ash = User.objects.get(email="ash@example.org"), EmployerContact.objects.get()
    assert (user.roles, user.council, user.name) == (["employer"], ash.employer.council, "Ash Carter")
    assert ash.user == user and user.check_password(PHRASE)
    verbs = list(Event.objects.order_by("pk").values_list("verb", flat=True))
    assert {"link_made", "link_used", "user_added", "employer_changed"} <= set(verbs)
    assert stranger.post("/sign-in/", {"login": "ash@example.org", "password": PHRASE}).status_code == 302
    assert stranger.get("/employer/").status_code == 200
    assert "Signs in for" in words(signed_in.get(address))
    assert "signs in already" in press(signed_in, ash)


def test_looking_changes_nothing(signed_in: Client, ash: Any) -> None:
    press(signed_in, ash)
    link, events = newest_link(), Event.objects.count()
    for _ in range(2):
        assert Client().get(link).status_code == 200
    assert Event.objects.count() == events and SignedLink.objects.get().used_at is None
    assert not User.objects.filter(email="ash@example.org").exists()


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"name": ""}, "Type your name, as people at work know you"),
        ({"password": ""}, "Choose a password of 12 characters or more"),
        ({"again": ""}, "Type the same password again"),
        ({"again": "four words of mine"}, "The two passwords are not the same"),
        ({"password": "short", "again": "short"}, "Type a password of 12 characters or more"),
        ({"password": "qwertyqwerty", "again": "qwertyqwerty"}, "Many people use this password"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_the_link_stays_open(
    said: dict[str, str], sentence: str, signed_in: Client, ash: Any
) -> None:
    press(signed_in, ash)
    link = newest_link()
    page = words(Client().post(link, SAID | said))
    assert sentence in page and "<title>Error: " in page
    assert "This password" not in page and 'value="short"' not in page
    assert not User.objects.filter(email="ash@example.org").exists()
    assert Client().post(link, SAID).status_code == 302


def test_a_used_invitation_says_what_to_do_and_makes_nobody(signed_in: Client, ash: Any) -> None:
    press(signed_in, ash)
    link = newest_link()
    Client().post(link, SAID)
    users = User.objects.count()
    for answer in (Client().get(link), Client().post(link, SAID)):
        assert answer.status_code == 410
        assert "This link was used before." in words(answer) and "sign in with your e-mail" in words(answer)
    assert User.objects.count() == users


def test_after_fourteen_days_it_has_run_out_and_a_new_one_is_sent(signed_in: Client, ash: Any, officer: User) -> None:
    press(signed_in, ash)
    link = newest_link()
    with time_machine.travel(timezone.now() + timedelta(days=14, minutes=1)):
        assert "This link has run out." in words(Client().get(link))
        signed_in.force_login(officer)
        page = words(signed_in.get(f"/employers/{ash.employer.public_id}/"))
        assert "has run out" in page and "Send a new invitation" in page
        press(signed_in, ash)
        assert Client().get(newest_link()).status_code == 200


def test_a_new_invitation_closes_the_one_before(signed_in: Client, ash: Any) -> None:
    press(signed_in, ash)
    first = newest_link()
    press(signed_in, ash)
    second = newest_link()
    assert Client().get(first).status_code == 410 and Client().get(second).status_code == 200


def test_an_invitation_taken_back_opens_nothing_and_is_not_sent(signed_in: Client, ash: Any) -> None:
    press(signed_in, ash)
    link = newest_link()
    press(signed_in, ash)  # a second mail, which still waits
    assert "is taken back" in press(signed_in, ash, "take-back")
    assert send_due() == 0
    assert not Message.objects.filter(body__contains="/invited/").exists()
    assert "This link was taken back." in words(Client().get(link))
    assert "No invitation to Ash is open." in press(signed_in, ash, "take-back")
    assert "was taken back" in words(signed_in.get(f"/employers/{ash.employer.public_id}/"))


def test_a_contact_who_left_the_register_is_not_let_in(signed_in: Client, ash: Any) -> None:
    press(signed_in, ash)
    link = newest_link()
    ash.delete()
    assert Client().get(link).status_code == 410 and Client().post(link, SAID).status_code == 410


def test_an_address_that_somebody_took_since_makes_no_second_user(signed_in: Client, ash: Any) -> None:
    press(signed_in, ash)
    link = newest_link()
    User.objects.create_user("ASH@example.org", name="Ash")
    assert "Somebody signs in with this e-mail already." in words(Client().post(link, SAID))
    assert SignedLink.objects.get().used_at is None


def test_somebody_nobody_has_spoken_with_is_spoken_with_first(signed_in: Client, ash: Any) -> None:
    EmployerContact.objects.update(awaits_check=True)
    page = words(signed_in.get(f"/employers/{ash.employer.public_id}/"))
    assert "We have spoken with them" in page and "Invite to sign in" not in page
    assert "Nobody at the council has spoken with Ash" in press(signed_in, ash)
    assert "Invite to sign in" in press(signed_in, ash, "spoken")


def test_a_contact_without_an_e_mail_has_no_button(signed_in: Client, ash: Any) -> None:
    EmployerContact.objects.update(email="")
    assert "Invite to sign in" not in words(signed_in.get(f"/employers/{ash.employer.public_id}/"))
    assert not SignedLink.objects.exists()
