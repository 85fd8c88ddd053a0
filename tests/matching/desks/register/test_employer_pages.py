"""The employer register on screen (E1)."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from employers.models import Employer
from tests.factories.offers import make_employer, make_opportunity, make_pledge

pytestmark = pytest.mark.django_db
FACTS = {"name": "Fern & Co", "kind": "charity", "sector": "", "postcode": "", "covenant": "unknown"}


def words(answer) -> str:
    return " ".join(answer.content.decode().split())


def test_an_employer_is_added_once_and_changed(signed_in: Client) -> None:
    assert "Fern &amp; Co is on the register." in words(signed_in.post("/employers/new/", FACTS, follow=True))
    assert "is already in the register" in words(signed_in.post("/employers/new/", FACTS))
    added = Employer.objects.get()
    signed_in.post(f"/employers/{added.public_id}/change/", FACTS | {"covenant": "yes", "sector": "Care"})
    added.refresh_from_db()
    assert (added.covenant_signatory, added.sector) == (True, "Care")


def test_employers_are_found_by_words_kind_and_check(signed_in: Client) -> None:
    make_opportunity(employer=make_employer("Wren Garage"))
    make_employer("Parks", kind="council_department", safeguarding_check="cleared")
    for query, found, other in (
        ("words=wren+garage+ltd", "Wren Garage", "Parks"),
        ("kind=council_department", "Parks", "Wren Garage"),
        ("check=cleared", "Parks", "Wren Garage"),
        ("check=not_cleared", "Wren Garage", "Parks"),
    ):
        listed = signed_in.get(f"/employers/?{query}&file=csv").content.decode()
        assert found in listed and other not in listed


def test_a_check_is_cleared_with_its_day_and_not_in_time_to_come(signed_in: Client) -> None:
    employer = make_employer()
    address = f"/employers/{employer.public_id}/check/"
    assert "Type the day of the check" in words(signed_in.post(address, {"state": "cleared"}))
    for days, found in ((1, "cannot be after today"), (0, "The check is recorded.")):
        day = timezone.localdate() + timedelta(days=days)
        said = {"state": "cleared", "on_day": str(day.day), "on_month": str(day.month), "on_year": str(day.year)}
        assert found in words(signed_in.post(address, said, follow=True))
    employer.refresh_from_db()
    assert (employer.safeguarding_check, employer.safeguarding_checked_on) == ("cleared", timezone.localdate())


def test_a_pair_is_judged_by_a_person(signed_in: Client) -> None:
    one, other = make_employer("Millwheel Motors"), make_employer("Milwheel Motors")
    pledge = make_pledge(employer=other)
    assert "1 pair looks alike." in words(signed_in.get("/employers/alike/"))
    address = f"/employers/alike/{one.public_id}/{other.public_id}/"
    assert "Choose which record stays" in words(signed_in.post(address, follow=True))
    assert "is now part of Millwheel Motors." in words(signed_in.post(address, {"answer": "first"}, follow=True))
    pledge.refresh_from_db()
    assert pledge.employer == one and Employer.objects.count() == 1


def test_two_that_are_two_leave_the_list(signed_in: Client) -> None:
    one, other = make_employer("Millwheel Motors"), make_employer("Milwheel Motors")
    signed_in.post(f"/employers/alike/{one.public_id}/{other.public_id}/", {"answer": "apart"})
    assert "No two employers look alike" in words(signed_in.get("/employers/alike/"))


def test_a_contact_is_added(signed_in: Client) -> None:
    employer = make_employer()
    said = {"name": "Ash Carter", "email": "ash@example.org", "phone": ""}
    assert "Ash Carter is added." in words(
        signed_in.post(f"/employers/{employer.public_id}/contact/", said, follow=True)
    )
    assert "already has a contact" in words(signed_in.post(f"/employers/{employer.public_id}/contact/", said))
