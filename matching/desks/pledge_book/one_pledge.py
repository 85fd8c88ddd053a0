"""One pledge: looked at, put right, moved along, turned into a draft opportunity (E4, E5)."""

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse

from config.accounts.permissions import Permission
from config.reference.vocabulary import terms
from config.refusal import Refused
from config.screens.pages import ActionScreen, FormScreen
from employers.models import BusinessEvent, Employer
from matching.desks.lists import CouncilScreen
from matching.desks.pledge_book.forms import DraftForm, PledgeForm
from matching.reports.promises import with_kept
from opportunities.models import Pledge
from opportunities.pledge_actions import OVER, draft_opportunity_from, move_pledge
from opportunities.pledging.triage import change_pledge
from opportunities.states import PLEDGE
from opportunities.vocabulary.career_categories import BY_CODE

BUTTONS = {
    "triaged": "I have looked at it",
    "agreed": "Agree this pledge",
    "live": "Make it live",
    "part_fulfilled": "It is partly kept",
    "fulfilled": "It is kept in full",
    "lapsed": "Let it lapse",
    "withdrawn": "They withdrew it",
}
DONE = {
    "triaged": "Looked at. Next: agree it with them.",
    "agreed": "Agreed. Next: draft an opportunity from it.",
    "live": "Live.",
    "part_fulfilled": "Recorded as partly kept.",
    "fulfilled": "Recorded as kept in full.",
    "lapsed": "Lapsed. It can be agreed again.",
    "withdrawn": "Recorded as withdrawn.",
}
ENDS = ("lapsed", "withdrawn")


class OfPledge(CouncilScreen):
    may = (Permission.KEEP_EMPLOYERS,)

    @cached_property
    def pledge(self) -> Any:
        rows = with_kept(Pledge.objects.visible_to(self.user)).select_related("employer", "event", "contact", "council")
        return self.one(rows, public_id=self.kwargs["pledge"])

    def back(self) -> tuple[str, str] | None:
        return self.next_url(), "Back to the pledge"

    def next_url(self) -> str:
        return reverse("pledge_page", args=[self.pledge.public_id])


class PledgePage(OfPledge):
    template_name = "pledge_book/pledge.html"

    def back(self) -> tuple[str, str]:
        return reverse("pledges"), "Back to the pledges"

    def context(self) -> dict[str, Any]:
        pledge = self.pledge
        kind = terms("kinds", council=self.council).get(pledge.kind)
        moves = [move.target for move in PLEDGE.moves if move.source == pledge.state]
        return {
            "heading": pledge.title,
            "pledge": pledge,
            "kind": kind.label if kind else pledge.kind,
            "category": BY_CODE[pledge.category].label if pledge.category in BY_CODE else "",
            "state": PLEDGE.labels[pledge.state],
            "forward": [(target, BUTTONS[target]) for target in moves if target not in ENDS],
            "endings": [(target, BUTTONS[target]) for target in moves if target in ENDS],
            "offers": pledge.opportunities.order_by("title"),
            "may_draft": pledge.quantity_left > 0 and pledge.state not in OVER,
            "may_change": pledge.state not in OVER,
        }


class MovePledge(OfPledge, ActionScreen):
    """The button's value is the state to come."""

    def act(self) -> str:
        target = self.request.POST.get("target", "")
        if target not in BUTTONS:
            raise Refused("Choose what is next for this pledge.")
        move_pledge(self.pledge, target, by=self.user)
        return DONE[target]


class ChangePledge(OfPledge, FormScreen):
    form_class = PledgeForm
    heading = "Put this pledge right"

    def form_kwargs(self) -> dict[str, Any]:
        return {"council": self.council, "day": self.today}

    def initial(self) -> dict[str, Any]:
        pledge = self.pledge
        same = ("title", "kind", "quantity_pledged", "category", "postcode", "could_start", "description")
        event = str(pledge.event.public_id) if pledge.event else ""
        return {name: getattr(pledge, name) for name in same} | {
            "employer": str(pledge.employer.public_id),
            "event": event,
        }

    def act(self, form: Any) -> str:
        facts = dict(form.cleaned_data)
        events, employers = BusinessEvent.objects.visible_to(self.user), Employer.objects.visible_to(self.user)
        facts["event"] = self.one(events, public_id=facts["event"]) if facts["event"] else None
        facts["employer"] = self.one(employers, public_id=facts["employer"])
        change_pledge(self.pledge, by=self.user, **facts)
        return "The pledge is put right."


class DraftFromPledge(OfPledge, FormScreen):
    form_class = DraftForm
    heading = "Draft an opportunity"
    button = "Draft this opportunity"

    def show(self, **more: Any) -> HttpResponse:
        left = self.pledge.quantity_left
        lead = (
            f"“{self.pledge.title}” by {self.pledge.employer}: {left} left of {self.pledge.quantity_pledged} promised."
        )
        return super().show(**{"lead": lead, **more})

    def initial(self) -> dict[str, Any]:
        return {"places": self.pledge.quantity_left}

    def act(self, form: Any) -> HttpResponse:
        draft = draft_opportunity_from(self.pledge, by=self.user, places=form.cleaned_data["places"])
        places = "1 place" if draft.places == 1 else f"{draft.places} places"
        done = f"“{draft.title}” is drafted with {places}. It is shown to nobody until it goes live."
        messages.success(self.request, done)
        return HttpResponseRedirect(reverse("edit_opportunity", args=[draft.public_id]))
