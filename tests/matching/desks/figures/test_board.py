"""Figures for the board: calm, of a stated whole, never a name, never 1 to 4 people (P6)."""

import pytest
from django.test import Client

from config.audit_trail.models import Event
from tests.factories.offers import make_pledge
from tests.factories.people import make_person, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(client: Client):
    def opened() -> str:
        client.force_login(make_user("board_viewer"))
        return " ".join(client.get("/figures/").content.decode().split())

    return opened


def people(number: int, *traits: str) -> None:
    for place in range(number):
        make_person(*traits, name=f"Wren {place}")


def test_shares_say_of_how_many_and_whether_they_add_up(page) -> None:
    people(12, "eet"), people(6, "neet"), people(6)
    make_pledge()
    found = page()
    assert "50.0%, 12 of 24" in found and "25.0%, 6 of 24" in found
    assert "12 in EET, 6 not in EET and 6 with no recorded activity make 24." in found
    assert "Employers and departments promised 3." in found and "0 of 3 are kept" in found
    assert "Wren" not in found and not Event.objects.filter(verb__endswith="seen").exists()


def test_one_to_four_people_are_nowhere_and_cannot_be_worked_out(page) -> None:
    people(12, "eet"), people(2, "neet"), people(7)
    found = page()
    assert "1 to 4 of 21" in found and "Not shown of 21" in found and "57.1%, 12 of 21" in found
    assert "2 not in EET" not in found and "would reach" not in found and "the sums are not printed" in found


def test_without_activities_there_is_no_share(page) -> None:
    assert "No activity is known for" in page()
