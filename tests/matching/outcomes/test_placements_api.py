"""EET placements for programs (R1, R2): those of the people worked with, each day with its answer, nothing private."""

import pytest
from django.test import Client

from config.accounts.models import User
from config.audit_trail.models import Event
from matching.outcomes import actions
from matching.placements.models import EetPlacement
from tests.factories.chain import make_adult, make_placement
from tests.factories.people import DAY, make_council, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("two_years_later")]
WHERE = "/api/v1/placements/"


@pytest.fixture
def adviser(client: Client) -> User:
    user = make_user("personal_adviser", council=make_council())
    client.force_login(user)
    return user


@pytest.fixture
def started(adviser: User) -> EetPlacement:
    return make_placement(person=make_adult(name="Robin Fernbrook", council=adviser.council, adviser=adviser))


def test_a_list_says_who_started_where_and_is_seen_once(started: EetPlacement, adviser: User, client: Client) -> None:
    make_placement(person=make_adult(name="Somebody Else", council=adviser.council))
    (row,) = client.get(WHERE).json()["results"]
    assert row["person"] == {"id": str(started.person.public_id), "name": started.person.listed_as}
    assert row["opportunity"]["employer"] == started.opportunity.employer.name
    assert (row["started_on"], row["ended_on"]) == (DAY.isoformat(), None)
    event = Event.objects.get(verb="record_seen", actor=adviser)
    assert (event.person_id, event.fields) == (started.person.public_id, ["identity", "placements"])


def test_each_day_is_answered_waiting_or_let_go(started: EetPlacement, adviser: User, client: Client) -> None:
    first = started.milestones.get(moment="start")
    actions.answer(first, said="sustained", answered_for="employer", note="Private words", by=adviser)
    started.milestones.filter(moment="week_52").update(cancelled_at=started.recorded_at)
    answer = client.get(f"{WHERE}{started.public_id}/")
    said = {row["moment"]: (row["state"], row["answer"]) for row in answer.json()["milestones"]}
    assert said["start"] == ("answered", "sustained")
    assert said["week_13"] == ("waiting", "")
    assert said["week_52"] == ("let_go", "")
    assert answer["ETag"]
    assert "Private words" not in answer.content.decode()


def test_those_that_run_are_told_from_those_that_ended(started: EetPlacement, client: Client) -> None:
    EetPlacement.objects.update(
        ended_on=DAY, ended_by="person", end_reason="other", end_note="Private end", what_next="Private next"
    )
    assert client.get(f"{WHERE}?running=true").json()["results"] == []
    ended = client.get(f"{WHERE}?running=false")
    assert [row["id"] for row in ended.json()["results"]] == [str(started.public_id)]
    assert "Private" not in ended.content.decode()


def test_a_restricted_record_of_others_and_somebody_who_died_are_not_found(
    started: EetPlacement, adviser: User, client: Client
) -> None:
    others = make_placement(person=make_adult(council=adviser.council, is_restricted=True))
    assert client.get(f"{WHERE}{others.public_id}/").status_code == 404
    type(started.person).objects.filter(pk=started.person.pk).update(died_on=DAY)
    assert client.get(f"{WHERE}{started.public_id}/").status_code == 404
    assert client.get(WHERE).json()["results"] == []
    assert not Event.objects.filter(verb="record_seen").exists()
