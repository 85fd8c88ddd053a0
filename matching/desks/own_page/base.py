"""The own page of a young person: opened by a signed link and a PIN, without an account (screens.md 5).

What opens it is remembered in the session alone, as the link's opaque id. Addresses and titles say nothing of anybody.
"""

from functools import cached_property
from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.cache import add_never_cache_headers

from aspirations.models import YoungPerson
from config.accounts.models import SignedLink
from config.accounts.signed_links import LinkClosed, Purpose, open_link
from config.audit_trail.trail import record
from config.screens.pages import ActionScreen, FormScreen, Screen

OPENED = "own_page"


class OwnPage(Screen):
    """A page behind the link; without the PIN it leads to the page that asks for it. `shows` goes into the trail."""

    public: ClassVar[bool] = True
    shows: ClassVar[tuple[str, ...]] = ()
    heading = "My offers"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            self.link = open_link(kwargs["token"], Purpose.OWN_PAGE)
            self.check_person_lives()
        except LinkClosed as error:
            return closed(request, str(error))
        if not self.is_open and not isinstance(self, Door):
            return HttpResponseRedirect(self.page("own_page"))
        return super().dispatch(request, *args, **kwargs)

    def check_person_lives(self) -> None:
        if self.person.died_on is not None:
            raise LinkClosed("This link was taken back.")

    @property
    def is_open(self) -> bool:
        """Whether the PIN was typed in this session, for this very link."""
        return self.request.session.get(OPENED) == str(self.link.public_id)

    @cached_property
    def person(self) -> YoungPerson:
        rows = YoungPerson.objects.select_related("council", "personal_adviser", "social_worker", "manager")
        return rows.get(public_id=self.link.subject_id)

    @property
    def adviser(self) -> str:
        """The first name of who works with them."""
        return str(self.person.adviser).split(maxsplit=1)[0]

    @property
    def first(self) -> str:
        """What to call them; the council's own number is no name."""
        return self.person.preferred_name or next(iter(self.person.name.split()), "")

    @property
    def comma_first(self) -> str:
        return f", {self.first}" if self.first else ""

    def page(self, name: str, **more: Any) -> str:
        return reverse(name, kwargs={"token": self.kwargs["token"], **more})

    def back(self) -> tuple[str, str] | None:
        return self.page("own_page"), "My offers"

    def note_seen(self) -> None:
        person, shown = self.person, {"fields": self.shows, "purpose": "own_page"}
        record("record_seen", person, council=person.council, by=None, person=person, **shown)

    def show(self, *, status: int = 200, **more: Any) -> HttpResponse:
        if self.shows and self.is_open:
            self.note_seen()
        told = {"token": self.kwargs["token"], "first": self.first, "adviser": self.adviser, "link": self.link}
        return super().show(status=status, **{**told, **more})


class OwnForm(OwnPage, FormScreen):
    template_name = "own_page/form.html"

    def next_url(self) -> str:
        return self.page("own_page")


class OwnAction(OwnPage, ActionScreen):
    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return ActionScreen.get(self, request, *args, **kwargs)

    def next_url(self) -> str:
        return self.page("own_page")


class Door(OwnPage):
    """The one page that may be seen before the PIN."""


def closed(request: HttpRequest, why: str) -> HttpResponse:
    """The page of a link that opens nothing; it names nobody."""
    response = TemplateResponse(request, "own_page/closed.html", {"why": why, "heading": "My offers"}, status=410)
    add_never_cache_headers(response)
    return response


def unlock(request: HttpRequest, link: SignedLink) -> None:
    request.session.cycle_key()
    request.session[OPENED] = str(link.public_id)
