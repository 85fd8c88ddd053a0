"""A pledge by the employer lead's program (E4): one step on along its table, by whoever read the newest."""

import pytest
from django.test import Client

from config.audit_trail.models import Event
from tests.factories.offers import make_pledge
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db


def test_a_pledge_is_looked_at_once_and_never_skips_a_step(client: Client) -> None:
    pledge, lead = make_pledge(state="captured"), make_user("virtual_school")
    client.force_login(lead)
    one = f"/api/v1/pledges/{pledge.public_id}/"
    headers = {"If-Match": client.get(one)["ETag"]}
    answers = [
        client.post(f"{one}move/", {"target": target}, content_type="application/json", headers=headers)
        for target in ("fulfilled", "triaged", "agreed")
    ]
    assert [answer.status_code for answer in answers] == [409, 200, 412]
    assert answers[1].json()["state"] == "triaged"
    assert Event.objects.get(verb="pledge_triaged").actor == lead
