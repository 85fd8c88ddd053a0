"""Pages that anybody may read: they name the council of who signed in, and whom to write to."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories.people import make_user

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", ["accessibility", "privacy"])
def test_it_says_whom_to_write_to(name: str, client: Client, settings: Any) -> None:
    settings.SERVICE_CONTACT = "Write to help@council.example."
    assert "Write to help@council.example." in client.get(reverse(name)).content.decode()


@pytest.mark.parametrize("name", ["accessibility", "privacy"])
def test_it_names_the_council_of_who_reads_it(name: str, client: Client) -> None:
    user = make_user()
    client.force_login(user)
    page = client.get(reverse(name)).content.decode()
    assert page.count(user.council.name) >= 2
