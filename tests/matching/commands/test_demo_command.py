"""`demo` keeps away from a database in which a council works."""

import pytest
from django.core.management import CommandError, call_command

from config.accounts.models import User
from tests.factories.people import make_council

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("code", "name"), [("E08000033", "Calder"), ("E08000032", "Bradworth")])
def test_the_demonstration_is_not_made_beside_a_real_council(code: str, name: str) -> None:
    """Its users have a password that everyone knows. A real council of the same ONS code is a real council."""
    make_council(code, name)
    with pytest.raises(CommandError, match=f"holds the work of {name}, so the demonstration is not made in it"):
        call_command("demo", no_serve=True)
    assert not User.objects.exists()
