"""Putting a young person forward: shown, agreed, introduced, answered, started, followed (N1-N7, R1, R2)."""

from functools import cached_property
from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone

from config.accounts.permissions import Permission
from config.audit_trail.trail import record_view
from config.screens.pages import FormScreen, Screen
from matching.desks.putting_forward import forms
from matching.desks.putting_forward.agreeing import agree, form_facts
from matching.desks.putting_forward.steps import BY_CODE, Step, steps_of
from matching.desks.putting_forward.timeline import timeline
from matching.desks.putting_forward.words import waiting_in_words
from matching.nominations.breaches import is_missed
from matching.nominations.disclosure import ALWAYS_SAID, disclosure_of, read_what_may_be_told, what_employer_sees
from matching.nominations.models import AgreementToShare, Nomination
from matching.nominations.policies import agreement_in_force
from matching.nominations.states import LIVE
from matching.outcomes.guarantees import next_steps

NOMINATES = (Permission.NOMINATE,)


class OfNomination(Screen):
    """A page about one nomination of somebody whom this user works with."""

    may = NOMINATES

    @cached_property
    def nomination(self) -> Nomination:
        rows = Nomination.objects.changeable_by(self.user).select_related(
            "opportunity__employer", "person__council", "person__personal_adviser", "person__social_worker",
            "person__manager", "council",
        )  # fmt: skip
        return self.one(rows, public_id=self.kwargs["nomination"])

    def next_url(self) -> str:
        return page_of(self.nomination)

    def back(self) -> tuple[str, str]:
        return page_of(self.nomination), str(self.nomination.opportunity)


class NominationPage(OfNomination):
    """Where it stands, what can be done, what was agreed, what happened."""

    template_name = "putting_forward/nomination.html"

    def back(self) -> tuple[str, str]:
        return reverse("put_forward_list"), "Put forward"

    def context(self) -> dict[str, Any]:
        nomination, person = self.nomination, self.nomination.person
        record_view([person], council=person.council, by=self.user, purpose="nomination", fields=["nominations"])
        agreement = agreement_in_force(nomination)
        placement = getattr(nomination, "placement", None)
        return {
            "heading": f"{person.called} for {nomination.opportunity.title}",
            "nomination": nomination,
            "person": person,
            "steps": steps_of(nomination, agreed=agreement is not None),
            "agreement": agreement,
            "told": what_employer_sees(agreement) if agreement else {},
            "may_agree": nomination.state in LIVE,
            "asked_before": nomination.agreements.exists(),
            "waiting": waiting_in_words(nomination),
            "late": nomination.is_stalled_on(self.today),
            "interview_missed": is_missed(nomination, self.today),
            "happened": timeline(nomination),
            "interviews": nomination.interviews.all(),
            "placement": placement,
            "guarantee": getattr(nomination, "guarantee", None),
            "guarantee_steps": next_steps(nomination),
            "milestones": placement.milestones.with_label() if placement else [],
        }


class TakeStep(OfNomination, FormScreen):
    """One step, with what it asks."""

    @cached_property
    def step(self) -> Step:
        step = BY_CODE.get(self.kwargs["step"])
        if step is None:
            raise Http404
        return step

    def form_type(self) -> Any:
        return self.step.form

    def form_kwargs(self) -> dict[str, Any]:
        return {"council": self.nomination.council, "day": self.today, "prefixes": self.step.prefixes}

    def initial(self) -> dict[str, Any]:
        return {"started_on": self.today, "hours_per_week": self.nomination.opportunity.hours_per_week}

    def context(self) -> dict[str, Any]:
        person = self.nomination.person
        return {
            "heading": self.step.label,
            "button": self.step.label,
            "lead": self.step.lead or f"{person.called}, {self.nomination.opportunity.title}.",
        }

    def act(self, form: Any) -> str:
        self.step.take(self.nomination, form.cleaned_data, by=self.user)
        return f"Recorded for {self.nomination.person.called}: {self.step.label.lower()}."


class Agreement(OfNomination, FormScreen):
    """What the employer will see, before anything leaves (N2)."""

    form_class = forms.AgreementForm
    template_name = "putting_forward/agreement.html"

    def form_kwargs(self) -> dict[str, Any]:
        read_what_may_be_told([self.nomination.person])
        return form_facts(self.nomination, self.today)

    def initial(self) -> dict[str, Any]:
        return {
            "disclosed": ["name"],
            "agreed_by": self.nomination.person.called,
            "agreed_at": timezone.now(),
        }

    def post(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        if "again" in request.POST:
            unbound = {name: request.POST.get(name) for name in ("agreed_by", "how", "capacity", "capacity_asked_of")}
            given = {"disclosed": request.POST.getlist("disclosed"), "agreed_at": timezone.now(), **unbound}
            return self.show(form=self.form_class(initial=given, **self.form_kwargs()))
        return super().post(request, *args, **kwargs)

    def context(self) -> dict[str, Any]:
        nomination = self.nomination
        return {
            "heading": f"What {nomination.opportunity.employer.name} will see",
            "nomination": nomination,
            "person": nomination.person,
            "always": ALWAYS_SAID[disclosure_of(nomination.opportunity)],
            "button": f"{nomination.person.called} agrees: put forward",
            "asked_before": nomination.agreements.exists(),
            "shows_nothing": disclosure_of(nomination.opportunity) == "none",
        }

    def show(self, *, status: int = 200, **more: Any) -> HttpResponse:
        form = more["form"]
        codes = [code for code, _ in form.fields["disclosed"].choices]
        return super().show(status=status, preview=self.preview(codes, form["disclosed"].value() or []), **more)

    def preview(self, codes: list[str], ticked: list[str]) -> list[tuple[str, str, Any, bool]]:
        """Each field's code, label and value as the employer would read it, and whether it is ticked now."""
        rows = []
        for code in codes:
            draft = AgreementToShare(nomination=self.nomination, disclosure="none", disclosed=[code])
            for label, value in what_employer_sees(draft).items():
                shown = ", ".join(value) if isinstance(value, list) else value
                rows.append((code, label, shown, code in ticked))
        return rows

    def act(self, form: Any) -> str:
        return agree(self.nomination, form.cleaned_data, by=self.user)


def page_of(nomination: Nomination) -> str:
    return reverse("nomination", kwargs={"nomination": nomination.public_id})
