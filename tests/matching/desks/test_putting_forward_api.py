"""Putting forward by an adviser's program (N1, N2, N5, R2): the pages' steps, rules and sentences."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from aspirations.models import YoungPerson
from config.accounts.models import User
from config.audit_trail.models import Event
from matching.nominations.models import Nomination
from tests.factories.chain import make_adult, make_contact, make_nomination, make_placement
from tests.factories.offers import make_employer, make_opportunity
from tests.factories.people import make_council, make_user

pytestmark = pytest.mark.django_db
API = "/api/v1/"
AGREED = {
    "disclosed": ["name"],
    "agreed_by": "Robin",
    "how": "phone",
    "agreed_at": "2026-09-01T09:00:00Z",
    "capacity": "no_doubt",
}


@pytest.fixture
def adviser(client: Client) -> User:
    user = make_user("personal_adviser", council=make_council())
    client.force_login(user)
    return user


@pytest.fixture
def person(adviser: User) -> YoungPerson:
    return make_adult(name="Robin Fernbrook", council=adviser.council, adviser=adviser)


@pytest.fixture
def introduced(person: YoungPerson) -> Nomination:
    return make_nomination("introduced", person=person)


def create(client: Client, person: YoungPerson, opportunity: Any, key: str = "one") -> Any:
    said = {"person": str(person.public_id), "opportunity": str(opportunity.public_id)}
    return client.post(f"{API}nominations/", said, content_type="application/json", headers={"Idempotency-Key": key})


def act(client: Client, row: Any, which: str = "steps", where: str = "nominations", **said: Any) -> Any:
    """As the program does: read, and send what was read back with the change."""
    one = f"{API}{where}/{row.public_id}/"
    etag = client.get(one).headers.get("ETag", '"none"')
    return client.post(f"{one}{which}/", said, content_type="application/json", headers={"If-Match": etag})


def test_a_repeated_create_makes_one_suggestion(person: YoungPerson, adviser: User, client: Client) -> None:
    opportunity = make_opportunity()
    first, again = create(client, person, opportunity), create(client, person, opportunity)
    assert (first.status_code, again.json()) == (201, first.json())
    nomination = Nomination.objects.get()
    assert (nomination.state, nomination.recorded_by) == ("suggested", adviser)
    assert first["Location"] == f"{API}nominations/{nomination.public_id}/"
    assert create(client, person, opportunity, "two").status_code == 409


def test_somebody_else_and_an_opportunity_of_elsewhere_are_refused(person: YoungPerson, client: Client) -> None:
    elsewhere = make_opportunity(employer=make_employer(council=make_council("E08000035", "Otherbeck")))
    stranger = make_adult(council=person.council, is_restricted=True)
    refused = create(client, stranger, make_opportunity())
    assert (refused.status_code, refused.json()["errors"][0]["field"]) == (409, "person")
    refused = create(client, person, elsewhere, "two")
    assert (refused.status_code, refused.json()["errors"][0]["field"]) == (409, "opportunity")
    assert not Nomination.objects.exists()


def test_from_a_suggestion_to_the_panel_and_no_further_without_it(person: YoungPerson, client: Client) -> None:
    create(client, person, make_opportunity())
    nomination = Nomination.objects.get()
    assert act(client, nomination, step="show").json()["state"] == "shortlisted"
    assert act(client, nomination, step="yes").json()["state"] == "person_said_yes"
    assert act(client, nomination, step="introduce").status_code == 409
    assert act(client, nomination, "agreement", **AGREED).json()["state"] == "nominated"
    assert nomination.agreements.get().disclosed == ["name"]
    assert Event.objects.filter(verb="agreement_recorded", person_id=person.public_id).exists()


def test_what_can_be_done_says_its_fields_and_what_was_agreed(introduced: Nomination, client: Client) -> None:
    answer = client.get(f"{API}nominations/{introduced.public_id}/steps/")
    said = answer.json()
    asks = {step["step"]: step["asks"] for step in said["steps"]}
    assert asks["interview"] == ["at", "place", "bring", "adjustments"]
    assert asks["stop-sharing"] == []
    assert said["agreement"]["disclosed"] == ["name"]
    assert said["may_be_told"][0] == {"code": "name", "label": "Name"}
    assert answer["ETag"] == client.get(f"{API}nominations/{introduced.public_id}/")["ETag"]


def test_a_time_to_meet_is_kept_as_it_was_sent(introduced: Nomination, client: Client) -> None:
    assert act(client, introduced, step="interview", at="2027-07-03T10:30:00Z", place="Mill Lane").status_code == 200
    meeting = introduced.interviews.get()
    assert (meeting.at.isoformat(), meeting.place) == ("2027-07-03T10:30:00+00:00", "Mill Lane")


def test_sharing_stops_at_once(introduced: Nomination, client: Client) -> None:
    assert act(client, introduced, step="stop-sharing").json()["state"] == "withdrawn"
    assert introduced.agreements.get().withdrawn_at is not None
    client.force_login(make_contact(introduced.opportunity.employer))
    assert client.get(f"{API}introductions/{introduced.public_id}/").status_code == 404


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"step": "no"}, "reason"),
        ({"step": "no", "reason": "e_other"}, "reason"),
        ({"step": "later"}, "until"),
        ({"step": "review", "until": "2027-01-12"}, "until"),
        ({"step": "interview", "place": "Mill Lane"}, "at"),
        ({"step": "fly"}, "step"),
        ({"step": "review", "colour": "blue"}, "colour"),
    ],
)
def test_a_step_that_is_not_complete_names_its_field(
    said: dict[str, str], field: str, introduced: Nomination, client: Client
) -> None:
    refused = act(client, introduced, **said)
    assert (refused.status_code, [row["field"] for row in refused.json()["errors"]]) == (400, [field])
    introduced.refresh_from_db()
    assert introduced.state == "introduced"


def test_of_two_at_once_the_second_is_told(introduced: Nomination, client: Client) -> None:
    one = f"{API}nominations/{introduced.public_id}/"
    headers = {"If-Match": client.get(one)["ETag"]}
    codes = [
        client.post(f"{one}steps/", {"step": "offer"}, content_type="application/json", headers=headers).status_code
        for _ in range(2)
    ]
    assert codes == [200, 412]


def test_nobody_else_moves_it(introduced: Nomination, client: Client) -> None:
    restricted = make_nomination("introduced", person=make_adult(council=introduced.council, is_restricted=True))
    assert act(client, restricted, step="offer").status_code == 404
    client.force_login(make_user("panel_chair", council=introduced.council))
    assert act(client, introduced, step="offer").status_code == 403


def test_how_it_goes_is_answered_once_with_an_answer_of_its_moment(person: YoungPerson, client: Client) -> None:
    placement = make_placement(person=person, started_on=date(2026, 9, 1))
    said = {"moment": "start", "answered_for": "employer"}
    wrong = act(client, placement, "answer", "placements", said="moved_on", **said)
    assert (wrong.status_code, wrong.json()["errors"][0]["field"]) == (400, "said")
    told = act(client, placement, "answer", "placements", said="sustained", note="Early every day", **said)
    assert told.status_code == 200
    assert placement.milestones.get(moment="start").note == "Early every day"
    assert act(client, placement, "answer", "placements", said="part", **said).status_code == 409
