"""Audit rounds on screen: opened, covered, closed (A4)."""

from datetime import date

import pytest
from django.test import Client

from aspirations.models import AspirationRound
from config.accounts.models import User
from config.audit_trail.models import Event
from tests.factories.people import make_audit, make_council, make_person, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def autumn(db) -> AspirationRound:
    return AspirationRound.objects.create(council=make_council(), name="Autumn 2026", opened_on=date(2026, 9, 6))


def words(answer) -> str:
    return " ".join(answer.content.decode().split())


def test_a_round_is_started_and_its_errors_name_the_field(signed_in: Client) -> None:
    said = {"name": "Spring 2027", "opened_on_day": "1", "opened_on_month": "3", "opened_on_year": "2027"}
    assert "Type a name, such as Spring 2027" in words(signed_in.post("/aspiration-audit/new/", {**said, "name": ""}))
    page = words(signed_in.post("/aspiration-audit/new/", said, follow=True))
    assert "“Spring 2027” is open." in page
    again = words(signed_in.post("/aspiration-audit/new/", said))
    assert "<title>Error: " in again and "A round called “Spring 2027” is already there." in again


def test_coverage_by_adviser_and_status_and_who_is_missing(signed_in: Client, autumn: AspirationRound) -> None:
    moss = make_user(name="Robin Moss")
    make_audit(make_person("neet", name="Wren", on_caseload_of=moss), "cars", round=autumn)
    lark = make_person(name="Lark", on_caseload_of=moss, child_id="C77")
    make_person(name="Veiled", is_restricted=True, on_caseload_of=moss)
    page = words(signed_in.get(f"/aspiration-audit/{autumn.public_id}/"))
    assert "1 of 2 young people have told us what they hope for. 1 is missing." in page and "Robin Moss" in page
    listed = words(signed_in.get(f"/aspiration-audit/{autumn.public_id}/missing/"))
    assert "Lark" in listed and "C77" in listed and "Wren" not in listed and "Veiled" not in listed
    event = Event.objects.get(verb="record_seen")
    assert (event.person_id, event.context["purpose"]) == (lark.public_id, "aspiration_audit")


@pytest.mark.parametrize(("asked", "row"), [("advisers", "Robin Moss,1,1,0"), ("statuses", "Former relevant,1,1,0")])
def test_coverage_is_a_file_too(signed_in: Client, autumn: AspirationRound, asked: str, row: str) -> None:
    person = make_person("neet", on_caseload_of=make_user(name="Robin Moss", team=""), local_status="former_relevant")
    make_audit(person, "cars", round=autumn)
    address = f"/aspiration-audit/{autumn.public_id}/"
    assert f"?file={asked}" in words(signed_in.get(address))
    assert row in signed_in.get(address, {"file": asked}).content.decode().replace('"', "")


def test_the_file_of_who_is_missing_is_seen_and_logged(signed_in: Client, autumn: AspirationRound) -> None:
    make_person(name="Lark"), make_person(name="=Wren")
    answer = signed_in.get(f"/aspiration-audit/{autumn.public_id}/missing/?file=csv")
    assert answer["Content-Type"].startswith("text/csv") and b"Lark" in answer.content
    assert b"\n=Wren" not in answer.content
    assert set(Event.objects.values_list("verb", flat=True)) == {"list_seen", "export_made"}


def test_a_round_closes_and_opens_again(signed_in: Client, officer: User, autumn: AspirationRound) -> None:
    address = f"/aspiration-audit/{autumn.public_id}/"
    early = words(signed_in.post(f"{address}close/", {"on_day": "1", "on_month": "9", "on_year": "2026"}))
    assert "It opened on 6 September 2026. Type that day or a later one." in early
    closed = words(
        signed_in.post(f"{address}close/", {"on_day": "1", "on_month": "12", "on_year": "2026"}, follow=True)
    )
    assert "“Autumn 2026” is closed." in closed and "Closed 1 December 2026." in closed
    assert "“Autumn 2026” is open again." in words(signed_in.post(f"{address}open/", follow=True))


def test_queries_do_not_grow_with_who_is_missing(
    signed_in: Client, autumn: AspirationRound, django_assert_max_num_queries
) -> None:
    for _ in range(30):
        make_person()
    with django_assert_max_num_queries(15):
        page = words(signed_in.get(f"/aspiration-audit/{autumn.public_id}/missing/"))
    assert "30 young people have not told us anything" in page
