"""What young people told, for programs: every version read, a new one recorded by the rules of the pages (A3)."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from aspirations.models import Concern, YoungPerson
from config.accounts.models import User
from config.audit_trail.models import Event
from tests.factories.people import DAY, make_audit, make_council, make_person, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def adviser(client: Client) -> User:
    user = make_user("personal_adviser", council=make_council())
    client.force_login(user)
    return user


@pytest.fixture
def person(adviser: User) -> YoungPerson:
    return make_person("neet", name="Robin Fernbrook", on_caseload_of=adviser)


def place(person: YoungPerson) -> str:
    return f"/api/v1/people/{person.public_id}/audits/"


def send(client: Client, person: YoungPerson, status: int = 201, key: str = "", **said: Any) -> dict[str, Any]:
    headers = {"Idempotency-Key": key} if key else {}
    answer = client.post(place(person), said, content_type="application/json", headers=headers)
    assert answer.status_code == status, answer.content
    told: dict[str, Any] = answer.json()
    return told


def test_a_new_version_keeps_what_was_not_sent(client: Client, person: YoungPerson) -> None:
    first = make_audit(person, "summat with cars", travel_minutes=45, travel_mode="bus", right_to_work="yes", level="2")
    made = send(client, person, hours_most="16.0", english="1")
    assert made["version"] == first.version + 1 and made["is_current"]
    assert (made["travel_minutes"], made["travel_mode"], made["hours_most"], made["english"]) == (
        45,
        "bus",
        "16.0",
        "1",
    )
    assert [wish["own_words"] for wish in made["wishes"]] == ["summat with cars"]
    now = person.aspiration_audits.current().get()
    assert (now.right_to_work, now.level, now.postcode) == ("yes", "2", first.postcode)
    rows = client.get(place(person)).json()["results"]
    assert [(row["version"], row["is_current"]) for row in rows] == [(2, True), (1, False)]
    assert Event.objects.filter(verb="record_seen", context__purpose="program").count() == 1


def test_wishes_are_read_and_words_about_safety_go_to_a_person(client: Client, person: YoungPerson) -> None:
    made = send(client, person, wishes=["summat with cars", "i want to hurt myself"])
    assert [(wish["rank"], wish["category"] != "") for wish in made["wishes"]] == [(1, True)]
    assert Concern.objects.filter(person=person).count() == 1
    assert "hurt" not in client.get(place(person)).content.decode()


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"hours_least": "30", "hours_most": "16"}, "hours_most"),
        ({"kinds_wanted": ["astronaut"]}, "kinds_wanted"),
        ({"readiness": "sometime"}, "readiness"),
        ({"documents_held": ["photo_id"], "documents_missing": ["photo_id"]}, "documents_missing"),
        ({"wishes": ["one", "two", "three", "four"]}, "wishes"),
        ({"right_to_work": "yes"}, "right_to_work"),
        ({"asked_on": str(DAY.replace(year=2200)), "level": "2"}, "asked_on"),
        ({"asked_on": str(DAY)}, ""),
    ],
)
def test_what_cannot_be_is_told_at_its_field_and_nothing_is_kept(
    client: Client, person: YoungPerson, said: dict[str, Any], field: str
) -> None:
    answer = client.post(place(person), said, content_type="application/json")
    assert answer.status_code in (400, 409)
    named = [error["field"] for error in answer.json()["errors"]]
    assert field in named if field else "Nothing was told" in answer.content.decode()
    assert not person.aspiration_audits.exists()


def test_the_same_key_records_one(client: Client, person: YoungPerson) -> None:
    one, other = (send(client, person, key="talk-7", wishes=["bricklaying"]) for _ in range(2))
    assert one == other and person.aspiration_audits.count() == 1


def test_what_was_told_earlier_stands_behind_what_was_told_later(client: Client, person: YoungPerson) -> None:
    audit = make_audit(person, "summat with cars")
    made = send(client, person, asked_on=str(audit.asked_on - timedelta(30)), wishes=["hairdressing"])
    assert not made["is_current"] and person.aspiration_audits.current().get() == audit


def test_who_may_not_read_worries_leaves_them_where_they_are(client: Client, person: YoungPerson) -> None:
    send(client, person, wishes=["summat with cars", "i want to hurt myself"])
    client.force_login(make_user("virtual_school", council=person.council))
    made = send(client, person, wishes=["bricklaying"])
    assert [wish["own_words"] for wish in made["wishes"]] == ["bricklaying"]
    now = person.aspiration_audits.current().get()
    assert [wish.own_words for wish in now.wishes.all()] == ["bricklaying", "i want to hurt myself"]


def test_who_only_reads_this_record_records_nothing(client: Client, person: YoungPerson) -> None:
    for role, status in (("panel_member", 403), ("personal_adviser", 404)):
        client.force_login(make_user(role, council=person.council))
        send(client, person, status, wishes=["bricklaying"])
    assert not person.aspiration_audits.exists()
