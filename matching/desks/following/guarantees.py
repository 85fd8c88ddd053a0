"""What happened with a rent guarantee, recorded from the page of its enquiry (N7, R5)."""

from typing import Any

from django.http import Http404

from config.accounts.permissions import Permission
from config.screens.forms import DayField, Form, TextField, WholeNumberField
from config.screens.pages import FormScreen
from matching.desks.putting_forward.views import OfNomination
from matching.outcomes import guarantees
from matching.outcomes.states import GUARANTEE


class StepForm(Form):
    on = DayField("When?", missing="Type the day, such as 20 11 2026")
    note = TextField("More about it", most=300)


class ApprovalForm(StepForm):
    pounds_a_month = WholeNumberField(
        "Up to how many pounds of rent a month?", missing="Type the pounds, such as 650", wrong="Type whole pounds"
    )
    field_order = ("pounds_a_month",)


class GuaranteeStep(OfNomination, FormScreen):
    """One step; what does not follow now is not found."""

    may = (Permission.RECORD_PROGRESS,)
    button = "Record this"

    @property
    def label(self) -> str:
        steps = dict(guarantees.next_steps(self.nomination))
        if self.kwargs["target"] not in steps:
            raise Http404
        return steps[self.kwargs["target"]]

    def form_type(self) -> type[Form]:
        return ApprovalForm if self.kwargs["target"] == "approved" else StepForm

    def initial(self) -> dict[str, Any]:
        return {"on": self.today}

    def context(self) -> dict[str, Any]:
        person, opportunity = self.nomination.person, self.nomination.opportunity
        return {"heading": self.label, "lead": f"{person.called}, {opportunity.title}."}

    def act(self, form: Form) -> str:
        target = self.kwargs["target"]
        if target == "approved":
            guarantees.approve(self.nomination, by=self.user, **form.cleaned_data)
        else:
            guarantees.step(self.nomination.guarantee, target, by=self.user, **form.cleaned_data)
        return f"Recorded for {self.nomination.person.called}: {GUARANTEE.labels[target].lower()}."
