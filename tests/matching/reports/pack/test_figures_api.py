"""The figures that programs read are the pack's own (P4): one tree for page, files and API."""

import pytest
from django.test import Client

from config.accounts.models import User
from matching.reports.pack.tree import as_drawn_up
from tests.factories.packs import make_pack
from tests.factories.people import make_council, make_user

pytestmark = pytest.mark.django_db
WHERE = "/api/v1/figures/"


@pytest.fixture
def reader(client: Client) -> User:
    user = make_user("board_viewer", council=make_council())
    client.force_login(user)
    return user


@pytest.mark.parametrize("asked", ["", "?month=2026-10"])
def test_the_figures_are_the_tree_of_the_pack(asked: str, reader: User, client: Client) -> None:
    kept = make_pack("agreed", council=reader.council)
    kept.refresh_from_db()
    answer = client.get(f"{WHERE}{asked}")
    assert answer.status_code == 200
    assert answer.json()["figures"] == kept.figures
    assert as_drawn_up(answer.json()["figures"]) == kept.pack
    assert answer.json()["id"] == str(kept.public_id)


@pytest.mark.parametrize(("asked", "status"), [("2026-09", 404), ("2026-13", 400), ("next", 400), ("2026-1", 400)])
def test_a_month_without_figures_is_not_found_and_no_month_is_told(
    asked: str, status: int, reader: User, client: Client
) -> None:
    make_pack("agreed", council=reader.council)
    answer = client.get(WHERE, {"month": asked})
    assert answer.status_code == status
    assert answer["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("role", ["panel_chair", "board_viewer"])
def test_a_draft_is_not_sent_even_to_the_panel(role: str, client: Client) -> None:
    user = make_user(role, council=make_council())
    make_pack("draft", council=user.council)
    client.force_login(user)
    assert client.get(WHERE).status_code == 404


def test_figures_of_another_council_are_not_found(reader: User, client: Client) -> None:
    make_pack("agreed", council=make_council("E08000035", "Otherbeck"))
    assert client.get(WHERE).status_code == 404
