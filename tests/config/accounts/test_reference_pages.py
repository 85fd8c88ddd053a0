"""The pages of what all councils share: who keeps the installation opens them; each change leaves an event."""

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from config.accounts.models import User
from config.audit_trail.admin import RecordedAdmin
from config.audit_trail.models import Event
from config.reference.models import CodedTerm
from tests.factories.people import make_council, make_user

pytestmark = pytest.mark.django_db
OURS = list(admin.site._registry)


@pytest.fixture
def keeper(client: Client) -> User:
    """Somebody of the installation, of no council."""
    user = User.objects.create_superuser("keeper@example.org", "a long enough phrase", name="Keeper")
    client.force_login(user)
    return user


def page_of(model: type, page: str, *args: object) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_every_page_opens(model: type, keeper: User, client: Client) -> None:
    for page in ("changelist", "add"):
        assert client.get(page_of(model, page)).status_code == 200


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_nothing_is_deleted_here(model: type, keeper: User, client: Client) -> None:
    row = model.objects.first()
    assert row is not None
    assert client.post(page_of(model, "delete", row.pk), {"post": "yes"}).status_code in (302, 403)
    assert model.objects.filter(pk=row.pk).exists()


def test_what_all_councils_share_is_told_to_every_council(keeper: User, client: Client) -> None:
    councils = [make_council(), make_council("E08000033", "Calder")]
    shared = CodedTerm.objects.filter(council=None, list="themes").first()
    assert shared is not None
    said = {"label": "Other words", "order": 1, "valid_from": "2026-04-01", "attributes": "{}", "definition": ""}
    assert client.post(page_of(CodedTerm, "change", shared.pk), said).status_code == 302
    events = Event.objects.filter(verb="reference_changed", subject_id=shared.public_id)
    assert set(events.values_list("council", flat=True)) == {council.pk for council in councils}
    assert "label" in events[0].fields and "Other words" not in str(events[0].context)


@pytest.mark.parametrize("role", ["administrator", "board_viewer"])
def test_no_role_of_a_council_opens_them_also_as_staff(role: str, client: Client) -> None:
    """An administrator could have given themselves a role here, or taken the sensitivity of a reason away."""
    client.force_login(make_user(role, is_staff=True))
    for model in OURS:
        assert client.get(page_of(model, "changelist")).status_code == 403


def test_only_pages_whose_changes_leave_an_event_are_here() -> None:
    """Not users and councils, which have screens, nor second factors, queues and groups of other packages."""
    assert all(isinstance(page, RecordedAdmin) for page in admin.site._registry.values())
    assert {model._meta.app_label for model in OURS} == {"reference"} and len(OURS) == 6


def test_the_first_page_says_what_it_is_for(keeper: User, client: Client) -> None:
    page = client.get(reverse("admin:index")).content.decode()
    assert "What all councils share" in page and "Django" not in page and "Bursarys" not in page
