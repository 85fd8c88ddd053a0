"""People who sign in: one e-mail address is one user, roles come from the list, a refusal names who could."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from config.accounts.models import User, check_may
from config.accounts.permissions import Permission
from config.accounts.roles import ROLES, permissions_of
from config.refusal import NotAllowed
from tests.factories.people import make_council, make_user

pytestmark = pytest.mark.django_db


def test_an_email_names_one_user_whatever_its_capitals() -> None:
    User.objects.create_user("Wren@Example.org ", name="Wren")
    with pytest.raises(ValidationError, match=r"Somebody already uses this e-mail\."):
        User.objects.create_user("wREN@example.ORG", name="Another Wren")


def test_the_database_itself_keeps_one_user_per_email() -> None:
    User.objects.create(email="wren@example.org", name="Wren")
    with pytest.raises(IntegrityError, match="one_user_per_email"), transaction.atomic():
        User.objects.create(email="WREN@example.org", name="Another Wren")


def test_a_user_is_found_by_any_spelling_of_the_capitals() -> None:
    wren = User.objects.create_user("WREN@example.org", name="Wren")
    assert wren.email == "wren@example.org"
    assert User.objects.get_by_natural_key("Wren@Example.Org") == wren


def test_a_role_that_is_not_in_the_list_is_named() -> None:
    with pytest.raises(ValidationError, match=r"Choose roles from the list; unknown: gardener, king\."):
        User.objects.create_user("wren@example.org", name="Wren", roles=["king", "board_viewer", "gardener"])


def test_a_password_is_kept_as_a_hash_and_the_name_is_asked_for() -> None:
    wren = User.objects.create_user("wren@example.org", password="a long enough phrase", name="Wren")
    assert "phrase" not in wren.password and wren.check_password("a long enough phrase")
    with pytest.raises(ValidationError, match="name"):
        User.objects.create_user("robin@example.org")


def test_roles_add_up_and_a_role_of_the_past_gives_nothing() -> None:
    both = permissions_of(["personal_adviser", "board_viewer"])
    assert both == ROLES["personal_adviser"].permissions | {Permission.SEE_FIGURES}
    assert permissions_of(["town_crier"]) == permissions_of([]) == frozenset()


def test_who_left_may_nothing() -> None:
    adviser = make_user()
    assert adviser.may(Permission.NOMINATE)
    adviser.is_active = False
    assert not adviser.may(Permission.NOMINATE)


def test_a_refusal_reads_as_a_sentence() -> None:
    with pytest.raises(NotAllowed) as refused:
        check_may(make_user("hr_reviewer", council=make_council()), Permission.CHAIR_PANEL)
    assert str(refused.value) == (
        "You cannot do this: “Call, freeze, open and close a panel meeting” is for: EET panel chair."
    )
