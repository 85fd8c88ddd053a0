"""Signing in and out: by e-mail in any capitals, with one calm sentence when it does not work."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from config.accounts.models import User
from config.audit_trail.models import Event
from tests.factories.people import make_council

pytestmark = pytest.mark.django_db
PHRASE = "a long enough phrase"


@pytest.fixture
def wren() -> User:
    return User.objects.create_user(
        "wren@example.org", password=PHRASE, name="Wren", council=make_council(), roles=["personal_adviser"]
    )


def enter(client: Client, email: str = "wren@example.org", password: str = PHRASE, **said: str):
    return client.post("/sign-in/", {"username": email, "password": password} | said)


def test_the_page_asks_for_both_and_knows_no_default_words(client: Client) -> None:
    page = client.get("/sign-in/?next=/roles/").content.decode()
    assert "<title>Sign in – EET Match</title>" in page
    assert 'for="id_username"' in page and "E-mail address" in page and 'type="password"' in page
    assert '<input type="hidden" name="next" value="/roles/">' in page
    assert "Please enter a correct" not in page


@pytest.mark.parametrize("email", ["wren@example.org", "WREN@Example.Org", " wren@example.org "])
def test_any_capitals_open_the_first_page(email: str, wren: User, client: Client) -> None:
    answer = enter(client, email)
    assert (answer.status_code, answer.url) == (302, "/")
    assert "Wren, personal adviser" in client.get("/", follow=True).content.decode()


def test_who_asked_for_a_page_gets_it_but_never_one_elsewhere(wren: User, client: Client) -> None:
    assert enter(client, next="/roles/").url == "/roles/"
    assert enter(client, next="https://elsewhere.example.org/").url == "/"


@pytest.mark.parametrize(
    ("email", "password"),
    [("wren@example.org", "another long phrase"), ("nobody@example.org", PHRASE), ("left@example.org", PHRASE)],
    ids=["wrong password", "nobody", "has left"],
)
def test_one_sentence_whatever_was_wrong(email: str, password: str, wren: User, client: Client) -> None:
    """The same for all three: the page does not tell who signs in here."""
    User.objects.create_user("left@example.org", password=PHRASE, name="Left", is_active=False)
    page = enter(client, email, password).content.decode()
    assert "<title>Error: Sign in – EET Match</title>" in page
    assert "The e-mail address and the password do not fit together. Try again." in page
    assert f'value="{email}"' in page and password not in page
    assert client.get("/").status_code == 302


@pytest.mark.parametrize(
    ("email", "password", "field", "sentence"),
    [
        ("", PHRASE, "id_username", "Enter your e-mail address."),
        ("wren@example.org", "", "id_password", "Enter your password."),
    ],
)
def test_an_empty_field_is_named(
    email: str, password: str, field: str, sentence: str, wren: User, client: Client
) -> None:
    page = enter(client, email, password).content.decode()
    assert f'<a href="#{field}">{sentence}</a>' in page
    assert "do not fit together" not in page and "Error: " in page


def test_a_get_never_signs_out(wren: User, client: Client) -> None:
    client.force_login(wren)
    assert client.get("/sign-out/").status_code == 405
    assert client.get("/caseload/").status_code == 200
    assert client.post("/sign-out/").url == "/sign-in/"
    assert client.get("/").status_code == 302


def test_a_form_from_elsewhere_is_refused(wren: User) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert enter(strict).status_code == 403


def test_a_session_ends_after_half_an_hour_without_a_click(settings) -> None:
    assert settings.SESSION_COOKIE_AGE == 1800 and settings.SESSION_SAVE_EVERY_REQUEST


def test_five_wrong_tries_close_the_door_for_a_while(wren: User, client: Client) -> None:
    """The same for an address that nobody has: the page does not tell who signs in here."""
    for email in ("wren@example.org", "nobody@example.org"):
        for _ in range(5):
            assert "do not fit together" in enter(client, email, "another long phrase").content.decode()
        page = enter(client, email.upper()).content.decode()
        assert "Too many wrong tries. Try again after " in page
    assert client.get("/").status_code == 302
    with time_machine.travel(timezone.now() + timedelta(minutes=16)):
        assert enter(client).status_code == 302


def test_who_came_and_went_stands_in_the_trail(wren: User, client: Client) -> None:
    enter(client, password="another long phrase")
    enter(client)
    client.post("/sign-out/")
    verbs = Event.objects.filter(subject_id=wren.public_id).order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["sign_in_failed", "signed_in", "signed_out"]


def test_a_session_ends_after_twelve_hours_however_busy(wren: User, client: Client) -> None:
    begin = timezone.now()
    with time_machine.travel(begin) as clock:
        enter(client)
        for half in range(24):
            clock.move_to(begin + timedelta(minutes=29 * half))
            assert client.get("/roles/").wsgi_request.user.is_authenticated
        for half in range(24, 26):
            clock.move_to(begin + timedelta(minutes=29 * half))
            client.get("/roles/")
        assert client.get("/").status_code == 302


def test_who_was_away_too_long_is_told_why_the_sign_in_page_is_there(wren: User, client: Client) -> None:
    assert "You have been signed out" not in client.get("/sign-in/").content.decode()
    enter(client)
    with time_machine.travel(timezone.now() + timedelta(minutes=31)):
        page = client.get("/", follow=True).content.decode()
    assert "You have been signed out to keep this safe. Your work is saved." in page
