"""Tokens of programs (S1): shown once, kept as a hash, ending, and never more than their user may."""

from datetime import timedelta
from io import StringIO

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from config.accounts.models import User
from config.accounts.permissions import Scope
from config.api.models import ApiToken
from config.api.tokens import make_token, revoke_token
from config.audit_trail.models import Event
from config.refusal import NotAllowed, Refused
from tests.factories.people import make_council, make_user

pytestmark = pytest.mark.django_db
PLACE = "/api/v1/employers/"


@pytest.fixture
def officer() -> User:
    return make_user("virtual_school")


@pytest.fixture
def administrator() -> User:
    return make_user("administrator")


def calls(client: Client, secret: str) -> int:
    return client.get(PLACE, headers={"Authorization": f"Bearer {secret}"}).status_code


def made(user: User, by: User, days: int = 1) -> tuple[ApiToken, str]:
    return make_token(user=user, label="Case system", scopes=[Scope.READ_OFFERS], days=days, by=by)


def test_it_opens_until_its_day(client: Client, officer: User, administrator: User) -> None:
    token, secret = made(officer, administrator)
    assert calls(client, secret) == 200
    token.refresh_from_db()
    assert token.last_used_at is not None
    with time_machine.travel(timezone.now() + timedelta(days=1, minutes=1)):
        assert calls(client, secret) == 401


def test_what_is_kept_does_not_open(client: Client, officer: User, administrator: User) -> None:
    token, secret = made(officer, administrator)
    assert secret not in str(ApiToken.objects.values().get())
    assert calls(client, token.token_hash) == 401
    assert secret not in str(list(Event.objects.values()))


def test_it_ends_when_it_is_revoked_and_with_its_user(client: Client, officer: User, administrator: User) -> None:
    token, secret = made(officer, administrator)
    revoke_token(token, by=administrator)
    assert calls(client, secret) == 401
    with pytest.raises(Refused, match="before"):
        revoke_token(token, by=administrator)
    _, other = made(officer, administrator)
    User.objects.filter(pk=officer.pk).update(is_active=False)
    assert calls(client, other) == 401
    verbs = Event.objects.filter(verb__startswith="api_token").values_list("verb", flat=True)
    assert sorted(verbs) == ["api_token_made", "api_token_made", "api_token_revoked"]


def test_only_they_or_an_administrator_of_the_council_make_and_revoke(officer: User, administrator: User) -> None:
    token, _ = made(officer, administrator)
    elsewhere = make_user("administrator", council=make_council("E08000035", "Otherbeck"))
    for stranger in (make_user(council=officer.council), elsewhere):
        with pytest.raises(NotAllowed):
            made(officer, stranger)
        with pytest.raises(NotAllowed):
            revoke_token(token, by=stranger)


@pytest.mark.parametrize("days", [0, 367])
def test_it_holds_a_year_at_most(officer: User, administrator: User, days: int) -> None:
    with pytest.raises(Refused, match="1 to 366 days"):
        made(officer, administrator, days)


def test_the_commands_make_and_revoke(client: Client, officer: User, administrator: User) -> None:
    secret, told = StringIO(), StringIO()
    words = {"label": "Case system", "scope": ["offers:read"], "by": administrator.email}
    call_command("make_api_token", officer.email, stdout=secret, stderr=told, **words)
    assert calls(client, secret.getvalue().strip()) == 200
    assert "shown only now" in told.getvalue()
    token = ApiToken.objects.get()
    call_command("revoke_api_token", str(token.public_id), by=administrator.email, stdout=told)
    assert calls(client, secret.getvalue().strip()) == 401
    with pytest.raises(CommandError, match="is for: Administrator"):
        call_command("make_api_token", officer.email, **(words | {"by": make_user(council=officer.council).email}))
