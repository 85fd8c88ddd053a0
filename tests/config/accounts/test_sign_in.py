"""Signing in and out: password or code, second factor for staff, calm words, limits, a trail of all of it (S1, S2)."""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from allauth.mfa.adapter import get_adapter as mfa
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from config.accounts.models import User
from config.audit_trail.models import Event
from tests.factories.people import make_council

pytestmark = pytest.mark.django_db
PHRASE = "a long enough phrase"


@pytest.fixture(autouse=True)
def no_tries_yet() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def wren() -> User:
    return User.objects.create_user(
        "wren@example.org", password=PHRASE, name="Wren", council=make_council(), roles=["personal_adviser"]
    )


def enter(client: Client, email: str = "wren@example.org", password: str = PHRASE, **said: str) -> Any:
    return client.post("/sign-in/", {"login": email, "password": password} | said)


def verbs() -> list[str]:
    return list(Event.objects.order_by("pk").values_list("verb", flat=True))


def test_the_page_asks_for_both_and_knows_no_default_words(client: Client) -> None:
    page = client.get("/sign-in/?next=/roles/").content.decode()
    assert "Sign in – EET Match</title>" in " ".join(page.split())
    assert 'name="login"' in page and 'name="password"' in page
    assert 'name="next" value="/roles/"' in " ".join(page.split())
    page = enter(client, "", "").content.decode()
    assert "Type your e-mail with an @" in page and "Type your password" in page
    assert "This field is required" not in page and "<title>Error: " in page


@pytest.mark.parametrize("email", ["wren@example.org", "WREN@Example.Org", " wren@example.org "])
def test_any_capitals_open_the_first_page(email: str, wren: User, client: Client) -> None:
    answer = enter(client, email)
    assert (answer.status_code, answer.url) == (302, "/")
    assert "Wren, personal adviser" in client.get("/", follow=True).content.decode()
    assert verbs()[0] == "signed_in"


def test_who_asked_for_a_page_gets_it_but_never_one_elsewhere(wren: User, client: Client) -> None:
    assert enter(client, next="/roles/").url == "/roles/"
    client.logout()
    assert enter(client, next="https://elsewhere.example.org/").url == "/"


@pytest.mark.parametrize("email", ["wren@example.org", "nobody@example.org"])
def test_one_sentence_whatever_was_wrong(email: str, wren: User, client: Client) -> None:
    """The page does not tell who signs in here; the trail of the council does."""
    page = enter(client, email, "another long phrase").content.decode()
    assert "The e-mail and the password do not fit together" in page and "another long phrase" not in page
    assert client.get("/").status_code == 302
    assert verbs() == (["sign_in_failed"] if email.startswith("wren") else [])


def test_who_was_switched_off_stays_out(wren: User, client: Client) -> None:
    User.objects.update(is_active=False)
    answer = enter(client)
    page = client.get(answer.url).content.decode() if answer.status_code == 302 else answer.content.decode()
    assert "switched off" in page or "do not fit together" in page
    assert "_auth_user_id" not in client.session


def test_the_sixth_wrong_password_waits(wren: User, client: Client) -> None:
    for _ in range(5):
        enter(client, password="a wrong long phrase")
    assert "Too many tries. Wait five minutes" in enter(client).content.decode()
    assert "_auth_user_id" not in client.session
    cache.clear()  # five minutes later
    assert enter(client).status_code == 302


def test_a_code_by_mail_opens_the_first_page_once(wren: User, client: Client) -> None:
    client.post("/account/login/code/", {"email": "wren@example.org"})
    (message,) = mail.outbox
    assert "Wren" not in message.subject
    code = re.search(r"^([A-Z0-9]{3,}-?[A-Z0-9]{3,})$", message.body, re.M)
    assert code, message.body
    answer = client.post("/account/login/code/confirm/", {"code": code[1]})
    assert answer.status_code == 302 and "_auth_user_id" in client.session
    client.post("/sign-out/")
    client.post("/account/login/code/confirm/", {"code": code[1]})
    assert "_auth_user_id" not in client.session


def test_a_stranger_opens_no_account(client: Client) -> None:
    data = {"email": "new@example.org", "password1": PHRASE, "password2": PHRASE}
    assert "There is no account to open here" in client.post("/account/signup/", data, follow=True).content.decode()
    assert not User.objects.exists()


def test_staff_set_up_a_second_factor_where_it_is_asked_for_and_employers_need_none(
    wren: User, client: Client, settings: Any
) -> None:
    settings.EET_MFA_REQUIRED = True
    enter(client)
    assert client.get("/caseload/").url == "/account/2fa/totp/activate/"
    assert client.get("/account/2fa/totp/activate/").status_code in (200, 302)
    User.objects.update(roles=["employer"])
    assert client.get("/roles/").status_code == 200


