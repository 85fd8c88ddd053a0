"""Figures for the board: calm, of a stated whole, never a name, never 1 to 4 people (P6)."""

import re

import pytest
from django.test import Client

from config.audit_trail.models import Event
from tests.factories.offers import make_pledge
from tests.factories.packs import make_pack
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
    assert "12 of 24 in EET, 6 not in EET, 6 not known yet. Of the 18 whose activity is known: 66.7%." in found
    assert "12 of 24 in EET. 5 more reach 70%, 8 more reach 80%." in found
    assert "12 in EET, 6 not in EET and 6 with no recorded activity make 24." in found
    assert "promised 3 places and things that help." in found and "0 are kept" in found
    assert "Wren" not in found and not Event.objects.filter(verb__endswith="seen").exists()


def test_one_to_four_people_are_nowhere_and_cannot_be_worked_out(page) -> None:
    people(12, "eet"), people(2, "neet"), people(7)
    found = page()
    assert "57.1%" in found and "12 of 21 in EET. </dd>" in found and "7 not known" not in found
    assert "2 not in EET" not in found and "would reach" not in found and "the sums are not printed" in found


def test_one_to_four_in_eet_have_no_share(page) -> None:
    people(2, "eet"), people(9, "neet"), people(7)
    found = page()
    assert "Too few to show" in found and "1 to 4 of 18 in EET." in found and "11.1" not in found


def test_ours_stand_beside_published_shares_by_age(page) -> None:
    people(12, "eet"), people(6, "neet"), people(6)
    found = page()
    words = " ".join(re.sub(r"<[^>]+>", " ", found).split())
    assert re.search(r"Here Age: 19 to 21 When: \d+ \w+ 2026 In EET, %: 50\.0 .*England Age: 19 to 21 .* 52\.0", words)


def test_the_packs_that_were_agreed_are_there(page) -> None:
    assert "No pack has been agreed yet." in page()
    agreed, _ = make_pack("agreed"), make_pack(version=2, because="A mistake.")
    found = page()
    assert f'href="/pack/{agreed.public_id}/"' in found and found.count("/pack/") == 2
    assert "agreed by Ivy Hazelgrove, 20 November 2026" in found


def test_without_activities_there_is_no_share(page) -> None:
    assert "No activity is known for" in page()
