"""Small tables are files too, by those who may open their page (S6)."""

import pytest
from django.test import Client
from django.urls import reverse

from config.accounts.models import User
from config.screens.tables import XLSX
from tests.factories.people import make_person, make_user

pytestmark = pytest.mark.django_db
FILES = {
    "named_owners": ("administrator", "?as=csv", "Owner,Person,Deputy"),
    "roles": ("administrator", "?as=csv", "What can be done,By whom"),
    "councils": ("keeper", "?as=csv", "Council,ONS code"),
    "synonyms": ("administrator", "?as=csv", "What people say"),
    "returns": ("panel_chair", "?file=advisers", "Adviser,Not in the return yet,Asked"),
    "themes": ("panel_chair", "?file=said", "You said"),
}


@pytest.mark.parametrize("page", FILES)
def test_a_small_table_is_a_file(page: str, client: Client) -> None:
    role, asked, heads = FILES[page]
    make_person("neet")
    keeper = {"email": "k@example.org", "password": "a long phrase", "name": "Keeper"}
    client.force_login(User.objects.create_superuser(**keeper) if role == "keeper" else make_user(role))
    first = client.get(reverse(page) + asked)
    assert first["Content-Type"].startswith("text/csv")
    assert first.content.decode("utf-8-sig").startswith(heads)
    assert client.get(f"{reverse(page)}{asked}&excel")["Content-Type"] == XLSX
