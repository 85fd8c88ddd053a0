"""What every answer has: a name for its request, sentences for errors, a limit of calls; and the pages of the docs."""

import re

import pytest
from django.core.cache import cache
from django.test import Client
from rest_framework.throttling import UserRateThrottle

from tests.factories.people import make_user

pytestmark = pytest.mark.django_db
PLACE = "/api/v1/employers/"


def test_a_request_keeps_its_name_and_gets_one_where_it_has_none(client: Client) -> None:
    assert client.get(PLACE, headers={"X-Request-ID": "nightly-7"})["X-Request-ID"] == "nightly-7"
    made = client.get(PLACE, headers={"X-Request-ID": "two words"})
    assert re.fullmatch(r"[0-9a-f-]{36}", made["X-Request-ID"])
    assert made.json()["request_id"] == made["X-Request-ID"]
    assert "X-Request-ID" not in client.get("/roles/")


def test_a_stranger_is_told_so(client: Client) -> None:
    answer = client.get(PLACE)
    assert (answer.status_code, answer["Content-Type"]) == (401, "application/problem+json")
    assert answer["WWW-Authenticate"] == "Bearer"
    assert answer.json()["detail"]


@pytest.mark.parametrize("where", ["/api/v1/nothing/", "/api/v1/employers/7/", "/api/"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_an_address_that_is_no_call_is_answered_as_a_problem(method: str, where: str, client: Client) -> None:
    answer = getattr(client, method)(where, headers={"X-Request-ID": "nightly-7"})
    assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")
    said = answer.json()
    assert (said["title"], said["request_id"], said["errors"]) == ("Not Found", "nightly-7", [])
    assert "/api/v1/docs/" in said["detail"]
    assert "no-store" in answer["Cache-Control"]


def test_a_page_that_is_not_there_stays_a_page(client: Client) -> None:
    answer = client.get("/nothing/")
    assert (answer.status_code, answer["Content-Type"]) == (404, "text/html; charset=utf-8")


def test_a_call_without_its_last_stroke_is_led_there(client: Client) -> None:
    assert client.get("/api/v1/employers")["Location"] == PLACE


def test_who_may_not_is_told_who_may(client: Client) -> None:
    client.force_login(make_user("board_viewer"))
    answer = client.get(PLACE)
    assert answer.status_code == 403
    assert answer.json()["detail"] == "This is for: Virtual School officer, Employer contact."


def test_a_session_writes_only_from_our_own_pages(client: Client) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(make_user("virtual_school"))
    answer = strict.post("/api/v1/opportunities/", {}, content_type="application/json")
    assert answer.status_code == 403
    assert "CSRF" in answer.json()["detail"]


def test_too_many_calls_wait(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(UserRateThrottle, "THROTTLE_RATES", {"user": "2/min"})
    cache.clear()
    client.force_login(make_user("virtual_school"))
    codes = [client.get(PLACE).status_code for _ in range(3)]
    assert codes == [200, 200, 429]
    assert int(client.get(PLACE)["Retry-After"]) > 0
    cache.clear()


def test_the_pages_of_the_description_load_our_own_files_alone(client: Client) -> None:
    page = client.get("/api/v1/docs/")
    said = page.content.decode()
    assert page.status_code == 200
    assert "default-src 'self'" in page["Content-Security-Policy"]
    assert not re.search(r"""(src|href)=["']?(https?:)?//""", said)
    assert "<style" not in said
    assert re.findall(r"<script(?! src=)", said) == []


@pytest.mark.parametrize("cursor", ["x", "cD1ub3RoaW5n", "cD0lMDA%3D"])
def test_a_page_that_does_not_exist_is_refused(client: Client, cursor: str) -> None:
    client.force_login(make_user("virtual_school"))
    answer = client.get(f"/api/v1/opportunities/?cursor={cursor}")
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["field"] == "cursor"
