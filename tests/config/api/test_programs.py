"""The page on which somebody lets their own programs in, and says which of their systems is told what happens (S1)."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from config.accounts.models import User
from config.accounts.permissions import Scope
from config.api.models import ApiToken
from config.api.programs.forms import MAY, scopes_of
from config.api.tokens import make_token
from config.audit_trail.models import Event
from config.outbox.models import Message, Webhook
from tests.factories.people import make_council, make_person, make_user

pytestmark = pytest.mark.django_db
PAGE = "/programs/"
TOLD = {"address": "https://jobs.example.org/events", "events": ["opportunity.live", "nomination.moved"]}


@pytest.fixture
def adviser(client: Client) -> User:
    user = make_user("personal_adviser", council=make_council())
    client.force_login(user)
    return user


def secret_on(page: str) -> str:
    found = re.search(r"<code>((?:eet|whsec)_[^<]+)</code>", page)
    assert found
    return found[1]


def let_in(client: Client, **said: object) -> str:
    return client.post(
        reverse("let_in"), {"label": "Case system", "scopes": ["people:read"], "days": "30"} | said
    ).content.decode()


def test_a_program_is_let_in_reads_and_is_ended(client: Client, adviser: User) -> None:
    make_person("neet", name="Robin Fernbrook", on_caseload_of=adviser)
    headers = {"Authorization": f"Bearer {secret_on(let_in(client))}"}
    rows = Client().get("/api/v1/people/", headers=headers).json()["results"]
    assert [row["name"] for row in rows] == ["Robin Fernbrook"]
    page = client.get(PAGE).content.decode()
    assert "Case system" in page and MAY["people:read"] in page and "eet_" not in page
    token = ApiToken.objects.get()
    assert (token.expires_at - timezone.now()).days in (
        29,
        30,
    ) and f"{timezone.localtime(token.last_used_at):%H:%M}" in page
    said = client.post(reverse("end_token", args=[token.public_id]), follow=True).content.decode()
    assert "“Case system” is not let in any more." in said and "No program comes in yet." in said
    assert Client().get("/api/v1/people/", headers=headers).status_code == 401
    assert client.get(reverse("end_token", args=[token.public_id])).status_code == 404


def test_what_is_missing_is_said_and_nothing_is_made(client: Client, adviser: User) -> None:
    page = let_in(client, label=" ", scopes=[], days="9999")
    for sentence in ("Type which program it is", "Choose what it may do", "Choose for how long"):
        assert sentence in page
    assert not ApiToken.objects.exists()


def test_only_what_opens_something_is_offered(client: Client, adviser: User) -> None:
    assert MAY[Scope.READ_PEOPLE] in client.get(reverse("let_in")).content.decode()
    employer = make_user("employer", council=adviser.council)
    assert set(scopes_of(employer)) == {"offers:read", "offers:write", "nominations:read", "nominations:write"}
    assert "people:read" in scopes_of(adviser) and "panel:write" not in scopes_of(adviser)
    assert "Choose what it may do" in let_in(client, scopes=["panel:write"])


def test_every_scope_is_said_in_words() -> None:
    assert set(MAY) == set(Scope)


def test_an_administrator_ends_a_colleagues_and_nobody_of_elsewhere(client: Client, adviser: User) -> None:
    token, _ = make_token(user=adviser, label="Case system", scopes=["people:read"], days=1, by=adviser)
    end = reverse("end_token", args=[token.public_id])
    for other in (
        make_user("administrator", council=make_council("E08000035", "Otherbeck")),
        make_user("employer", council=adviser.council),
    ):
        client.force_login(other)
        assert client.post(end).status_code == 404 and "Case system" not in client.get(PAGE).content.decode()
    administrator = make_user("administrator", council=adviser.council)
    client.force_login(administrator)
    assert adviser.name in client.get(PAGE).content.decode()
    client.post(end)
    assert ApiToken.objects.get().revoked_at and Event.objects.get(verb="api_token_revoked").actor == administrator


def test_a_system_is_told_and_what_it_missed_is_sent_again(client: Client, adviser: User) -> None:
    made = client.post(reverse("have_told"), TOLD).content.decode()
    assert secret_on(made).startswith("whsec_")
    hook = Webhook.objects.get()
    for number, tries in enumerate((0, Message.WEBHOOK_TRIES, Message.WEBHOOK_TRIES)):
        error = "It was answered with 503." if tries else ""
        Message.objects.create(
            council=hook.council, webhook=hook, to=hook.address, subject="opportunity.live", body="{}",
            key=f"event:{number}", tries=tries, last_error=error,
        )  # fmt: skip
    assert "2 given up" in client.get(PAGE).content.decode()
    page = client.get(reverse("told_system", args=[hook.public_id])).content.decode()
    assert page.count("Given up: It was answered with 503.") == 2 and "whsec_" not in page
    again = reverse("tell_again", args=[hook.public_id])
    assert "2 sent again within a minute." in client.post(again, follow=True).content.decode()
    assert {message.state for message in Message.objects.all()} == {"waiting"}
    assert "Nothing was given up" in client.post(again, follow=True).content.decode()
    client.post(reverse("stop_telling", args=[hook.public_id]))
    assert {message.state for message in Message.objects.all()} == {"stopped"}
    assert "No system is told yet." in client.get(PAGE).content.decode()


def test_an_address_that_cannot_be_is_told_at_its_field(client: Client, adviser: User) -> None:
    page = client.post(reverse("have_told"), TOLD | {"address": "http://10.0.0.1/"}).content.decode()
    assert 'href="#id_address"' in page and "10.0.0.1" in page and not Webhook.objects.exists()


def test_the_file_of_what_it_was_told_holds_every_row(client: Client, adviser: User) -> None:
    client.post(reverse("have_told"), TOLD)
    hook = Webhook.objects.get()
    Message.objects.bulk_create(
        Message(council=hook.council, webhook=hook, to=hook.address, subject="opportunity.live", body="{}", key=f"{n}")
        for n in range(30)
    )
    place = reverse("told_system", args=[hook.public_id])
    assert client.get(place).content.decode().count("<tr") == 26
    assert len(client.get(place, {"as": "csv"}).content.decode().strip().splitlines()) == 31
