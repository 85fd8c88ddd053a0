"""Locking a place for somebody, or ruling it out, with the reason (M8)."""

from functools import cached_property
from typing import Any

from django.http import Http404

from config.accounts.permissions import Permission
from config.screens.pages import FormScreen
from matching.panel.forms import PlaceForm
from matching.panel.plan.choosing import forbid, lock, possible_for
from matching.panel.plan.models import PlanRow
from matching.panel.views.shared import of
from opportunities.models import Opportunity

ACTS = {"lock": lock, "forbid": forbid}
HEADINGS = {"lock": "Lock a place for {}", "forbid": "Not this place for {}"}
LEADS = {
    "lock": "The plan keeps this place for them when it is worked out again. The page then says what that costs.",
    "forbid": "The plan gives them another place, or none. It shuts out nobody else, and ends with this meeting.",
}
BUTTONS = {"lock": "Lock it", "forbid": "Rule it out"}


class ChoosePlace(FormScreen):
    may = (Permission.DECIDE_AT_PANEL,)
    form_class = PlaceForm

    @cached_property
    def row(self) -> PlanRow:
        rows = PlanRow.objects.visible_to(self.user).filter(plan__meeting__council=self.user.council_id)
        return self.one(
            rows.select_related("plan__meeting__council", "person", "opportunity"), public_id=self.kwargs["row"]
        )

    @property
    def verb(self) -> str:
        if self.kwargs["act"] not in ACTS:
            raise Http404
        return str(self.kwargs["act"])

    @cached_property
    def places(self) -> dict[str, Opportunity]:
        return {str(place.public_id): place for place in possible_for(self.row)}

    def back(self) -> tuple[str, str]:
        return self.next_url(), "Back to the plan"

    def context(self) -> dict[str, Any]:
        verb = self.verb
        return {"heading": HEADINGS[verb].format(self.row.person.called), "lead": LEADS[verb], "button": BUTTONS[verb]}

    def form_kwargs(self) -> dict[str, Any]:
        return {"places": [(public_id, f"{place.title}, {place.employer}") for public_id, place in self.places.items()]}

    def initial(self) -> dict[str, Any]:
        return {"place": str(self.row.opportunity.public_id)} if self.row.opportunity else {}

    def act(self, form: PlaceForm) -> str:
        said = form.cleaned_data
        ACTS[self.verb](self.row, opportunity=self.places[said["place"]], reason=said["reason"], by=self.user)
        return f"Kept for {self.row.person.called}. Work out again to see the plan with it."

    def next_url(self) -> str:
        return of("panel_plan", self.row.plan.meeting)
