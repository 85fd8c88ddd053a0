"""An employer's own program reads whom it was introduced to, as far as they agreed, and answers (N2, N5)."""

from typing import Any

import pytest
from django.test import Client

from config.accounts.models import User
from config.audit_trail.models import Event
from matching.nominations.agreements import stop_sharing
from matching.nominations.models import Nomination
from tests.factories.chain import make_adult, make_contact, make_nomination

pytestmark = pytest.mark.django_db
WHERE = "/api/v1/introductions/"


@pytest.fixture
def introduced() -> Nomination:
    return make_nomination("introduced", person=make_adult(name="Robin Fernbrook"))


@pytest.fixture
def contact(introduced: Nomination, client: Client) -> User:
    user = make_contact(introduced.opportunity.employer)
    client.force_login(user)
    return user


def answer(client: Client, nomination: Nomination, **said: Any) -> Any:
    where = f"{WHERE}{nomination.public_id}/"
    etag = client.get(where).headers.get("ETag", "")
    return client.post(f"{where}answer/", said, content_type="application/json", headers={"If-Match": etag})


def test_a_list_says_where_each_stands_and_never_who(introduced: Nomination, contact: User, client: Client) -> None:
    answered = client.get(WHERE)
    assert [row["id"] for row in answered.json()["results"]] == [str(introduced.public_id)]
    assert "Robin" not in answered.content.decode()


def test_one_is_told_exactly_as_agreed_and_the_view_is_noted(
    introduced: Nomination, contact: User, client: Client
) -> None:
    said = client.get(f"{WHERE}{introduced.public_id}/").json()
    assert said["told"] == {"Always said": "The council supports this person.", "Name": "Robin Fernbrook"}
    assert str(introduced.person.public_id) not in str(said)
    event = Event.objects.get(verb="record_seen")
    assert (event.actor, event.person_id, event.fields) == (contact, introduced.person.public_id, ["name"])


def test_nothing_is_told_once_sharing_stopped(introduced: Nomination, contact: User, client: Client) -> None:
    stop_sharing(introduced, by=introduced.person.adviser)
    assert client.get(f"{WHERE}{introduced.public_id}/").status_code == 404
    assert client.get(WHERE).json()["results"] == []


def test_another_employer_finds_nothing(introduced: Nomination, client: Client) -> None:
    client.force_login(make_contact(make_nomination("introduced").opportunity.employer))
    assert client.get(f"{WHERE}{introduced.public_id}/").status_code == 404
    assert answer(client, introduced, answer="offer").status_code == 404


def test_an_offer_is_an_offer(introduced: Nomination, contact: User, client: Client) -> None:
    assert answer(client, introduced, answer="offer").json()["state"] == "offered"
    introduced.refresh_from_db()
    assert introduced.state == "offered"
    assert Event.objects.get(verb="nomination_offered").actor == contact


def test_a_time_to_meet_has_a_place(introduced: Nomination, contact: User, client: Client) -> None:
    when = "2026-12-03T10:30:00Z"
    wrong = answer(client, introduced, answer="interview", at=when)
    assert (wrong.status_code, wrong.json()["errors"][0]["field"]) == (400, "place")
    assert answer(client, introduced, answer="interview", at=when, place="3 Mill Lane").json()["state"] == "interview"
    assert introduced.interviews.get().place == "3 Mill Lane"


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"answer": "no"}, "reason"),
        ({"answer": "no", "reason": "y_not_wanted"}, "reason"),
        ({"answer": "no", "reason": "e_missed"}, "reason"),
        ({"answer": "no", "reason": "e_later"}, "until"),
        ({"answer": "no", "reason": "e_not_this_role"}, "reason"),
        ({"answer": "no", "reason": "e_other"}, "note"),
        ({"answer": "offer", "reason": "e_other"}, "reason"),
        ({"answer": "perhaps"}, "answer"),
    ],
)
def test_what_cannot_be_answered_names_its_field(
    said: dict[str, str], field: str, introduced: Nomination, contact: User, client: Client
) -> None:
    refused = answer(client, introduced, **said)
    assert (refused.status_code, refused.json()["errors"][0]["field"]) == (400, field)
    introduced.refresh_from_db()
    assert introduced.state == "introduced"


def test_a_no_ends_it_and_is_not_found_after(introduced: Nomination, contact: User, client: Client) -> None:
    said = answer(client, introduced, answer="no", reason="e_other", note="The site closes.")
    assert said.json()["state"] == "declined_by_employer"
    assert client.get(f"{WHERE}{introduced.public_id}/").status_code == 404


def test_two_answers_to_the_same_reading_are_one(introduced: Nomination, contact: User, client: Client) -> None:
    where = f"{WHERE}{introduced.public_id}/"
    headers = {"If-Match": client.get(where)["ETag"]}
    first, second = (
        client.post(f"{where}answer/", {"answer": "offer"}, content_type="application/json", headers=headers)
        for _ in range(2)
    )
    assert (first.status_code, second.status_code) == (200, 412)
