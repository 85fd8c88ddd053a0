"""Recording what happens: a step in two taps, a contact, an activity, what was tried, what is not told twice."""

from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.html import format_html

from aspirations.handover.actions import take_back, tell_once
from aspirations.models import SoftOutcome, TellOnce, YoungPerson
from aspirations.people.actions import record_tried
from aspirations.progress import actions as progress
from aspirations.progress.models import quarter_of
from aspirations.spells.actions import ENTERED_NOW, record_spell
from config.accounts.permissions import Permission
from config.reference.vocabulary import terms
from config.screens.pages import FormScreen
from matching.desks.links import address
from matching.desks.young_person import forms
from matching.desks.young_person.base import PersonForm, RowAction

PAPERS_READY = "papers_ready"
"""The step whose evidence are facts: offers ask for them one by one."""


class RecordStep(PersonForm):
    """The steps as buttons: one tap records."""

    group = "placements"
    form_class = forms.StepForm
    template_name = "young_person/step.html"
    heading = "Record a step for {who}"
    button = "Record this step"

    def context(self) -> dict[str, Any]:
        return {"steps": steps_of(self.person, self.today)}

    def act(self, form: Any) -> str:
        step = progress.record_step(
            person=self.person, code=form.cleaned_data["code"], words=form.cleaned_data["words"], by=self.user
        )
        return recorded(step)


def steps_of(person: YoungPerson | None, day: date) -> list[tuple[str, str, date | None]]:
    """Code, label and the day it was recorded this quarter, in the order of the ladder."""
    known = SoftOutcome.objects.standing().filter(person=person, quarter=quarter_of(day)) if person else ()
    done = {step.code: step.on for step in known}
    rows = terms("soft_outcomes", council=person.council if person else None, on=day)
    return [(code, row.label, done.get(code)) for code, row in rows.items()]


def recorded(step: SoftOutcome) -> str:
    undo = reverse("undo_step", kwargs={"step": step.public_id})
    words = 'Recorded for {}. <a class="govuk-notification-banner__link" href="{}">Undo</a>'
    done = format_html(words, step.person.called, undo)
    if step.code != PAPERS_READY:
        return done
    papers = reverse("wish_question", kwargs={"person": step.person.public_id, "question": "papers"})
    link = '. <a class="govuk-notification-banner__link" href="{}">Tick which papers</a>, so that offers count them.'
    return done + format_html(link, papers)


class Step(FormScreen):
    """From the caseload: who it is for, then one tap."""

    may = (Permission.RECORD_PROGRESS,)
    form_class = forms.StepForSomebodyForm
    template_name = "young_person/step.html"
    heading = "Record a step"
    button = "Record this step"

    def back(self) -> tuple[str, str]:
        return reverse("caseload"), "Caseload"

    def people(self) -> list[YoungPerson]:
        rows = YoungPerson.objects.worked_with_by(self.user).alive()
        return sorted(rows, key=lambda row: row.listed_as)

    def form_kwargs(self) -> dict[str, Any]:
        return {"people": [(str(row.public_id), row.listed_as) for row in self.people()]}

    def initial(self) -> dict[str, Any]:
        return {"person": self.request.GET.get("person", "")}

    def context(self) -> dict[str, Any]:
        return {"steps": [(code, label, None) for code, label, _ in steps_of(None, self.today)]}

    def act(self, form: Any) -> str:
        said = form.cleaned_data
        person = self.one(YoungPerson.objects.worked_with_by(self.user), public_id=said["person"])
        return recorded(progress.record_step(person=person, code=said["code"], words=said["words"], by=self.user))

    def next_url(self) -> str:
        return reverse("caseload")


class UndoStep(FormScreen):
    may = (Permission.RECORD_PROGRESS,)
    heading = "Undo this step?"
    button = "Undo"

    @cached_property
    def step(self) -> SoftOutcome:
        rows = SoftOutcome.objects.visible_to(self.user).filter(recorded_by=self.user).select_related("person__council")
        return self.one(rows, public_id=self.kwargs["step"])

    def check_may_open(self) -> None:
        super().check_may_open()
        labels = terms("soft_outcomes", council=self.step.person.council)
        said = labels[self.step.code].label if self.step.code else self.step.words
        self.lead = f"{self.step.person.called}: {said}"

    def back(self) -> tuple[str, str]:
        return self.next_url(), self.step.person.called

    def act(self, form: Any) -> str:
        progress.undo_step(self.step, by=self.user)
        return "Undone. It is as it was before."

    def next_url(self) -> str:
        return address("person_progress", person=self.step.person.public_id)


class RecordContact(PersonForm):
    """In touch, or a try."""

    group = "placements"
    form_class = forms.ContactForm
    heading = "Record a contact with {who}"
    button = "Record this contact"

    def form_kwargs(self) -> dict[str, Any]:
        return {"today": self.today}

    def initial(self) -> dict[str, Any]:
        return {"on": self.today}

    def act(self, form: Any) -> str:
        said = form.cleaned_data | {"two_way": form.cleaned_data["two_way"] == "yes"}
        contact = progress.record_contact(person=self.person, by=self.user, **said)
        who = self.person.called
        return f"Recorded: in touch with {who}." if contact.two_way else f"Recorded: you tried to reach {who}."


class RecordActivity(PersonForm):
    """What they do now; what they did before ends that day."""

    group = "placements"
    form_class = forms.ActivityForm
    heading = "What does {who} do now?"
    lead = "What they did before ends on the day this began."
    button = "Record this"

    def form_kwargs(self) -> dict[str, Any]:
        labels = terms("activity", council=self.council, on=self.today)
        return {
            "activities": [(code, labels[code].label) for code in labels if code in ENTERED_NOW],
            "today": self.today,
        }

    def act(self, form: Any) -> str:
        said = form.cleaned_data
        record_spell(person=self.person, activity=said["activity"], started_on=said["started_on"], by=self.user)
        return f"Recorded what {self.person.called} does now."


class RecordTried(PersonForm):
    group = "wishes"
    form_class = forms.TriedForm
    heading = "What was tried with {who}?"
    lead = "So that nobody suggests it again as new."
    button = "Record what was tried"

    def form_kwargs(self) -> dict[str, Any]:
        return {"today": self.today}

    def act(self, form: Any) -> str:
        record_tried(person=self.person, by=self.user, **form.cleaned_data)
        return "Recorded what was tried."


class RecordToldOnce(PersonForm):
    group = "wishes"
    form_class = forms.TellOnceForm
    heading = "What should {who} not have to tell again?"
    lead = "It stands on the page and on the handover sheet, for those who work with {who}."
    button = "Keep this"

    def act(self, form: Any) -> str:
        tell_once(person=self.person, by=self.user, **form.cleaned_data)
        return f"Kept. {self.person.called} need not tell it again."

    def next_url(self) -> str:
        return self.page("person")


class TakeBackToldOnce(RowAction):
    group = "wishes"

    def rows(self) -> QuerySet[TellOnce]:
        return TellOnce.objects.visible_to(self.user)

    def act(self) -> str:
        take_back(self.row, by=self.user)
        return "Taken back."

    def next_url(self) -> str:
        return address("handover", person=self.row.person.public_id)