def test_the_second_factor_is_asked_after_the_password(wren: User, client: Client) -> None:
    secret = generate_totp_secret()
    TOTP.activate(wren, secret)
    assert Authenticator.objects.filter(user=wren).exists() and mfa().is_mfa_enabled(wren)
    answer = enter(client)
    assert answer.url.startswith("/account/2fa/authenticate/")
    assert "_auth_user_id" not in client.session
    page = client.post("/account/2fa/authenticate/", {"code": "000000"}).content.decode()
    assert "That code is not right" in page


def test_signing_out_is_kept_and_ends_it(wren: User, client: Client) -> None:
    enter(client)
    assert client.post("/sign-out/").url == "/sign-in/"
    assert client.get("/").url.startswith("/sign-in/")
    assert verbs()[-1] == "signed_out"


def test_after_a_pause_the_page_says_what_happened_and_leads_back(wren: User, client: Client) -> None:
    enter(client)
    client.get("/roles/")
    client.cookies.pop("sessionid")
    answer = client.get("/caseload/")
    assert answer.url == "/signed-out/?next=%2Fcaseload%2F"
    page = client.get(answer.url).content.decode()
    assert "You have been signed out to keep this safe" in page and "/sign-in/?next=%2Fcaseload%2F" in page
    assert "evil" not in client.get("/signed-out/?next=https://evil.example/").content.decode()


def test_twelve_hours_are_the_longest(wren: User, client: Client, settings: Any) -> None:
    settings.SESSION_COOKIE_AGE = 14 * 86400  # somebody who clicks all day
    start = timezone.now()
    with time_machine.travel(start, tick=False):
        enter(client)
    with time_machine.travel(start + timedelta(hours=11, minutes=59), tick=False):
        assert client.get("/roles/").status_code == 200 and "_auth_user_id" in client.session
    with time_machine.travel(start + timedelta(hours=12, minutes=1), tick=False):
        assert client.get("/caseload/").url.startswith("/signed-out/")
        assert "_auth_user_id" not in client.session


def test_a_session_ends_half_an_hour_after_the_last_click(wren: User, client: Client) -> None:
    start = timezone.now()
    with time_machine.travel(start, tick=False):
        enter(client)
        client.get("/roles/")
    for minutes in (25, 50):
        with time_machine.travel(start + timedelta(minutes=minutes), tick=False):
            assert client.get("/caseload/").status_code == 200
    with time_machine.travel(start + timedelta(minutes=81), tick=False):
        assert client.get("/caseload/").status_code == 302


def test_nobody_changes_the_own_e_mail(wren: User, client: Client) -> None:
    """Codes go there and a council's own sign-on joins by it: an administrator keeps it."""
    enter(client)
    for said in ({"action_add": "", "email": "away@elsewhere.example"}, {"action_primary": "", "email": wren.email}):
        assert client.post("/account/email/", said).status_code == 404
    assert client.get("/account/email/").status_code == 404
    assert User.objects.get().email == "wren@example.org"


def test_a_second_factor_is_set_up_and_then_the_pages_open(wren: User, client: Client, settings: Any) -> None:
    settings.EET_MFA_REQUIRED = True
    enter(client)
    for path in ("/caseload/", "/reference/", "/panel/", "/accountant/", "/team/?next=/account/"):
        assert client.get(path).url == "/account/2fa/totp/activate/", path
        assert client.post(path).url == "/account/2fa/totp/activate/", path
    sure = client.get("/account/2fa/totp/activate/").url
    assert client.post(sure, {"password": PHRASE}).url == "/account/2fa/totp/activate/"
    page = client.get("/account/2fa/totp/activate/")
    secret = client.session["mfa.totp.secret"]
    code = format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))
    assert page.status_code == 200
    client.post("/account/2fa/totp/activate/", {"code": code})
    assert mfa().is_mfa_enabled(wren) and client.get("/caseload/").status_code == 200


def test_a_code_by_mail_does_not_spare_the_second_factor(wren: User, client: Client) -> None:
    TOTP.activate(wren, generate_totp_secret())
    client.post("/account/login/code/", {"email": "wren@example.org"})
    code = re.search(r"^([A-Z0-9]{3,}-?[A-Z0-9]{3,})$", mail.outbox[0].body, re.M)
    assert code
    answer = client.post("/account/login/code/confirm/", {"code": code[1]})
    assert answer.url.startswith("/account/2fa/authenticate/") and "_auth_user_id" not in client.session


def test_signing_in_gives_a_new_session(wren: User, client: Client) -> None:
    """An address with somebody else's session in it is worth nothing after signing in."""
    client.get("/sign-in/")
    session = client.session
    session["planted"] = "1"
    session.save()
    client.cookies["sessionid"] = before = session.session_key
    enter(client)
    assert client.session.session_key != before
    assert not client.session.__class__(before).exists(before)
