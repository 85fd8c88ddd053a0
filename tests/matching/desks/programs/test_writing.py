"""Writing opportunities by call (O1, O3): once, with nothing lost, by the acts of the screens."""

from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from config.audit_trail.models import Event
from employers.models import Employer, EmployerContact
from matching.nominations.models import Nomination
from opportunities.models import Opportunity
from tests.factories.chain import make_nomination
from tests.factories.offers import make_employer, make_opportunity
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db
PLACE = "/api/v1/opportunities/"
SAID: dict[str, Any] = {
    "kind": "apprenticeship",
    "title": "Vehicle technician apprentice",
    "description": "You service cars beside a technician.",
    "with_training": True,
    "sites": [{"address": "3 Mill Lane, Shipley", "postcode": "BD17 7AA"}],
    "places": 2,
    "hours_per_week": "37.5",
    "pay_amount": "9.50",
    "pay_unit": "hour",
    "requirements": [{"type": "age", "value": "16-24", "words": "Aged 16 to 24", "essential": True}],
    "guaranteed_interview": True,
}


@pytest.fixture
def employer(client: Client) -> Employer:
    employer, user = make_employer(), make_user("employer")
    EmployerContact.objects.create(employer=employer, user=user)
    client.force_login(user)
    return employer


def drafted(client: Client, employer: Employer, key: str = "", **otherwise: Any) -> HttpResponse:
    said = {"employer": str(employer.public_id), **SAID, **otherwise}
    answer: HttpResponse = client.post(
        PLACE, said, content_type="application/json", headers={"Idempotency-Key": key} if key else {}
    )
    return answer


def changed(client: Client, where: str, etag: str, **said: Any) -> Any:
    return client.patch(where, said, content_type="application/json", headers={"If-Match": etag})


def act(client: Client, where: str, word: str) -> Any:
    etag = client.get(where)["ETag"]
    return client.post(f"{where}{word}/", content_type="application/json", headers={"If-Match": etag})


def test_a_draft_is_written_posted_and_closed_and_everyone_in_flight_is_told(
    client: Client, employer: Employer
) -> None:
    made = drafted(client, employer)
    assert made.status_code == 201, made.content
    where = made["Location"]
    assert client.get(where)["ETag"] == made["ETag"]
    row = Opportunity.objects.get()
    assert (row.state, row.places, str(row.pay_amount), row.sites.get().postcode) == ("draft", 2, "9.50", "BD17 7AA")
    assert act(client, where, "post").json()["state"] == "live"
    nomination = make_nomination("introduced", opportunity=row)
    assert act(client, where, "close").json()["state"] == "closed"
    assert Nomination.objects.get(pk=nomination.pk).state == "place_gone"
    verbs = set(Event.objects.filter(subject_id=row.public_id).values_list("verb", flat=True))
    assert {"opportunity_drafted", "opportunity_changed", "opportunity_live", "opportunity_closed"} <= verbs


def test_the_same_key_makes_one(client: Client, employer: Employer) -> None:
    first, again = drafted(client, employer, "k-1"), drafted(client, employer, "k-1")
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json() == again.json()
    assert (first["ETag"], first["Location"]) == (again["ETag"], again["Location"])
    assert Opportunity.objects.count() == 1
    other = drafted(client, employer, "k-1", places=3)
    assert other.status_code == 422
    assert "Choose a new key" in other.json()["detail"]
    assert drafted(client, employer, "k-2").status_code == 201
    assert Opportunity.objects.count() == 2


def test_a_key_of_somebody_else_is_another_key(client: Client, employer: Employer) -> None:
    drafted(client, employer, "k-1")
    client.force_login(make_user("virtual_school"))
    assert drafted(client, employer, "k-1").status_code == 201
    assert Opportunity.objects.count() == 2


def test_what_failed_may_be_tried_again_with_its_key(client: Client, employer: Employer) -> None:
    assert drafted(client, employer, "k-1", places=0).status_code == 400
    assert drafted(client, employer, "k-1").status_code == 201


def test_of_two_who_change_the_second_is_told_and_nothing_is_lost(client: Client, employer: Employer) -> None:
    made = drafted(client, employer)
    where, etag = made["Location"], made["ETag"]
    first = changed(client, where, etag, places=3)
    assert first.status_code == 200
    late = changed(client, where, etag, places=9)
    assert late.status_code == 412
    assert "Read it again" in late.json()["detail"]
    assert Opportunity.objects.get().places == 3
    assert changed(client, where, first["ETag"], title="Another").json()["places"] == 3
    unsaid = client.patch(where, {"places": 4}, content_type="application/json")
    assert unsaid.status_code == 428


def test_needs_that_are_sent_replace_those_that_are_there(client: Client, employer: Employer) -> None:
    made = drafted(client, employer)
    needs = [{"type": "licence", "value": "full", "words": "A full licence", "essential": False}]
    answer = changed(client, made["Location"], made["ETag"], requirements=needs)
    assert answer.json()["requirements"] == needs
    emptied = changed(client, made["Location"], answer["ETag"], requirements=[])
    assert emptied.json()["requirements"] == []


@pytest.mark.parametrize(
    ("otherwise", "field", "words"),
    [
        ({"kind": "x"}, "kind", "Choose what you offer"),
        ({"title": ""}, "title", "Type a title, such as"),
        ({"places": 0}, "places", "Type how many places there are"),
        ({"closes_on": "2020-01-01"}, "closes_on", "Choose a closing date after today"),
        ({"pay_unit": ""}, "pay_unit", "by the hour, week, month or year"),
        ({"pay_unit": "year"}, "pay_amount", "Check the pay"),
        ({"sites": [{"postcode": "nowhere"}]}, "sites.0.postcode", "Type a full postcode"),
        ({"state": "live"}, "state", "There is no such field"),
        ({"kind": "taster"}, "guaranteed_interview", "has no interview"),
    ],
)
def test_each_mistake_is_said_at_its_field_and_nothing_is_made(
    client: Client, employer: Employer, otherwise: dict[str, Any], field: str, words: str
) -> None:
    answer = drafted(client, employer, **otherwise)
    assert answer.status_code == 400
    said = {one["field"]: one["sentence"] for one in answer.json()["errors"]}
    assert words in said[field]
    assert not Opportunity.objects.exists()


def test_a_rule_is_said_with_the_way_out(client: Client, employer: Employer) -> None:
    where = drafted(client, employer, requirements=[]).headers["Location"]
    Opportunity.objects.update(parts_done=["work"])
    answer = act(client, where, "post")
    assert answer.status_code == 409
    assert answer.json()["detail"].startswith("Still to do: ")
    low = drafted(client, employer, pay_amount="3.00", requirements=[])
    assert (low.status_code, low.json()["errors"][0]["field"]) == (409, "pay_amount")


def test_nobody_posts_for_another_organisation(client: Client, employer: Employer) -> None:
    other = make_employer()
    answer = drafted(client, other)
    assert answer.status_code == 409
    assert answer.json()["errors"] == [{"field": "employer", "sentence": "You cannot post for this organisation."}]
    theirs = make_opportunity(employer=other)
    assert changed(client, f"{PLACE}{theirs.public_id}/", '"x"', places=2).status_code == 404
