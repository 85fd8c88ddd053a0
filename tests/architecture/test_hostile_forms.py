"""What anybody can send to a form: as much as its fields take, more than that, and fields that it does not have (S1).

Each page with a form is filled by its own fields, so a new page is tried without a line here. Nothing may crash; what
fits a field must fit its column; what a form does not ask changes nothing.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from django import forms
from django.db import transaction
from django.http import QueryDict
from django.test import Client
from django.utils import timezone

from config.accounts.models import User
from config.accounts.roles import ROLES
from config.screens.forms import DayWidget, EmailField, PostcodeField, TextField
from config.screens.pages import NO_ROOM
from tests.architecture.test_routes import WHO, address
from tests.factories.world import World, make_world

pytestmark = pytest.mark.django_db
LONGEST = 5_000
NOT_ASKED = {
    "roles": "administrator",
    "is_superuser": "on",
    "is_staff": "on",
    "council": "1",
    "council_id": "1",
    "state": "started",
    "by": "1",
    "owner": "1",
    "recorded_by": "1",
    "person": "1",
    "pk": "1",
    "id": "1",
    "places_taken": "0",
    "is_restricted": "",
    "safeguarding_check": "cleared",
    "guaranteed_interview": "on",
}
"""What belongs to rows and not to forms; a form that asks one of these fills it itself."""


def typed(name: str, field: forms.Field, *, too_long: bool, place: int) -> Iterator[tuple[str, Any]]:
    """What is sent for a field: its longest text, its first or last choice, today."""
    if isinstance(field.widget, DayWidget):
        today = timezone.localdate()
        parts = {"day": today.day, "month": today.month, "year": today.year, "time": "11.59pm"}
        yield from ((f"{name}_{part}", parts[part]) for part in field.widget.names)
    elif isinstance(field, PostcodeField):
        yield name, "x" * LONGEST if too_long else "BD1 1HX"
    elif isinstance(field, EmailField):
        yield name, "a@" + "b" * LONGEST + ".org" if too_long else "a" * 64 + "@" + "b" * 60 + ".example.org"
    elif isinstance(field, TextField):
        yield name, "w" * (LONGEST if too_long else field.most)
    elif isinstance(field, forms.MultipleChoiceField | forms.ChoiceField):
        codes = [str(code) for code, _ in field.choices if code]
        yield name, (codes or ["x"])[place]
    elif isinstance(field, forms.IntegerField | forms.DecimalField):
        yield name, "9" * (40 if too_long else 2)
    elif isinstance(field, forms.BooleanField):
        yield name, "on"
    elif not isinstance(field, forms.FileField):
        yield name, "w" * 100


def filled(form: forms.BaseForm, *, too_long: bool = False, place: int = 0) -> QueryDict:
    data = QueryDict(mutable=True)
    data.update(NOT_ASKED)
    for name, field in form.fields.items():
        for key, value in typed(form.add_prefix(name), field, too_long=too_long, place=place):
            data[key] = value
    return data


def rights(user: User) -> tuple[Any, ...]:
    row = User.objects.get(pk=user.pk)
    return row.roles, row.council_id, row.is_superuser, row.is_staff, row.is_active


def tried(client: Client, where: str, data: QueryDict) -> str:
    """The answer's words; whatever was done is undone."""
    with transaction.atomic():
        answer = client.post(where, data.urlencode(), content_type="application/x-www-form-urlencoded", follow=True)
        transaction.set_rollback(True)
    assert answer.status_code < 500, where
    return str(answer.content.decode()) if "text/html" in answer.get("content-type", "") else ""


@pytest.fixture
def world() -> World:
    return make_world()


@pytest.mark.parametrize("role", ROLES)
def test_no_form_crashes_and_what_fits_a_field_fits_its_column(role: str, world: World, client: Client) -> None:
    user, wrong, tried_some = world.users[role], [], False
    client.force_login(user)
    before = rights(user)
    for name, who in WHO.items():
        if role not in who.split() and who not in ("everyone", "signed in"):
            continue
        where = address(name, world)
        form = (client.get(where).context or {}).get("form")
        if not isinstance(form, forms.BaseForm):
            continue
        tried_some = True
        for place in (0, -1):
            if NO_ROOM in tried(client, where, filled(form, place=place)):
                wrong.append(f"{name}: takes more than its columns hold")
        tried(client, where, filled(form, too_long=True))
    assert wrong == [] and tried_some
    assert rights(user) == before


@pytest.mark.parametrize("role", ROLES)
def test_nobody_of_another_council_is_changed(role: str, world: World, client: Client) -> None:
    """Every address that takes a post, pressed with fields it does not have: other councils' rows stay as they are."""
    elsewhere = make_world("E08000035", "Otherbeck")
    client.force_login(world.users[role])
    before = {name: rights(user) for name, user in elsewhere.users.items()}
    for name, who in WHO.items():
        if who not in ("link", "everyone"):
            tried(client, address(name, elsewhere), filled(forms.Form()))
    assert before == {name: rights(user) for name, user in elsewhere.users.items()}
