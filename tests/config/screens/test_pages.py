"""A page refuses who may not; a form's refusal comes back at its field and keeps what was typed."""

from typing import Any

import pytest
from django.contrib.messages.storage.cookie import CookieStorage
from django.test import RequestFactory

from config.accounts.permissions import Permission
from config.audit_trail.models import Event
from config.refusal import NotAllowed, Refused
from config.screens.forms import Form, TextField
from config.screens.pages import ActionScreen, FormScreen
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db


class NameForm(Form):
    name = TextField("Name", missing="Type a name")


class Naming(FormScreen):
    may = (Permission.NOMINATE,)
    form_class = NameForm
    heading, button = "Say a name", "Keep the name"

    def act(self, form: Any) -> str:
        if form.cleaned_data["name"] == "Refused":
            Event.objects.create(
                council=self.user.council, actor=self.user, verb="file_loaded", subject_type="x",
                subject_id=self.user.public_id, occurred_at="2026-11-20T10:00Z",
            )  # fmt: skip
            raise Refused("That name is taken.", field="name")
        if form.cleaned_data["name"] == "NotAllowed":
            raise NotAllowed("Ask the chair.")
        return "Kept."


class Press(ActionScreen):
    def act(self) -> str:
        raise Refused("Too late.")


def answer(view: Any, user: Any, method: str = "post", **data: str) -> Any:
    request = getattr(RequestFactory(), method)("/", data)
    request.user, request.session = user, {}
    request._messages = CookieStorage(request)
    response = view.as_view()(request)
    response.said = [str(one) for one in request._messages]
    return response.render() if hasattr(response, "render") else response


def test_who_may_not_is_told_who_may() -> None:
    page = answer(Naming, make_user("board_viewer"), "get")
    assert page.status_code == 403
    assert "This page is for: Personal adviser, Social worker, Team manager." in page.content.decode()


def test_who_has_no_council_is_told_what_to_do() -> None:
    user = make_user()
    user.council = None
    assert "Ask an administrator" in answer(Naming, user, "get").content.decode()


def test_done_is_said_on_the_next_page() -> None:
    page = answer(Naming, make_user(), name="Ash")
    assert (page.status_code, page.url, page.said) == (302, "/", ["Kept."])


def test_a_refusal_comes_back_at_its_field_and_nothing_is_kept() -> None:
    page = answer(Naming, make_user(), name="Refused").content.decode()
    assert '<a href="#id_name">That name is taken.</a>' in page
    assert 'value="Refused"' in page
    assert "<title>Error: " in page
    assert not Event.objects.exists()


def test_not_allowed_says_whom_to_ask() -> None:
    page = answer(Naming, make_user(), name="NotAllowed")
    assert page.status_code == 403 and "Ask the chair." in page.content.decode()


def test_a_page_is_never_kept_by_the_browser() -> None:
    assert "no-store" in answer(Naming, make_user(), "get")["Cache-Control"]


def test_a_button_that_is_too_late_says_so_on_the_page_it_stood_on() -> None:
    page = answer(Press, make_user())
    assert (page.status_code, page.said) == (302, ["Too late."])
    told = answer(Press, make_user(), "get")
    assert (told.status_code, told.headers["Allow"]) == (405, "POST")
    assert "Nothing was done yet" in told.rendered_content and "press it again" in told.rendered_content
