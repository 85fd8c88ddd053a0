"""The first page of every role: it opens, says what waits, and shows nobody whom the role may not see."""

import re
from collections.abc import Callable
from datetime import timedelta
from itertools import pairwise

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from aspirations.models import YoungPerson
from config.accounts.models import User
from config.accounts.roles import ROLES
from config.audit_trail.models import Event
from matching.desks.views import LANDING
from tests.factories.offers import make_opportunity, make_pledge
from tests.factories.people import make_audit, make_person, make_user

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
Open = Callable[[User], str]


@pytest.fixture
def opened(client: Client) -> Open:
    """The first page of a user, without the random form token, in which any four letters can stand by chance."""

    def page(user: User) -> str:
        client.force_login(user)
        answer = client.get("/")
        assert answer.status_code == 200
        plain = re.sub(r'(name="csrfmiddlewaretoken" value=")\w+', r"\1", answer.content.decode())
        return re.sub(r' class="[^"]*"', "", plain)

    return page


def with_roles(*roles: str, **said: object) -> User:
    user = make_user("", **said)
    user.roles = list(roles)
    user.save()
    return user


def somebody(name: str, by: User | None = None, months: int = 6, **said: object) -> YoungPerson:
    by = by or make_user(team="South")
    since = TODAY - timedelta(days=31 * months)
    return make_person("neet", name=name, on_caseload_of=by, **{"team": "South", "since": since} | said)


FIRST_WORDS = {
    "virtual_school": "0 of 0 young people have told us what they hope for.",
    "board_viewer": "Where we stand on",
    "administrator": "1 person can sign in. Each has a role.",
}


@pytest.mark.parametrize("role", LANDING)
def test_who_has_a_page_of_their_own_begins_there(role: str, client: Client) -> None:
    client.force_login(with_roles("administrator", role))
    assert client.get("/").url == reverse(LANDING[role])


@pytest.mark.parametrize("role", FIRST_WORDS)
def test_every_role_has_a_page_even_where_nothing_waits(role: str, opened: Open) -> None:
    page = opened(make_user(role))
    assert f"<h1>{ROLES[role].label}</h1>" in page
    assert FIRST_WORDS[role] in page


@pytest.mark.parametrize("roles", list(pairwise(FIRST_WORDS)), ids="+".join)
def test_two_roles_together_have_a_page(roles: tuple[str, str], opened: Open) -> None:
    page = opened(with_roles(*roles))
    assert f"<h1>{ROLES[roles[0]].label}, {ROLES[roles[1]].label}</h1>" in page


@pytest.mark.parametrize(
    ("user", "words"),
    [
        (lambda: make_user(""), "Ask an administrator of your council to give you a role."),
        (lambda: make_user("", is_superuser=True), 'href="/reference/">/reference/</a>.'),
        (lambda: with_roles(*FIRST_WORDS, is_superuser=True), 'href="/reference/">/reference/</a>.'),
    ],
    ids=["no role", "no role but the keeper", "every role"],
)
def test_uncommon_users_have_a_page(user: Callable[[], User], words: str, opened: Open) -> None:
    assert words in opened(user())


@pytest.mark.parametrize("role", [*ROLES, ""])
def test_without_a_council_the_page_says_what_to_do(role: str, opened: Open) -> None:
    user = make_user(role)
    User.objects.filter(pk=user.pk).update(council=None)
    page = opened(user)
    assert "Ask an administrator" in page and "<table>" not in page


def test_the_page_of_roles_shows_every_role_with_its_rights(client: Client) -> None:
    page = client.get("/roles/").content.decode()
    for role in ROLES.values():
        assert f">{role.label}</h2>" in page
    assert "Call, freeze, open and close a panel meeting" in page


# Those who see figures or demand


def test_the_board_never_sees_a_name(opened: Open) -> None:
    wren = somebody("Wren")
    board = opened(make_user("board_viewer"))
    assert "Where we stand on" in board and " of 1 " in board
    assert "Wren" not in board and wren.child_id not in board
    assert not Event.objects.filter(verb__endswith="seen").exists()


def test_the_virtual_school_sees_coverage_and_what_is_open(opened: Open) -> None:
    make_audit(somebody("Wren"), "cars"), somebody("Robin")
    make_pledge()
    for said in ({}, {"kind": "course"}, {"state": "draft"}, {"closes_on": TODAY - timedelta(days=1)}):
        make_opportunity(**said)
    page = opened(make_user("virtual_school"))
    assert "1 of 2 young people have told us what they hope for." in page
    assert "2 opportunities are open today." in page and "Wren" not in page
