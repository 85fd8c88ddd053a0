"""The officer, signed in, in a council in which every page has something to show."""

import pytest
from django.test import Client

from config.accounts.models import User
from tests.factories.people import make_user


@pytest.fixture
def officer() -> User:
    return make_user("virtual_school")


@pytest.fixture
def signed_in(client: Client, officer: User) -> Client:
    client.force_login(officer)
    return client
