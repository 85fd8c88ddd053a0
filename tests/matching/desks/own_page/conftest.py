"""A young person with a link and a PIN, and their page opened."""

import pytest
from django.urls import reverse

from config.accounts.signed_links import Purpose, make_link
from tests.factories.chain import make_adult, on_the_day
from tests.factories.people import make_audit, make_user

__all__ = ["on_the_day"]
PIN = "402918"


@pytest.fixture
def rowan(db):
    return make_user(name="Rowan Thistleby")


@pytest.fixture
def robin(rowan):
    person = make_adult(adviser=rowan, preferred_name="Robin", child_id="C-SECRET")
    make_audit(person, "summat with cars", travel_minutes=45, travel_mode="bus", hours_most=40)
    return person


@pytest.fixture
def make(robin, rowan):
    def made(**said):
        facts = {"purpose": Purpose.OWN_PAGE, "subject": robin, "council": robin.council, "by": rowan, "days": 14}
        return make_link(**facts | {"person": robin, "pin": PIN} | said)[1]

    return made


@pytest.fixture
def token(make):
    return make()


@pytest.fixture
def at(token):
    def address(name="own_page", **more):
        return reverse(name, kwargs={"token": token, **more})

    return address


@pytest.fixture
def opened(client, at):
    """A browser in which the PIN was typed."""
    client.post(at(), {"pin": PIN})
    return client
