"""The reference data pages, walked from the URL map, are for staff; `architecture/test_routes.py` walks all others."""

import re
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from config.accounts.roles import ROLES
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db
SAMPLES = (
    (r"\(\?P<app_label>[^)]*\)", "accounts"),
    (r"\(\?P<url>[^)]*\)", "anything"),
    (r"<[^>]*>", "1"),
    (r"[\^$]", ""),
)


def routes(resolver: URLResolver, path: str = "/", space: str = "") -> Iterator[tuple[str, str]]:
    """Name and a sample path of every route."""
    for entry in resolver.url_patterns:
        here = path + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield f"{space}{entry.name or ''}", sample_of(here)
        else:
            yield from routes(entry, here, f"{entry.namespace}:" if entry.namespace else space)


def sample_of(pattern: str) -> str:
    for shape, value in SAMPLES:
        pattern = re.sub(shape, value, pattern)
    return pattern


OF_STAFF = [path for name, path in routes(get_resolver()) if name.startswith("admin:")]


@pytest.mark.parametrize("path", [path for path in OF_STAFF if path != "/reference/login/"])
def test_strangers_are_sent_to_sign_in(path: str, client: Client) -> None:
    for ask in (client.get, client.post, client.put, client.delete):
        answer = ask(path)
        assert answer.status_code == 302, ask
        assert answer.url.startswith(("/sign-in/?next=/", "/reference/login/?next=/"))


def test_no_role_opens_the_reference_pages_without_being_staff(client: Client) -> None:
    user = make_user()
    user.roles = list(ROLES)
    user.save()
    client.force_login(user)
    answers = {path: client.get(path) for path in OF_STAFF if path not in ("/reference/logout/", "/reference/login/")}
    assert {path: answer.status_code for path, answer in answers.items() if answer.status_code != 302} == {}
    assert all(answer.url.startswith("/reference/login/?next=/") for answer in answers.values())


def test_who_left_is_a_stranger_at_once(client: Client) -> None:
    user = make_user()
    client.force_login(user)
    assert client.get("/caseload/").status_code == 200
    type(user).objects.filter(pk=user.pk).update(is_active=False)
    assert client.get("/caseload/").status_code == 302


def test_an_address_that_leads_nowhere_says_what_to_do(client: Client) -> None:
    client.force_login(make_user())
    answer = client.get("/no-such-page/")
    assert answer.status_code == 404
    assert "Go to your first page" in answer.content.decode()
