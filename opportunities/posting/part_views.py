"""The parts of posting, one page each: saved, then back to the list of parts."""

from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from config.accounts.permissions import Permission
from config.refusal import Refused
from config.screens.pages import FormScreen
from employers.models import Employer
from opportunities.models import Pledge
from opportunities.pledge_actions import draft_opportunity_from
from opportunities.posting.actions import save_part, start_draft
from opportunities.posting.forms import (
    BY_ANSWER,
    DraftFromPledgeForm,
    HelpForm,
    PayForm,
    PlacesForm,
    WhereForm,
    WorkForm,
)
from opportunities.posting.pages import OfOpportunity
from opportunities.posting.parts import PARTS
from opportunities.posting.policies import check_part_is_open, may_post_for

SAVED = "Saved. Come back when you like."


class NewOpportunity(FormScreen):
    """The first part of a new opportunity; saving it makes the draft."""

    may = (Permission.POST_OPPORTUNITY,)
    form_class = WorkForm
    heading = "What the work is"
    lead = "We save each part. You can come back and finish later."
    button = "Save and continue"

    @property
    def employers(self) -> list[Employer]:
        return list(may_post_for(self.user).distinct())

    def form_kwargs(self) -> dict[str, Any]:
        return {"council": self.user.council, "today": self.today, "employers": self.employers}

    def back(self) -> tuple[str, str]:
        return reverse("employer_desk"), "Back"

    def act(self, form: WorkForm) -> str:
        if not (employers := self.employers):
            raise Refused("There is nobody to post for yet. Ask the council to add your organisation.")
        chosen = form.cleaned_data.get("employer") or str(employers[0].public_id)
        employer = next(one for one in employers if str(one.public_id) == chosen)
        facts = form.facts
        draft = start_draft(employer=employer, by=self.user, kind=facts.pop("kind"), title=facts.pop("title"), **facts)
        self.made = draft
        return SAVED

    def next_url(self) -> str:
        return reverse("edit_opportunity", kwargs={"opportunity": self.made.public_id})


class FromPledge(FormScreen):
    """A draft that takes what a pledge says, with so many of its places (E5)."""

    may = (Permission.ANSWER_NOMINATIONS, Permission.KEEP_EMPLOYERS)
    form_class = DraftFromPledgeForm
    heading = "Make your pledge ready to post"
    button = "Start the draft"

    @property
    def pledge(self) -> Pledge:
        pledges = Pledge.objects.visible_to(self.user).select_related("employer").distinct()
        return self.one(pledges, public_id=self.kwargs["pledge"])

    def initial(self) -> dict[str, Any]:
        return {"title": self.pledge.title, "places": self.pledge.quantity_left or None}

    def back(self) -> tuple[str, str]:
        return reverse("employer_desk"), "Back"

    def show(self, **more: Any) -> HttpResponse:
        pledge = self.pledge
        left = f"{pledge.quantity_left} of {pledge.quantity_pledged} left"
        self.lead = f"Pledge {pledge.reference}: {pledge.title}, {left}."
        return super().show(**more)

    def act(self, form: DraftFromPledgeForm) -> str:
        said = form.cleaned_data
        self.made = draft_opportunity_from(self.pledge, by=self.user, places=said["places"], title=said["title"])
        return SAVED

    def next_url(self) -> str:
        return reverse("edit_opportunity", kwargs={"opportunity": self.made.public_id})


class PartPage(OfOpportunity, FormScreen):
    """One part. What HR has read, or reads now, is shown as a sentence instead of a form."""

    part: ClassVar[str]
    button = "Save and continue"

    def context(self) -> dict[str, Any]:
        return super().context() | {"heading": PARTS[self.part].label}

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        check_part_is_open(self.opportunity, self.part)
        return super().get(request, *args, **kwargs)

    def act(self, form: Any) -> str:
        save_part(self.opportunity, self.part, by=self.user, **self.facts(form))
        return SAVED if self.opportunity.state == "draft" else "Saved."

    def facts(self, form: Any) -> dict[str, Any]:
        facts: dict[str, Any] = form.facts
        return facts


class Work(PartPage):
    part = "work"
    form_class = WorkForm

    def form_kwargs(self) -> dict[str, Any]:
        row = self.opportunity
        return {"council": row.council, "today": self.today, "employers": [row.employer]}

    def initial(self) -> dict[str, Any]:
        names = ("kind", "title", "description", "category", "duration")
        return {name: getattr(self.opportunity, name) for name in names} | {
            "with_training": BY_ANSWER[self.opportunity.with_training] if self.opportunity.parts_done else None
        }


class Where(PartPage):
    part = "where"
    form_class = WhereForm

    def initial(self) -> dict[str, Any]:
        sites = [
            " ".join(filter(None, (site.address, site.postcode))) for site in self.opportunity.sites.order_by("pk")
        ]
        where = "home" if self.opportunity.is_remote else "places" if sites else None
        return {"where": where, "sites": "\n".join(sites)}

    def facts(self, form: WhereForm) -> dict[str, Any]:
        return {"is_remote": form.cleaned_data["where"] == "home", "sites": form.places}


class Places(PartPage):
    part = "places"
    form_class = PlacesForm

    def form_kwargs(self) -> dict[str, Any]:
        row = self.opportunity
        return {"today": self.today, "closes_before": row.closes_on, "starts_before": row.starts_on}

    def initial(self) -> dict[str, Any]:
        row = self.opportunity
        kept = BY_ANSWER[row.ring_fenced] if self.part in row.parts_done or row.state != "draft" else None
        names = ("places", "intake_per_month", "starts_on", "closes_on")
        return {name: getattr(row, name) for name in names} | {"ring_fenced": kept}


class HoursAndPay(PartPage):
    part = "pay"
    form_class = PayForm

    def initial(self) -> dict[str, Any]:
        names = ("hours_per_week", "hours_pattern", "pay_amount", "pay_unit", "pay_words")
        return {name: getattr(self.opportunity, name) for name in names}


class Help(PartPage):
    part = "help"
    form_class = HelpForm
    template_name = "posting/help.html"

    def form_kwargs(self) -> dict[str, Any]:
        return {"opportunity": self.opportunity, "today": self.today}

    def initial(self) -> dict[str, Any]:
        row = self.opportunity
        done = self.part in row.parts_done or row.state != "draft"
        ticks = dict.fromkeys(("hours", "starting", "people", "clear", "costs", "place", "rest"), row.support_given)
        return ticks | {
            "support_not_given": row.support_not_given,
            "guaranteed_interview": BY_ANSWER[row.guaranteed_interview] if done else None,
            "contextual_minimum": row.contextual_minimum,
        }
