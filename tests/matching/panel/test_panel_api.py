"""The panel by a program (P1-P3): the agenda in its order, the minutes, a decision by the room's own questions."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from config.accounts.models import User
from config.audit_trail.models import Event
from matching.panel.models import AgendaItem, ConflictOfInterest, PanelDecision, PanelMeeting
from tests.architecture.test_queries import WHO_ASKS
from tests.factories.chain import make_adult, make_decision, make_item, make_meeting, open_to_panel
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db
API = "/api/v1/"
SAID = {"decision": "no_change", "theme": "no_route", "why": "Nothing new since October"}


@pytest.fixture
def chair(client: Client) -> User:
    user = make_user("panel_chair")
    client.force_login(user)
    return user


@pytest.fixture
def meeting(chair: User) -> PanelMeeting:
    return make_meeting("in_session")


@pytest.fixture
def case(meeting: PanelMeeting, chair: User) -> AgendaItem:
    person = make_adult(name="Robin Fernbrook")
    item = make_item(meeting, person, points=30, parts=[["months", 30, "Not in EET for 6 months."]])
    open_to_panel(meeting, chair)
    return item


def decide(client: Client, case: AgendaItem, **said: Any) -> Any:
    one = f"{API}panel-cases/{case.public_id}/"
    etag = client.get(one).headers.get("ETag", '"none"')
    return client.post(f"{one}decision/", said, content_type="application/json", headers={"If-Match": etag})


def test_the_agenda_comes_in_its_order_and_is_seen_once(case: AgendaItem, chair: User, client: Client) -> None:
    closed = make_item(case.meeting, make_adult(is_restricted=True), points=40)
    where = f"{API}panel-meetings/{case.meeting.public_id}/"
    assert client.get(where).json()["state"] == "in_session"
    rows = client.get(f"{where}cases/").json()["results"]
    assert [row["id"] for row in rows] == [str(closed.public_id), str(case.public_id)]
    assert (rows[0]["person"], rows[0]["why_now"], rows[0]["points"]) == (None, [], 40)
    assert rows[1]["person"] == {"id": str(case.person.public_id), "name": case.person.listed_as}
    assert rows[1]["why_now"] == ["Not in EET for 6 months."]
    assert Event.objects.get(verb="record_seen", actor=chair).person_id == case.person.public_id
    assert client.get(f"{API}panel-cases/{closed.public_id}/").status_code == 404


def test_a_decision_is_recorded_once_in_the_words_of_the_room(case: AgendaItem, chair: User, client: Client) -> None:
    assert decide(client, case, **SAID).json()["decision"] == "no_change"
    made = PanelDecision.objects.get()
    assert (made.theme, made.why, made.decided_by) == ("no_route", "Nothing new since October", chair)
    assert decide(client, case, **SAID).status_code == 409
    said = client.get(f"{API}panel-meetings/{case.meeting.public_id}/decisions/").json()
    (row,) = said["decided"]
    assert (row["decision"], row["why"], row["case"]) == ("no_change", made.why, str(case.public_id))
    assert row["person"]["name"] == case.person.listed_as


def test_what_can_be_decided_is_offered_with_what_it_needs(case: AgendaItem, client: Client) -> None:
    said = client.get(f"{API}panel-cases/{case.public_id}/choices/").json()
    needs = {row["code"]: row["needs"] for row in said["decisions"]}
    assert needs["hear_first"] == ["question", "owner", "due_on"]
    assert "no_route" in [row["code"] for row in said["fields_offered"]["theme"]]
    owners = [row["code"] for row in said["fields_offered"]["owner"]]
    due = {"due_on": "2027-01-12", "question": "What do you want?", "owner": owners[0]}
    assert decide(client, case, decision="hear_first", theme="no_route", **due).json()["decision"] == "hear_first"
    assert PanelDecision.objects.get().actions.get().words == "What do you want?"


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"decision": "no_change"}, "theme"),
        ({"decision": "fly", "theme": "no_route"}, "decision"),
        ({"decision": "hear_first", "theme": "no_route", "question": "Why?", "owner": "x"}, "owner"),
        ({"decision": "no_change", "theme": "no_route", "colour": "blue"}, "colour"),
    ],
)
def test_what_is_not_complete_names_its_field(
    said: dict[str, str], field: str, case: AgendaItem, client: Client
) -> None:
    refused = decide(client, case, **said)
    assert refused.status_code == 400
    assert field in [row["field"] for row in refused.json()["errors"]]
    assert not PanelDecision.objects.exists()


def test_who_stepped_back_neither_reads_nor_decides(case: AgendaItem, chair: User, client: Client) -> None:
    ConflictOfInterest.objects.create(item=case, member=chair, why="Related", noted_by=chair)
    assert decide(client, case, **SAID).status_code == 404
    rows = client.get(f"{API}panel-meetings/{case.meeting.public_id}/cases/").json()["results"]
    assert rows[0]["person"] is None


def test_nothing_is_decided_outside_the_session_nor_by_an_adviser(case: AgendaItem, client: Client) -> None:
    PanelMeeting.objects.update(state="minutes_drafted")
    assert decide(client, case, **SAID).status_code == 409
    client.force_login(case.person.adviser)
    assert decide(client, case, **SAID).status_code == 403


def test_a_closed_record_has_its_number_in_the_minutes_and_no_why(case: AgendaItem, client: Client) -> None:
    closed = make_item(case.meeting, make_adult(name="Somebody Else", is_restricted=True), points=40)
    make_decision(closed, why="A private matter")
    answer = client.get(f"{API}panel-meetings/{case.meeting.public_id}/decisions/")
    (row,) = answer.json()["decided"]
    assert (row["number"], row["person"], row["why"], row["actions"]) == (1, None, "", [])
    assert "private" not in answer.content.decode()


def test_a_call_asks_the_database_as_often_however_many_there_are(
    case: AgendaItem, chair: User, client: Client
) -> None:
    meeting = f"{API}panel-meetings/{case.meeting.public_id}/"
    calls = {
        f"{API}panel-meetings/": 3,
        meeting: 6,
        f"{meeting}cases/": 6,
        f"{API}panel-cases/{case.public_id}/": 6,
        f"{meeting}decisions/": 15,
        f"{API}panel-cases/{case.public_id}/choices/": 25,
    }
    counted: dict[str, list[int]] = {}
    for more in (1, 4):
        for _ in range(more):
            make_decision(make_item(case.meeting, make_adult()))
        open_to_panel(case.meeting, chair)
        for where in calls:
            client.get(where)
            with CaptureQueriesContext(connection) as asked:
                assert client.get(where).status_code == 200
            said = [row["sql"] for row in asked if not any(word in row["sql"] for word in (*WHO_ASKS, "SAVEPOINT"))]
            counted.setdefault(where, []).append(len(said))
    assert [said for said in counted.values() if said[0] != said[1]] == []
    assert {where: said for where, said in counted.items() if said[0] > calls[where]} == {}
