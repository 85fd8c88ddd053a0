"""The pages of users, councils and reference data: they open, record each change, and delete nothing."""

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from config.accounts.models import Council, User
from config.audit_trail.admin import RecordedAdmin
from config.audit_trail.models import Event
from config.reference.models import CodedTerm
from tests.factories.people import make_council, make_user

pytestmark = pytest.mark.django_db
OURS = [model for model, page in admin.site._registry.items() if isinstance(page, RecordedAdmin)]


@pytest.fixture
def keeper(client: Client) -> User:
    """Somebody of the installation, of no council."""
    user = User.objects.create_superuser("keeper@example.org", "a long enough phrase", name="Keeper")
    client.force_login(user)
    return user


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_every_page_opens(model: type, keeper: User, client: Client) -> None:
    for page in ("changelist", "add"):
        assert client.get(reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}")).status_code == 200


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_nothing_is_deleted_here(model: type, keeper: User, client: Client) -> None:
    row = model.objects.first() or keeper
    path = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_delete", args=[row.pk])
    assert client.post(path, {"post": "yes"}).status_code in (302, 403)
    assert row.pk is None or type(row).objects.filter(pk=row.pk).exists()


def form_of(user: User, **changed: object) -> dict[str, object]:
    said = {"email": user.email, "name": user.name, "council": user.council_id, "team": user.team, "is_active": "on"}
    return said | {"roles": user.roles} | changed


def test_a_changed_role_is_told_in_the_trail_by_field_name_alone(keeper: User, client: Client) -> None:
    keeper.council = make_council()
    keeper.save()
    wren = make_user("board_viewer", name="Wren")
    path = reverse("admin:accounts_user_change", args=[wren.pk])
    assert client.post(path, form_of(wren, roles=["panel_chair"])).status_code == 302
    event = Event.objects.get(verb="user_changed")
    assert (event.actor, event.council, event.subject_id) == (keeper, make_council(), wren.public_id)
    assert event.fields == ["roles"] and event.context == {}
    wren.refresh_from_db()
    assert wren.roles == ["panel_chair"]


def test_what_all_councils_share_is_told_to_every_council(keeper: User, client: Client) -> None:
    here, there = make_council(), make_council("E08000033", "Calder")
    assert client.post(reverse("admin:accounts_council_change", args=[here.pk]), {"code": here.code, "name": "Ash"})
    assert Council.objects.get(pk=here.pk).name == "Ash"
    assert set(Event.objects.filter(verb="council_changed").values_list("council", flat=True)) == {here.pk, there.pk}


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"roles": ["king"]}, "king is not one of the available choices"),
        ({"email": "WREN@example.org"}, "Somebody already uses this e-mail."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_changes(
    changed: dict[str, object], sentence: str, keeper: User, client: Client
) -> None:
    make_user(email="wren@example.org")
    robin = make_user("board_viewer", email="robin@example.org")
    answer = client.post(reverse("admin:accounts_user_change", args=[robin.pk]), form_of(robin, **changed))
    assert sentence in answer.content.decode()
    robin.refresh_from_db()
    assert (robin.email, robin.roles) == ("robin@example.org", ["board_viewer"])
    assert not Event.objects.exists()


@pytest.fixture
def administrator(client: Client) -> User:
    user = make_user("administrator", is_staff=True)
    client.force_login(user)
    return user


def test_an_administrator_sees_every_page_by_the_role_alone(administrator: User, client: Client) -> None:
    for model in OURS:
        path = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
        assert client.get(path).status_code == 200


def test_what_all_councils_share_is_not_an_administrators_to_change(administrator: User, client: Client) -> None:
    shared = CodedTerm.objects.filter(council=None).first()
    client.post(reverse("admin:reference_codedterm_change", args=[shared.pk]), {"label": "Other words"})
    assert client.get(reverse("admin:reference_minimumwage_add")).status_code == 403
    assert not CodedTerm.objects.filter(label="Other words").exists()


def test_an_administrator_adds_the_councils_own_wording(administrator: User, client: Client) -> None:
    said = {"list": "themes", "code": "no_route", "label": "No bus", "order": 1, "valid_from": "2026-04-01"}
    answer = client.post(reverse("admin:reference_codedterm_add"), said | {"attributes": "{}"})
    assert answer.status_code == 302, answer.content.decode()
    assert CodedTerm.objects.get(label="No bus").council == administrator.council


def test_users_of_other_councils_and_of_the_installation_are_not_there(administrator: User, client: Client) -> None:
    elsewhere = make_user("board_viewer", council=make_council("E08000033", "Calder"), name="Elsewhere")
    over_all = User.objects.create_superuser("keeper@example.org", "a long enough phrase", name="Over all")
    listed = client.get(reverse("admin:accounts_user_changelist")).content.decode()
    assert "Elsewhere" not in listed and "Over all" not in listed
    for user in (elsewhere, over_all):
        assert client.get(reverse("admin:accounts_user_change", args=[user.pk])).status_code == 302


def test_a_user_whom_an_administrator_adds_is_of_the_same_council(administrator: User, client: Client) -> None:
    said = {"email": "moss@example.org", "name": "Moss", "roles": ["board_viewer"], "is_active": "on"}
    assert client.post(reverse("admin:accounts_user_add"), said).status_code == 302
    assert User.objects.get(email="moss@example.org").council == administrator.council


def test_staff_without_the_role_open_nothing(client: Client) -> None:
    client.force_login(make_user("board_viewer", is_staff=True))
    for model in OURS:
        path = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
        assert client.get(path).status_code == 403
