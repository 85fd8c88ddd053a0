"""Every address of the service, walked from the URL map: strangers are sent to sign in, staff pages are for staff."""

import re
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from config.accounts.roles import ROLES
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db
OPEN, SIGNED_IN, STAFF = "open", "signed in", "staff"
PAGES = {"sign_in": OPEN, "roles": OPEN, "admin:login": OPEN, "desk": SIGNED_IN, "sign_out": SIGNED_IN}
"""A page that is not listed here fails, but for those of the reference data, which are all for staff."""
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


def rule_of(name: str) -> str | None:
    return PAGES.get(name, STAFF if name.startswith("admin:") else None)


ROUTES = list(routes(get_resolver()))
CLOSED = [path for name, path in ROUTES if rule_of(name) != OPEN]
OF_STAFF = [path for name, path in ROUTES if rule_of(name) == STAFF]


def test_every_route_has_a_row_and_every_row_a_route() -> None:
    assert [name for name, _ in ROUTES if rule_of(name) is None] == []
    assert PAGES.keys() - {name for name, _ in ROUTES} == set()


@pytest.mark.parametrize("path", CLOSED)
def test_strangers_are_sent_to_sign_in(path: str, client: Client) -> None:
    for ask in (client.get, client.post, client.put, client.delete):
        answer = ask(path)
        assert answer.status_code == 302, ask
        assert answer.url.startswith(("/sign-in/?next=/", "/reference/login/?next=/"))


@pytest.mark.parametrize("path", [path for name, path in ROUTES if rule_of(name) == OPEN])
def test_open_pages_open(path: str, client: Client) -> None:
    assert client.get(path).status_code == 200


def test_no_role_opens_the_reference_pages_without_being_staff(client: Client) -> None:
    user = make_user()
    user.roles = list(ROLES)
    user.save()
    client.force_login(user)
    answers = {path: client.get(path) for path in OF_STAFF if path != "/reference/logout/"}
    assert {path: answer.status_code for path, answer in answers.items() if answer.status_code != 302} == {}
    assert all(answer.url.startswith("/reference/login/?next=/") for answer in answers.values())


def test_who_left_is_a_stranger_at_once(client: Client) -> None:
    user = make_user()
    client.force_login(user)
    assert client.get("/").status_code == 200
    type(user).objects.filter(pk=user.pk).update(is_active=False)
    assert client.get("/").status_code == 302


def test_an_address_that_leads_nowhere_says_what_to_do(client: Client) -> None:
    client.force_login(make_user())
    answer = client.get("/no-such-page/")
    assert answer.status_code == 404
    assert "Go to your first page" in answer.content.decode()
