"""How it goes, asked of an employer's program (R2): its own, while sharing holds, once, and never a name."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from config.accounts.models import User
from matching.nominations.agreements import stop_sharing
from matching.placements.models import EetPlacement
from tests.factories.chain import make_adult, make_contact, make_placement

pytestmark = pytest.mark.django_db
WHERE = "/api/v1/milestones/"


@pytest.fixture
def started() -> EetPlacement:
    return make_placement(person=make_adult(name="Robin Fernbrook"), started_on=date(2026, 11, 1))


@pytest.fixture
def contact(started: EetPlacement, client: Client) -> User:
    user = make_contact(started.opportunity.employer)
    client.force_login(user)
    return user


def answer(client: Client, started: EetPlacement, moment: str = "start", **said: Any) -> Any:
    one = f"{WHERE}{started.milestones.get(moment=moment).public_id}/"
    etag = client.get(one).headers.get("ETag", '"none"')
    return client.post(f"{one}answer/", said, content_type="application/json", headers={"If-Match": etag})


def test_what_is_due_is_asked_and_names_nobody(started: EetPlacement, contact: User, client: Client) -> None:
    answered = client.get(WHERE)
    (row,) = answered.json()["results"]
    assert (row["moment"], row["introduction"]) == ("start", str(started.nomination.public_id))
    assert row["answers"] == ["sustained", "part", "did_not_show", "told_before"]
    assert "Robin" not in answered.content.decode()


def test_an_answer_is_taken_once(started: EetPlacement, contact: User, client: Client) -> None:
    assert answer(client, started, said="part", note="Two days a week").json()["answer"] == "part"
    kept = started.milestones.get(moment="start")
    assert (kept.answered_for, kept.answered_by, kept.note) == ("employer", contact, "Two days a week")
    assert client.get(WHERE).json()["results"] == []
    assert answer(client, started, said="sustained").status_code == 409


def test_told_another_way_ends_the_asking(started: EetPlacement, contact: User, client: Client) -> None:
    assert answer(client, started, said="told_before").json()["answer"] == ""
    assert client.get(WHERE).json()["results"] == []


def test_too_early_of_another_moment_and_without_sharing(started: EetPlacement, contact: User, client: Client) -> None:
    assert answer(client, started, "week_52", said="sustained").status_code == 409
    wrong = answer(client, started, said="completed")
    assert (wrong.status_code, wrong.json()["errors"][0]["field"]) == (400, "said")
    stop_sharing(started.nomination, by=started.person.adviser)
    assert answer(client, started, said="sustained").status_code == 404
