"""Every pledge, found by state, kind, event and words (E4)."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any, ClassVar
from uuid import UUID

from django.db.models import Q
from django.urls import reverse

from config.accounts.permissions import Permission
from config.reference.vocabulary import terms
from config.screens.tables import Cell, Column
from employers.models import BusinessEvent
from matching.desks.lists import ListScreen, choice_filter, words_filter
from matching.reports.promises import with_kept
from opportunities.models import Pledge
from opportunities.states import PLEDGE

NO_EVENT = "none"


class Pledges(ListScreen):
    may = (Permission.KEEP_EMPLOYERS,)
    template_name = "pledge_book/pledges.html"
    heading = "Pledges"
    file_name = "pledges"
    caption = "Pledges"
    order = "Newest first. “In offers” counts what stands in an offer; “Taken” those that somebody took."
    empty = "No pledge is found. Change what you look for, or type in a card."
    asks: ClassVar = ("words", "state", "kind", "event")
    columns = (
        Column("Pledge", heads=True),
        Column("Employer"),
        Column("Kind"),
        Column("State"),
        Column("Day", day=True),
        Column("Promised", number=True),
        Column("In offers", number=True),
        Column("Taken", number=True),
    )

    def found(self) -> Any:
        asked, rows = self.asked, Pledge.objects.visible_to(self.user)
        if words := asked.get("words"):
            named = Q(title__icontains=words) | Q(employer__name__icontains=words) | Q(reference__iexact=words)
            rows = rows.filter(named)
        for name in ("state", "kind"):
            if name in asked:
                rows = rows.filter(**{name: asked[name]})
        if event := asked.get("event"):
            rows = rows.filter(event=None) if event == NO_EVENT else rows.filter(event__in=self.events(event))
        return with_kept(rows).select_related("employer").order_by("-pledged_on", "-pk")

    def events(self, asked: str) -> Any:
        """The event of this id; none for what is no id."""
        try:
            return BusinessEvent.objects.visible_to(self.user).filter(public_id=UUID(asked))
        except ValueError:
            return BusinessEvent.objects.none()

    def row(self, one: Any) -> Sequence[Any]:
        return [
            Cell(one.title, reverse("pledge_page", args=[one.public_id])),
            one.employer.name,
            self.kinds.get(one.kind, one.kind),
            PLEDGE.labels[one.state],
            f"{one.pledged_on:%-d %B %Y}",
            one.quantity_pledged,
            one.quantity_converted,
            one.kept,
        ]

    @cached_property
    def kinds(self) -> dict[str, str]:
        return {code: term.label for code, term in terms("kinds", council=self.council).items()}

    def context(self) -> dict[str, Any]:
        asked = self.asked
        events = [
            (str(one.public_id), f"{one.name}, {one.held_on:%-d %B %Y}")
            for one in BusinessEvent.objects.visible_to(self.user)
        ]
        return {
            **super().context(),
            "filters": [
                words_filter("Title, employer or number", asked),
                choice_filter("state", "State", "Every state", PLEDGE.choices, asked),
                choice_filter("kind", "Kind", "Every kind", self.kinds.items(), asked),
                choice_filter("event", "Event", "Every event", [*events, (NO_EVENT, "At no event")], asked),
            ],
            "waiting": Pledge.objects.visible_to(self.user).filter(state="captured").count(),
        }
