"""Somebody's own calendar address: made, taken back, and read by a calendar program without a sign-in."""

from functools import cached_property
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from config.accounts.models import SignedLink, User
from config.accounts.signed_links import LinkClosed, Purpose, make_link, open_link, revoke_links
from config.refusal import Refused
from config.screens.pages import ActionScreen, FormScreen, Screen
from matching.desks.calendars.entries import entries_of
from matching.desks.calendars.files import as_file

DAYS = 366
NAME = "EET Match"


class MyCalendar(FormScreen):
    heading, button = "Your calendar", "Make an address"
    template_name = "calendars/my_calendar.html"

    @cached_property
    def link(self) -> SignedLink | None:
        """The address that works now."""
        rows = SignedLink.objects.filter(purpose=Purpose.CALENDAR, subject_id=self.user.public_id, revoked_at=None)
        return rows.filter(expires_at__gt=timezone.now()).first()

    def context(self) -> dict[str, Any]:
        return {"working": self.link, "entries": entries_of(self.user, self.today)}

    def act(self, form: Any) -> HttpResponse:
        user = self.user
        assert user.council is not None
        revoke_links(by=user, purpose=Purpose.CALENDAR, subject_id=user.public_id)
        made, secret = make_link(purpose=Purpose.CALENDAR, subject=user, council=user.council, by=user, days=DAYS)
        address = self.request.build_absolute_uri(reverse("calendar_feed", kwargs={"token": secret}))
        self.template_name, self.heading = "calendars/made.html", "Your address is ready"
        return self.show(address=address, made=made)


class RevokeCalendar(ActionScreen):
    def act(self) -> str:
        if not revoke_links(by=self.user, purpose=Purpose.CALENDAR, subject_id=self.user.public_id):
            raise Refused("No address works now, so there is none to take back.")
        return "Taken back. The address opens nothing now."

    def next_url(self) -> str:
        return reverse("my_calendar")


class CalendarFeed(Screen):
    """Read by a program every hour or so: it names nobody, so only the making of its address stands in the trail."""

    public = True

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            link = open_link(kwargs["token"], Purpose.CALENDAR)
        except LinkClosed as error:
            raise Http404 from error
        user = User.objects.filter(public_id=link.subject_id, is_active=True).first()
        if user is None:
            raise Http404
        return as_file(entries_of(user, self.today), name=NAME)
