"""Who opens which page (S1): every route x role x method x relation, from the URL map and the table `routes.csv`.

A route without a row fails. `who` is "everyone" (no sign-in), "link" (a signed link alone opens it), "signed in", or
role codes. A page of another council's row is not found.
"""

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from config.accounts.roles import ROLES
from tests.factories.world import World, addresses, make_world

pytestmark = pytest.mark.django_db
NOT_OURS = ("account/", "reference/")
"""Pages of libraries, with their own tests: django-allauth's, and Django's reference pages."""
ROWS = (Path(__file__).parent / "routes.csv").read_text().splitlines()
WHO = {row["route"]: row["who"] for row in csv.DictReader(ROWS)}
OPENED, CLOSED = {200, 302, 405, 409}, {403, 404, 405}
SHARED = {"reference_list", "add_term", "reference_term", "run_job", "theme", "name_owner"}
"""Routes whose words name what all councils share."""


def routes(resolver: URLResolver) -> Iterator[URLPattern]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            if str(pattern.pattern) not in NOT_OURS:
                yield from routes(pattern)
        elif not str(pattern.pattern).startswith("account/"):
            yield pattern


ROUTES = {str(pattern.name): pattern for pattern in routes(get_resolver())}


def test_every_route_has_a_name_and_a_row() -> None:
    """Those of the API stand in a table of their own: there each method has its roles (test_api.py)."""
    assert {name for name in ROUTES if not name.startswith("api_")} == set(WHO)


@pytest.fixture
def world() -> World:
    return make_world()


def address(name: str, world: World) -> str:
    return reverse(name, kwargs=addresses(world).get(name, {}))


def takes_nothing(name: str) -> bool:
    return not ROUTES[name].pattern.converters


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("role", ["stranger", *ROLES])
def test_a_role_opens_its_pages_and_no_other(role: str, method: str, world: World, client: Client) -> None:
    wrong = []
    for name, who in WHO.items():
        if who == "link" or name == "sign_out":
            continue
        client.logout()
        if role != "stranger":
            client.force_login(world.users[role])
        answer = getattr(client, method)(address(name, world))
        expected = OPENED if who in ("everyone", "signed in") or role in who.split() else CLOSED
        if role == "stranger" and who != "everyone":
            if answer.status_code != 302 or not answer["Location"].startswith(reverse("sign_in")):
                wrong.append(f"{method} {name}: a stranger gets {answer.status_code}")
        elif answer.status_code not in expected:
            wrong.append(f"{method} {name}: {role} gets {answer.status_code}")
    assert wrong == []


@pytest.mark.parametrize("role", ROLES)
def test_rows_of_another_council_are_not_found(role: str, world: World, client: Client) -> None:
    """The same role, of a council that these rows do not belong to."""
    elsewhere = make_world("E08000035", "Otherbeck")
    client.force_login(elsewhere.users[role])
    wrong = []
    for name, who in WHO.items():
        if takes_nothing(name) or name in SHARED or who in ("everyone", "link"):
            continue
        for method in ("get", "post"):
            answer = getattr(client, method)(address(name, world))
            if answer.status_code not in (*CLOSED, 405):
                wrong.append(f"{method} {name}: {role} of another council gets {answer.status_code}")
    assert wrong == []
