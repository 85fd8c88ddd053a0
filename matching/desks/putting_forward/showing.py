"""Showing offers to a young person, one or several at once, and helping without sharing anything (N2, N6)."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse

from config.refusal import Refused
from config.screens.pages import ActionScreen, FormScreen
from matching.desks.putting_forward import forms
from matching.desks.putting_forward.views import NOMINATES, page_of
from matching.nominations import actions
from matching.nominations.models import Nomination
from matching.nominations.showing import show_several
from matching.nominations.states import LIVE
from matching.shortlists.views import OfOwnPerson
from opportunities.models import Opportunity


class PutForward(OfOwnPerson, FormScreen):
    """Show an offer to a young person; when they want it, agree what may be told."""

    may = NOMINATES
    form_class = forms.ShowForm
    template_name = "putting_forward/put_forward.html"
    button = "Show it"

    def get(self, *args: Any, **kwargs: Any) -> HttpResponse:
        under_way = self.person.nominations.filter(opportunity=self.opportunity, state__in=(*LIVE, "started")).first()
        return HttpResponseRedirect(page_of(under_way)) if under_way else super().get(*args, **kwargs)

    def context(self) -> dict[str, Any]:
        return {
            "heading": f"{self.opportunity.title} for {self.person.called}",
            "person": self.person,
            "opportunity": self.opportunity,
        }

    def act(self, form: Any) -> HttpResponse:
        nomination = actions.suggest(person=self.person, opportunity=self.opportunity, by=self.user)
        actions.shortlist(nomination, by=self.user)
        if form.cleaned_data["said"] == "yes":
            actions.say_yes(nomination, by=self.user)
            return HttpResponseRedirect(reverse("agreement", kwargs={"nomination": nomination.public_id}))
        return self.after(f"{self.person.called} can be shown “{self.opportunity.title}” from now on.")

    def next_url(self) -> str:
        return self.matches_url()


class ShowOffers(OfOwnPerson, ActionScreen):
    """Show every offer ticked on a list, or say that they want them; what is refused says why (N6).

    Then back to the list, or to the search, where it was done.
    """

    may = NOMINATES

    def act(self) -> str:
        chosen = [given for text in self.request.POST.getlist("ticked") if (given := public_id(text))]
        if not chosen:
            raise Refused("Tick at least one offer to show.")
        offers = Opportunity.objects.offered_to(self.user).filter(public_id__in=chosen)
        pairs = ((self.person, offer) for offer in offers.select_related("employer", "council"))
        wanted = self.request.POST.get("said") == "yes"
        shown, refused = show_several(pairs, wanted=wanted, by=self.user)
        for sentence in refused:
            messages.error(self.request, sentence)
        titles = ", ".join(f"“{row.opportunity.title}”" for row in shown)
        if not shown:
            return ""
        if wanted:
            return f"{self.person.called} wants {titles}. For each, agree what to share: it stands in “Put forward”."
        return f"{self.person.called} can be shown {titles} from now on."

    def next_url(self) -> str:
        """The search that the offers were found by, where there was one: its own words only, never an address."""
        search = QueryDict(self.request.POST.get("search", "")).urlencode()
        return f"{reverse('find_opportunities')}?{search}" if search else self.matches_url()


def public_id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


class ApplyDirectly(OfOwnPerson):
    """Nothing is to be shared: help to apply in the person's own name. Nothing is sent (N2)."""

    may = NOMINATES
    template_name = "putting_forward/apply_directly.html"

    def context(self) -> dict[str, Any]:
        live = Nomination.objects.live().filter(person=self.person, opportunity=self.opportunity).first()
        heading = f"Help {self.person.called} apply directly"
        return {"heading": heading, "person": self.person, "opportunity": self.opportunity, "nomination": live}
