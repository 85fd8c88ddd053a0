"""Matches for programs (M2-M5): what the page says, in the same order and words, seen by whom the page is for."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from aspirations.models import YoungPerson
from config.accounts.models import User
from config.audit_trail.models import Event
from matching.shortlists.actions import draw_up, override
from tests.factories.people import make_user
from tests.factories.service import a_job, well_known

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture
def adviser(client: Client) -> User:
    user = make_user()
    client.force_login(user)
    return user


@pytest.fixture
def person(adviser: User) -> YoungPerson:
    return well_known("working in a garage", audit={"english": "none"}, name="Robin Fernbrook", on_caseload_of=adviser)


def read(client: Client, person: YoungPerson, which: str = "matches") -> Any:
    return client.get(f"/api/v1/people/{person.public_id}/{which}/")


def test_a_list_has_its_reasons_what_is_in_the_way_and_the_nearest_fix(person: YoungPerson, client: Client) -> None:
    fits = a_job(title="Garage assistant")
    a_job(title="Motor technician", requirements=[("english", "1", "English level 1")])
    course = a_job(kind="functional_skills", title="English at the college")
    draw_up(council=person.council, day=TODAY, by=None)
    said = read(client, person).json()
    best = said["matches"][0]
    assert (best["rank"], best["opportunity"]["id"]) == (1, str(fits.public_id))
    assert best["why"]["points"] == sum(part["points"] for part in best["why"]["parts"]) > 0
    assert best["why"]["eligible"]
    (barred,) = said["in_the_way"]
    assert barred["opportunity"]["title"] == "Motor technician"
    assert barred["fixing_opportunity"]["id"] == str(course.public_id)
    assert "English at the college" in barred["nearest_fix"]
    assert said["would_open"][0]["opportunities"] == 1
    assert (said["fit"] + 1 == said["open"], bool(said["drawn_up_at"])) == (True, True)


def test_what_people_changed_is_said_with_their_reason(person: YoungPerson, adviser: User, client: Client) -> None:
    gone, added = a_job(title="Not this"), a_job(title="This one", requirements=[("english", "2", "English 2")])
    draw_up(council=person.council, day=TODAY, by=None)
    override(person=person, opportunity=gone, act="leave_out", reason="Too far", by=adviser)
    override(person=person, opportunity=added, act="add", reason="Robin asked", by=adviser)
    said = read(client, person).json()
    assert [(row["opportunity"]["title"], row["reason"]) for row in said["left_out"]] == [("Not this", "Too far")]
    (row,) = said["matches"]
    assert (row["changed"], row["changed_because"], row["why"]["eligible"]) == ("add", "Robin asked", False)


def test_why_not_names_the_fix_and_is_noted(person: YoungPerson, adviser: User, client: Client) -> None:
    barred = a_job(requirements=[("english", "1", "English level 1")])
    a_job(kind="functional_skills", title="English at the college")
    said = read(client, person, f"why/{barred.public_id}").json()
    (barrier,) = said["in_the_way"]
    assert not said["eligible"]
    assert "English at the college" in barrier["nearest_fix"]
    assert "he person" not in str(said)
    event = Event.objects.get(verb="record_seen")
    assert (event.actor, event.person_id) == (adviser, person.public_id)


def test_others_and_those_who_died_are_not_found(person: YoungPerson, adviser: User, client: Client) -> None:
    offer = a_job()
    elsewhere = well_known(on_caseload_of=make_user(), is_restricted=True)
    assert read(client, elsewhere).status_code == 404
    assert read(client, elsewhere, f"why/{offer.public_id}").status_code == 404
    YoungPerson.objects.filter(pk=person.pk).update(died_on=TODAY)
    assert read(client, person).status_code == 404
    client.force_login(make_user("virtual_school", council=person.council))
    assert read(client, person).status_code == 403
    assert not Event.objects.filter(verb="record_seen").exists()
