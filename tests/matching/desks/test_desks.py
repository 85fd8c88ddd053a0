"""The first page of every role: it opens, says what waits, and shows nobody whom the role may not see."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from config.accounts.models import User
from config.accounts.roles import ROLES
from matching.desks.views import LANDING
from tests.factories.people import make_user

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


@pytest.mark.parametrize("role", ROLES)
def test_every_role_begins_at_a_page_of_its_own(role: str, client: Client) -> None:
    client.force_login(with_roles(role))
    assert client.get("/").url == reverse(LANDING[role])


def test_work_with_young_people_goes_before_administration(client: Client) -> None:
    client.force_login(with_roles("administrator", "personal_adviser"))
    assert client.get("/").url == reverse("caseload")


def test_without_a_role_the_page_says_whom_to_ask(opened: Open) -> None:
    assert "Ask an administrator of your council to give you a role." in opened(make_user(""))


def test_who_keeps_the_installation_lands_on_the_councils(client: Client) -> None:
    client.force_login(make_user("", is_superuser=True))
    page = client.get("/", follow=True)
    assert page.redirect_chain[-1][0] == reverse("councils")
    assert 'href="/reference/"' in page.content.decode() and "keeps this installation" in page.content.decode()


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
