"""Business events by a program (E2): added once, changed by whoever read the newest."""

import pytest
from django.test import Client

from employers.models import BusinessEvent
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db
WHERE = "/api/v1/events/"
SAID = {"name": "Open Doors", "held_on": "2027-01-21", "postcode": "bd177aa"}


def test_an_event_is_added_once_and_changed_in_turn(client: Client) -> None:
    client.force_login(make_user("virtual_school"))
    kept = {"content_type": "application/json", "headers": {"Idempotency-Key": "one"}}
    first, again = (client.post(WHERE, SAID, **kept) for _ in range(2))
    assert (first.status_code, again.json()) == (201, first.json())
    assert client.post(WHERE, SAID, content_type="application/json").status_code == 409
    headers = {"If-Match": first["ETag"]}
    codes = [
        client.patch(first["Location"], {"held_on": day}, content_type="application/json", headers=headers).status_code
        for day in ("2027-01-28", "2027-02-04")
    ]
    event = BusinessEvent.objects.get()
    assert (codes, event.held_on.isoformat(), event.postcode) == ([200, 412], "2027-01-28", "BD17 7AA")


def test_what_cannot_be_read_names_its_field(client: Client) -> None:
    client.force_login(make_user("virtual_school"))
    refused = client.post(WHERE, SAID | {"postcode": "nowhere"}, content_type="application/json")
    assert (refused.status_code, refused.json()["errors"][0]["field"]) == (400, "postcode")
