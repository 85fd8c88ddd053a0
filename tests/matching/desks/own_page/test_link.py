"""The adviser makes, renews and takes back the link, and reads what was written (A9, A10)."""

import re
from datetime import date

import pytest
from django.urls import reverse

from aspirations.messages.actions import write
from aspirations.models import MessageFromPerson
from config.accounts.models import SignedLink
from config.audit_trail.models import Event

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client, rowan):
    client.force_login(rowan)
    return client


def there(robin, name="own_page_link"):
    return reverse(name, kwargs={"person": robin.public_id})


def make_one(desk, robin, pin="402918"):
    return desk.post(there(robin), {"pin": pin, "days": "14"})


def test_the_link_is_shown_once_and_opens_the_page(desk, robin, client):
    page = make_one(desk, robin).content.decode()
    address = re.search(r"http://testserver(/my/[^<\s]+)", page)[1]
    assert "<svg" in page
    assert "402918" not in page
    again = desk.get(there(robin)).content.decode()
    assert address not in again
    assert "A link works until 4 December 2026" in again
    client.logout()
    assert "Hi Robin" in client.post(address, {"pin": "402918"}, follow=True).content.decode()


def test_a_new_link_ends_the_one_before(desk, robin):
    make_one(desk, robin)
    make_one(desk, robin)
    assert SignedLink.objects.filter(revoked_at=None).count() == 1
    assert Event.objects.filter(verb="link_made", person_id=robin.public_id).count() == 2


@pytest.mark.parametrize(
    ("pin", "says"),
    [
        ("", "Type the 6 numbers that you agreed"),
        ("12345", "Type 6 numbers, such as 402918"),
        ("123456", "harder to guess"),
        ("876543", "harder to guess"),
        ("111111", "harder to guess"),
        ("040307", "harder to guess"),
    ],
)
def test_a_pin_that_is_easy_to_guess_is_refused(pin, says, desk, robin):
    robin.born_on = date(2007, 3, 4)
    robin.save()
    page = make_one(desk, robin, pin).content.decode()
    assert says in page
    assert f'value="{pin}"' not in page or not pin
    assert not SignedLink.objects.exists()


def test_taking_it_back(desk, robin):
    make_one(desk, robin)
    page = desk.post(there(robin, "revoke_own_page"), follow=True).content.decode()
    assert "Taken back." in page
    assert SignedLink.objects.get().revoked_at is not None
    assert "No link works now" in desk.post(there(robin, "revoke_own_page"), follow=True).content.decode()


def test_what_was_written_is_read_and_marked(desk, robin, rowan):
    message, worry = write(person=robin, about=MessageFromPerson.About.LOOKS_WRONG, words="I moved house")
    assert not worry
    assert "“I moved house”" in desk.get(there(robin)).content.decode()
    page = desk.post(reverse("read_message", kwargs={"message": message.public_id}), follow=True).content.decode()
    assert "Marked as read." in page
    message.refresh_from_db()
    assert message.read_by == rowan
