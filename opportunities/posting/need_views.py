"""What the person needs: a list, and each need on a page of its own."""

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect

from config.refusal import Refused
from config.screens.pages import ActionScreen, FormScreen
from opportunities.models import Requirement
from opportunities.posting.actions import save_part
from opportunities.posting.need_forms import NEEDS, NeedForm, NeedTypeForm, initial_of
from opportunities.posting.needs import ask_for, ask_no_more, ask_otherwise
from opportunities.posting.pages import OfOpportunity
from opportunities.posting.policies import check_part_is_open
from opportunities.posting.proposals import proposals_of

WAYS = (("yes", "Add as a must"), ("no", "Add as nice to have"))


class Needs(OfOpportunity, FormScreen):
    """Everything that is asked; the button says that this is all."""

    template_name = "posting/needs.html"
    heading = "What the person needs"
    button = "This is all"

    def context(self) -> dict[str, Any]:
        check_part_is_open(self.opportunity, "needs")
        needs = [
            {
                "words": need.words,
                "is_must": need.essential,
                "change": self.address("post_need_change", need=need.public_id) if need.type in NEEDS else "",
                "drop": self.address("post_need_drop", need=need.public_id),
            }
            for need in self.opportunity.requirements.order_by("-essential", "pk")
        ]
        proposals = [
            {
                "words": one.words,
                "label": NEEDS[one.type].label,
                "place": one.start,
                "address": self.address("post_need_proposed", what=one.type),
            }
            for one in proposals_of(self.opportunity)
        ]
        more = {"proposals": proposals, "ways": WAYS, "add": self.address("post_need_type")}
        return super().context() | {"needs": needs} | more

    def act(self, form: Any) -> str:
        save_part(self.opportunity, "needs", by=self.user)
        return "Saved. Come back when you like."


class NeedType(OfOpportunity, FormScreen):
    """What do you want to ask for?"""

    heading = "Add something you ask for"
    form_class = NeedTypeForm
    button = "Continue"

    def get(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        check_part_is_open(self.opportunity, "needs")
        return super().get(request, *args, **kwargs)

    def back(self) -> tuple[str, str]:
        return self.address("post_needs"), "What the person needs"

    def act(self, form: NeedTypeForm) -> HttpResponse:
        return HttpResponseRedirect(self.address("post_need", what=form.cleaned_data["what"]))


class AddNeed(OfOpportunity, FormScreen):
    """The questions of one kind of need."""

    form_class = NeedForm
    button = "Save this"

    @property
    def what(self) -> str:
        return str(self.kwargs["what"])

    def form_kwargs(self) -> dict[str, Any]:
        return {"what": self.what, "area": self.opportunity.council.code}

    def context(self) -> dict[str, Any]:
        check_part_is_open(self.opportunity, "needs")
        return super().context() | {"heading": NEEDS[self.what].label, "lead": f"{NEEDS[self.what].example}."}

    def back(self) -> tuple[str, str]:
        return self.address("post_needs"), "What the person needs"

    def act(self, form: NeedForm) -> str:
        ask_for(self.opportunity, self.what, by=self.user, **form.asked)
        return "Added."

    def next_url(self) -> str:
        return self.address("post_needs")


class ChangeNeed(AddNeed):
    """A need that is there, with its answers."""

    @property
    def need(self) -> Requirement:
        needs = self.opportunity.requirements.filter(type__in=NEEDS).select_related("opportunity__employer")
        return self.one(needs, public_id=self.kwargs["need"])

    @property
    def what(self) -> str:
        return self.need.type

    def initial(self) -> dict[str, Any]:
        return initial_of(self.need)

    def act(self, form: NeedForm) -> str:
        ask_otherwise(self.need, by=self.user, **form.asked)
        return "Changed."


class AddProposed(OfOpportunity, ActionScreen):
    """Add what the description asks: the words at a place of it, as a kind of need."""

    def act(self) -> str:
        asked = self.request.POST
        found = proposals_of(self.opportunity)
        kind, place = self.kwargs["what"], asked.get("place")
        one = next((one for one in found if one.type == kind and str(one.start) == place), None)
        if one is None:
            raise Refused("The description says that no more, or it is asked already.")
        must = asked.get("must") == "yes"
        ask_for(self.opportunity, one.type, value=one.value, words=one.words, essential=must, by=self.user)
        return "Added."

    def next_url(self) -> str:
        return self.address("post_needs")


class DropNeed(OfOpportunity, ActionScreen):
    """Take a need away."""

    def act(self) -> str:
        need = self.one(self.opportunity.requirements.all(), public_id=self.kwargs["need"])
        ask_no_more(need, by=self.user)
        return "Taken away. Fewer needs let more people come."

    def next_url(self) -> str:
        return self.address("post_needs")
