"""`demo` keeps away from a database in which a council works."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from config.accounts.models import User
from config.accounts.roles import ROLES
from matching.demo import build, council
from matching.management.commands.demo import SIGN_IN, Command, check_no_other_council
from tests.factories.people import make_council

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("code", "name"), [("E08000033", "Calder"), ("E08000032", "Bradworth")])
def test_the_demonstration_is_not_made_beside_a_real_council(code: str, name: str) -> None:
    """Its users have a password that everyone knows. A real council of the same ONS code is a real council."""
    make_council(code, name)
    with pytest.raises(CommandError, match=f"holds the work of {name}, so the demonstration is not made in it"):
        call_command("demo", no_serve=True)
    assert not User.objects.exists()


def test_a_council_that_was_added_to_the_demonstration_does_not_stop_it() -> None:
    make_council(council.CODE, council.NAME)
    make_council("E08000033", "Calder")
    check_no_other_council()


def test_every_role_and_the_keeper_can_sign_in() -> None:
    """Issue 3: demo users of every role are listed; an earlier demonstration without a keeper lists none."""
    out = StringIO()
    Command(stdout=out).say_who_can_sign_in()
    assert "keeper@" not in out.getvalue()
    build.make_users()
    Command(stdout=out).say_who_can_sign_in()
    listed = User.objects.filter(email__in=[f"{name}@example.org" for name in SIGN_IN])
    assert all(f"{user.email}," in out.getvalue() or f"{user.email};" in out.getvalue() for user in listed)
    keeper = listed.get(is_superuser=True)
    assert (keeper.council, keeper.roles) == (None, [])
    assert {role for user in listed for role in user.roles} == set(ROLES)
