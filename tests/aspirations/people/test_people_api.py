"""Young people for programs (A9, S2): whom the user may see, what the record says first, an event for each."""

import pytest
from django.test import Client

from config.accounts.models import User
from config.audit_trail.models import Event
from tests.factories.people import make_audit, make_council, make_person, make_user

pytestmark = pytest.mark.django_db
WHERE = "/api/v1/people/"


@pytest.fixture
def adviser(client: Client) -> User:
    user = make_user("personal_adviser", council=make_council())
    client.force_login(user)
    return user


def test_a_list_is_the_caseload_and_is_seen_once(adviser: User, client: Client) -> None:
    mine = [make_person("neet", name=name, on_caseload_of=adviser) for name in ("Robin Fernbrook", "Wren Copley")]
    make_person("neet", name="Somebody Else", council=adviser.council)
    rows = client.get(WHERE).json()["results"]
    assert [row["name"] for row in rows] == ["Robin Fernbrook", "Wren Copley"]
    assert rows[0].keys() == {"id", "name", "preferred_name", "pronouns", "age", "situation"}
    assert {row["situation"] for row in rows} == {"neet"}
    event = Event.objects.get(verb="list_seen")
    assert sorted(event.context["people"]) == sorted(str(person.public_id) for person in mine)
    assert (event.actor, event.context["purpose"]) == (adviser, "program")


def test_one_record_says_what_they_hope_for_in_their_words(adviser: User, client: Client) -> None:
    person = make_person("neet", name="Robin Fernbrook", on_caseload_of=adviser)
    make_audit(person, "summat with cars")
    said = client.get(f"{WHERE}{person.public_id}/").json()
    assert said["hopes"]["wishes"][0]["own_words"] == "summat with cars"
    assert said.keys() == {"id", "name", "preferred_name", "pronouns", "age", "situation", "hopes"}
    event = Event.objects.get(verb="record_seen")
    assert (event.person_id, event.fields) == (person.public_id, ["identity", "wishes"])


def test_what_is_not_known_is_not_neet_and_not_a_guess(adviser: User, client: Client) -> None:
    person = make_person(name="Robin Fernbrook", on_caseload_of=adviser, born_on=None)
    said = client.get(f"{WHERE}{person.public_id}/").json()
    assert (said["situation"], said["age"], said["hopes"]) == ("unknown", None, None)


def test_words_about_safety_are_for_people_alone(adviser: User, client: Client) -> None:
    person = make_person("neet", on_caseload_of=adviser)
    make_audit(person, "summat with cars").wishes.update(reading="worry")
    assert client.get(f"{WHERE}{person.public_id}/").json()["hopes"]["wishes"] == []


@pytest.mark.parametrize("role", ["personal_adviser", "virtual_school", "team_manager"])
def test_a_record_that_is_not_theirs_is_not_found_and_leaves_no_event(role: str, client: Client) -> None:
    council = make_council()
    client.force_login(make_user(role, council=council, team="South"))
    hidden = make_person("neet", council=council, on_caseload_of=make_user(council=council), is_restricted=True)
    assert client.get(f"{WHERE}{hidden.public_id}/").status_code == 404
    assert client.get(WHERE).json()["results"] == []
    assert not Event.objects.filter(verb__in=["record_seen", "list_seen"]).exists()
