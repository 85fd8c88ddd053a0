"""What the head of every page says: one item is where you are, and who is signed in is said in plain words."""

import pytest
from django.test import RequestFactory

from config.screens.navigation import navigation
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db


def seen(role: str, path: str) -> dict:
    request = RequestFactory().get(path)
    request.user = make_user(role)
    return navigation(request)


@pytest.mark.parametrize(
    ("path", "here"),
    [("/employer/people/", "People put forward"), ("/employer/", "My offers"), ("/employer/pledges/", "My offers")],
)
def test_one_item_alone_is_where_you_are(path: str, here: str) -> None:
    active = [item["text"] for item in seen("employer", path)["navigation"] if item["active"]]
    assert active == [here]


@pytest.mark.parametrize(
    ("role", "words"),
    [
        ("personal_adviser", "personal adviser"),
        ("panel_chair", "EET panel chair"),
        ("virtual_school", "Virtual School officer"),
        ("hr_reviewer", "HR reviewer"),
    ],
)
def test_a_role_keeps_the_capitals_of_its_names(role: str, words: str) -> None:
    assert seen(role, "/")["signed_in_as"].endswith(f", {words}")


def test_a_manager_sees_everybody_in_the_team_and_an_adviser_a_caseload() -> None:
    words = {
        role: [item["text"] for item in seen(role, "/")["navigation"]] for role in ("team_manager", "personal_adviser")
    }
    assert "Everybody in my team" in words["team_manager"] and "My caseload" not in words["team_manager"]
    assert "My caseload" in words["personal_adviser"] and "Everybody in my team" not in words["personal_adviser"]
