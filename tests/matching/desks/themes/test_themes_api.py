"""Themes for programs (P4): the page's printed counts, owners and answers; nothing of too few people."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from config.accounts.models import Council, User
from matching.panel.themes.models import ThemeAnswer
from tests.factories.chain import on_the_day
from tests.factories.people import make_council, make_user
from tests.matching.reports.test_themes import OCTOBER, held

__all__ = ["on_the_day"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def council() -> Council:
    return make_council()


@pytest.fixture
def chair(council: Council, client: Client) -> User:
    user = make_user("panel_chair", council=council)
    client.force_login(user)
    return user


def read(client: Client, **asked: str) -> Any:
    return client.get("/api/v1/themes/", asked)


def test_counts_as_they_are_printed_with_owner_and_answers(council: Council, chair: User, client: Client) -> None:
    held(council, OCTOBER, no_route=5, english_maths=20)
    held(council, no_route=12, english_maths=9, confidence=7, housing_delay=3)
    ThemeAnswer.objects.create(
        council=council, group="travel", words="Travel cards", said="Buses cost too much", done_on=date(2026, 11, 2),
        recorded_by=chair,
    )  # fmt: skip
    said = read(client).json()
    rows = {row["code"]: row for row in said["themes"]}
    assert (said["period"], said["months"]) == ("November 2026", ["2026-11", "2026-10"])
    assert said["sentence"].startswith("Getting there is the main reason: 12 of 31, up from 5 of 25")
    assert (rows["travel"]["people"], rows["travel"]["before"]) == ("12", "5")
    assert rows["system"]["people"] == "1 to 4"
    assert rows["travel"]["owner"]
    assert [(row["said"], row["did"], row["since_then"]) for row in said["said"]] == [
        ("Buses cost too much", "Travel cards", "Too early to say")
    ]
    assert read(client, month="2026-10").json()["people"] == 25


def test_too_few_people_show_nothing_and_a_strange_question_is_not_found(
    council: Council, chair: User, client: Client
) -> None:
    held(council, no_route=19)
    assert (read(client).json()["people"], read(client).json()["themes"]) == (None, [])
    assert read(client, month="soon").status_code == 404
    assert read(client, who="name:Robin").status_code == 404
    client.force_login(make_user("personal_adviser", council=council))
    assert read(client).status_code == 403
