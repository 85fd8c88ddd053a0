"""Business events (E2): the days on which pledges are asked for, their link, code and poster."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from django.db.models import Count, Sum
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from config.accounts.permissions import Permission
from config.screens.pages import FormScreen
from config.screens.tables import Cell, Column
from employers import actions
from employers.models import BusinessEvent
from matching.desks.lists import CouncilScreen, ListScreen
from matching.desks.pledge_book import poster
from matching.desks.pledge_book.forms import EventForm
from matching.reports.promises import promises_by_event
from opportunities.models import Pledge

MAY = (Permission.KEEP_EMPLOYERS,)


class Events(ListScreen):
    may = MAY
    template_name = "pledge_book/events.html"
    heading = "Business events"
    file_name = "business-events"
    caption = "Events"
    order = "Newest first."
    empty = "No event yet. Add one, and print its poster."
    columns = (
        Column("Event", heads=True),
        Column("Day"),
        Column("Pledges", number=True),
        Column("Promised", number=True),
    )

    def back(self) -> tuple[str, str]:
        return reverse("pledges"), "Back to the pledges"

    def found(self) -> Any:
        rows = BusinessEvent.objects.visible_to(self.user)
        rows = rows.annotate(made=Count("pledges"), promised=Sum("pledges__quantity_pledged", default=0))
        return rows.order_by("-held_on", "-pk")

    def row(self, one: Any) -> Sequence[Any]:
        return [
            Cell(one.name, reverse("event", args=[one.public_id])),
            f"{one.held_on:%-d %B %Y}",
            one.made,
            one.promised,
        ]


class AddEvent(FormScreen):
    may = MAY
    form_class = EventForm
    heading = "Add a business event"
    lead = "It gets a link and a poster with a code. Whoever scans it can pledge without an account."
    button = "Add this event"

    def back(self) -> tuple[str, str]:
        return reverse("events"), "Back to the events"

    def act(self, form: Any) -> str:
        assert self.user.council is not None
        self.added = actions.add_event(council=self.user.council, by=self.user, **form.cleaned_data)
        return f"{self.added.name} is added."

    def next_url(self) -> str:
        return reverse("event", args=[self.added.public_id])


class OfEvent(CouncilScreen):
    may = MAY

    @cached_property
    def event(self) -> BusinessEvent:
        return self.one(BusinessEvent.objects.visible_to(self.user), public_id=self.kwargs["event"])

    def back(self) -> tuple[str, str]:
        return self.next_url(), f"Back to {self.event.name}"

    def next_url(self) -> str:
        return reverse("event", args=[self.event.public_id])

    @property
    def address(self) -> str:
        return poster.pledge_address(self.event)


class EventPage(OfEvent):
    """One event: what was promised, the link, the poster, cards to type in."""

    template_name = "pledge_book/event.html"

    def back(self) -> tuple[str, str]:
        return reverse("events"), "Back to the events"

    def context(self) -> dict[str, Any]:
        found = promises_by_event(Pledge.objects.visible_to(self.user).filter(event=self.event))
        return {
            "heading": self.event.name,
            "event": self.event,
            "is_over": self.event.held_on < self.today,
            "promises": found[0].promises if found else None,
            "address": self.address,
            "of_event": reverse("pledges") + f"?event={self.event.public_id}",
        }


class ChangeEvent(OfEvent, FormScreen):
    form_class = EventForm

    def show(self, **more: Any) -> HttpResponse:
        return super().show(**{"heading": f"Change {self.event.name}", **more})

    def initial(self) -> dict[str, Any]:
        return {name: getattr(self.event, name) for name in ("name", "held_on", "postcode")}

    def act(self, form: Any) -> str:
        return f"{actions.change_event(self.event, by=self.user, **form.cleaned_data).name} is saved."


class Poster(OfEvent):
    """A page to print: what is asked, the code, and the link for who has no camera."""

    template_name = "pledge_book/poster.html"

    def context(self) -> dict[str, Any]:
        return {"heading": "What could you offer a young person?", "event": self.event, "address": self.address}


class EventCode(OfEvent):
    """The code as a file."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        kind = self.kwargs["kind"]
        if kind not in poster.KINDS:
            raise Http404
        response = HttpResponse(poster.picture(self.address, kind), content_type=poster.KINDS[kind])
        if "save" in request.GET:
            response["Content-Disposition"] = f'attachment; filename="pledge-code.{kind}"'
        return response
