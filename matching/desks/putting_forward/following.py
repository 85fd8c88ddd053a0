"""After the start: how it goes, told by phone, and that it ended (R1, R2)."""

from functools import cached_property
from typing import Any

from django.http import Http404
from django.urls import reverse

from aspirations.models import YoungPerson
from config.accounts.permissions import Permission
from config.screens.pages import FormScreen
from matching.desks.following.waiting import NOT_THERE
from matching.desks.putting_forward import forms
from matching.desks.putting_forward.views import OfNomination
from matching.outcomes import actions as outcomes
from matching.outcomes.models import OutcomeMilestone
from matching.outcomes.questions import question_of


class AnswerMilestone(FormScreen):
    """How it goes, told by phone (R2)."""

    may = (Permission.RECORD_PROGRESS,)
    form_class = forms.AnswerForm
    button = "Record the answer"

    @cached_property
    def milestone(self) -> OutcomeMilestone:
        people = YoungPerson.objects.worked_with_by(self.user)
        rows = OutcomeMilestone.objects.filter(placement__person__in=people).with_label()
        rows = rows.select_related("placement__nomination__person__council", "placement__opportunity")
        return self.one(rows, public_id=self.kwargs["milestone"])

    def form_kwargs(self) -> dict[str, Any]:
        return {"council": self.milestone.placement.council, "day": self.today, "milestone": self.milestone}

    def context(self) -> dict[str, Any]:
        milestone, placement = self.milestone, self.milestone.placement
        when = milestone.label[:1].lower() + milestone.label[1:]
        return {
            "heading": question_of(milestone),
            "lead": f"{placement.person.called}, {placement.opportunity.title}, {when}.",
        }

    def act(self, form: Any) -> str:
        outcomes.answer(self.milestone, by=self.user, **form.cleaned_data)
        return "Recorded. Thank you."

    def next_url(self) -> str:
        """To the list of calls; of somebody who is not there any more, to how it ended."""
        placement = self.milestone.placement
        if self.milestone.answer in NOT_THERE and placement.activity and placement.ended_on is None:
            return reverse("end_placement", kwargs={"nomination": placement.nomination.public_id})
        return reverse("outcome_inbox")

    def back(self) -> tuple[str, str]:
        return reverse("outcome_inbox"), "How it goes"


class EndPlacement(OfNomination, FormScreen):
    """It ended: when, by whom, how, and what is next (R1)."""

    form_class = forms.EndForm
    heading, button = "It ended", "Record the end"

    def form_kwargs(self) -> dict[str, Any]:
        return {"council": self.nomination.council, "day": self.today}

    def initial(self) -> dict[str, Any]:
        return {"ended_on": self.today}

    def act(self, form: Any) -> str:
        placement = getattr(self.nomination, "placement", None)
        if placement is None:
            raise Http404
        outcomes.end_and_let_go(placement, by=self.user, **form.cleaned_data)
        return f"Recorded for {self.nomination.person.called}."
