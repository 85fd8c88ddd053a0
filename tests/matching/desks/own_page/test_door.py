"""The way in: a link, a PIN, nothing else; and the way out (S1, screens.md 5)."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from aspirations.people.actions import record_death
from config.accounts.models import SignedLink
from config.audit_trail.models import Event
from tests.factories.chain import at as moment
from tests.factories.chain import make_nomination
from tests.factories.people import DAY
from tests.matching.desks.own_page.conftest import PIN

pytestmark = pytest.mark.django_db
PAGES = ("own_seen", "own_why", "own_promises", "own_wrong", "own_print", "own_wishes")


def test_without_the_pin_no_page_says_anything(client, robin, at):
    make_nomination("shortlisted", person=robin, title="Vehicle technician")
    door = client.get(at()).content.decode()
    assert "Type your PIN" in door
    assert not any(word in door for word in ("Robin", "C-SECRET", "Vehicle technician", "summat"))
    for name in PAGES:
        assert client.get(at(name))["Location"] == at()
        assert client.post(at(name), {"say": "x"})["Location"] == at()
    assert not Event.objects.filter(verb="record_seen").exists()


def test_the_council_s_own_number_stands_beside_samaritans(client, robin, at):
    assert "You can call us too" not in client.get(at()).content.decode()
    robin.council.phone = "0113 496 0999"
    robin.council.save()
    assert "You can call us too, on 0113 496 0999." in client.get(at()).content.decode()


def test_a_wrong_pin_counts_and_the_third_shuts_the_link(client, at):
    assert "You have 2 more tries." in client.post(at(), {"pin": "111111"}).content.decode()
    page = client.post(at(), {"pin": "222222"}).content.decode()
    assert "You have 1 more try." in page
    assert "222222" not in page
    shut = client.post(at(), {"pin": "333333"})
    assert (shut.status_code, "three times" in shut.content.decode()) == (410, True)
    assert client.post(at(), {"pin": PIN}).status_code == 410


def test_nothing_typed_is_not_a_try(client, at):
    assert "Type your PIN" in client.post(at(), {"pin": ""}).content.decode()
    assert SignedLink.objects.get().tries_left == 3


def test_the_right_pin_opens_and_leaves_its_events(opened, robin, at):
    page = opened.get(at())
    assert "Hi Robin" in page.content.decode()
    assert "no-cache" in page["Cache-Control"]
    assert Event.objects.filter(verb="link_used", actor=None).count() == 1
    seen = Event.objects.get(verb="record_seen")
    assert (seen.person_id, seen.actor, seen.context["purpose"]) == (robin.public_id, None, "own_page")


def test_one_link_does_not_open_another(opened, make):
    other = make()
    page = opened.get(reverse("own_page", kwargs={"token": other})).content.decode()
    assert "Type your PIN" in page


@pytest.mark.parametrize("why", ["unknown", "run out", "taken back", "died"])
def test_a_link_that_opens_nothing_names_nobody(why, opened, robin, rowan, at):
    address = at()
    if why == "unknown":
        address = reverse("own_page", kwargs={"token": "nonsense"})
    if why == "taken back":
        SignedLink.objects.update(revoked_at=moment())
    if why == "died":
        record_death(person=robin, on=DAY, by=rowan)
    with time_machine.travel(moment(DAY + timedelta(15 if why == "run out" else 0), 13)):
        page = opened.get(address)
    words = page.content.decode()
    assert (page.status_code, "This page is shut" in words) == (410, True)
    assert not any(word in words for word in ("Robin", "Rowan", "Ashbeck"))


def test_header_title_and_cookies_give_nothing_away(opened, robin, at):
    """Screens.md, rule 11: never the council or the service; nothing is kept but the session and its form key."""
    for name in ("own_page", *PAGES):
        page = opened.get(at(name)).content.decode()
        assert "<title>My offers</title>" in page
        head = page[: page.index("<main")]
        assert not any(word in head for word in ("Ashbeck", "EET Match", "Robin"))
        assert "Exit this page" in head
        assert 'data-module="govuk-exit-this-page"' in head
        assert "C-SECRET" not in page
    assert set(opened.cookies) <= {"sessionid", "csrftoken"}


def test_exit_shuts_the_page_behind(opened, at):
    assert "bbc.co.uk/weather" in opened.get(at("own_exit"))["Location"]
    assert "Type your PIN" in opened.get(at()).content.decode()
