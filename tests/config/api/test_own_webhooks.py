"""Who says where events are sent: each user for themselves, signed in; a program reads what came of it."""

import pytest
from django.test import Client

from config.api.tokens import make_token
from config.outbox.models import Message, Webhook
from tests.factories.people import make_council, make_user

pytestmark = pytest.mark.django_db
PLACE = "/api/v1/webhooks/"
ASKED = {"address": "https://jobs.example.org/events", "events": ["opportunity.live", "nomination.moved"]}


@pytest.fixture
def mine(client: Client) -> dict:
    owner = make_user("employer", council=make_council())
    client.force_login(owner)
    made = client.post(PLACE, ASKED, content_type="application/json")
    assert made.status_code == 201
    return {"owner": owner, **made.json()}


def deliver(mine: dict) -> Message:
    hook = Webhook.objects.get(public_id=mine["id"])
    return Message.objects.create(
        council=hook.council, webhook=hook, to=hook.address, subject="opportunity.live", body="{}", key="one", tries=8,
        last_error="It was answered with 503.",
    )  # fmt: skip


def test_the_secret_is_sent_once(client: Client, mine: dict) -> None:
    assert mine["secret"].startswith("whsec_")
    answer = client.get(PLACE)
    assert [row["id"] for row in answer.json()["results"]] == [mine["id"]]
    assert "whsec_" not in answer.content.decode()


def test_what_was_given_up_is_shown_and_sent_again(client: Client, mine: dict) -> None:
    message = deliver(mine)
    _, secret = make_token(user=mine["owner"], label="Board", scopes=["offers:read"], days=1, by=mine["owner"])
    program, headers = Client(), {"Authorization": f"Bearer {secret}"}
    (row,) = program.get(f"{PLACE}deliveries/?arrived=false", headers=headers).json()["results"]
    assert (row["state"], row["event"], row["last_error"]) == ("given_up", "opportunity.live", message.last_error)
    assert program.get(f"{PLACE}deliveries/?arrived=true", headers=headers).json()["results"] == []
    again = program.post(f"{PLACE}deliveries/{message.public_id}/again/", headers=headers)
    assert again.json()["state"] == "waiting"
    assert program.post(PLACE, ASKED, content_type="application/json", headers=headers).status_code == 403
    assert program.delete(f"{PLACE}{mine['id']}/", headers=headers).status_code == 403


def test_anothers_address_and_events_are_not_found(client: Client, mine: dict) -> None:
    message = deliver(mine)
    client.force_login(make_user("administrator", council=make_council()))
    assert client.delete(f"{PLACE}{mine['id']}/").status_code == 404
    assert client.post(f"{PLACE}deliveries/{message.public_id}/again/").status_code == 404
    assert client.get(PLACE).json()["results"] == client.get(f"{PLACE}deliveries/").json()["results"] == []


def test_one_that_was_ended_is_gone(client: Client, mine: dict) -> None:
    assert client.delete(f"{PLACE}{mine['id']}/").status_code == 204
    assert client.get(PLACE).json()["results"] == []
    assert client.delete(f"{PLACE}{mine['id']}/").status_code == 404


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"address": "http://10.0.0.1/"}, "address"),
        ({"events": ["person.named"]}, "events.0"),
        ({"events": []}, "events"),
    ],
)
def test_what_cannot_be_is_told_at_its_field(client: Client, said: dict, field: str) -> None:
    client.force_login(make_user("employer", council=make_council()))
    answer = client.post(PLACE, ASKED | said, content_type="application/json")
    assert answer.status_code in (400, 409)
    assert [error["field"] for error in answer.json()["errors"]] == [field]
