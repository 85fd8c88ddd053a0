"""The same by a signed link from the mail, without an account: a GET shows, a POST answers, once."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template.response import TemplateResponse

from config.accounts.models import SignedLink
from config.accounts.signed_links import LinkClosed, Purpose, open_link, use_link
from config.audit_trail.trail import record
from config.screens.pages import FormScreen
from matching.desks.nominees.forms import AnswerForm, OutcomeForm
from matching.desks.nominees.people import Nominee, fields_shown, nominees
from matching.desks.nominees.views import form_facts, milestone_facts, page_facts, tell_how_it_goes
from matching.desks.nominees.words import heading_after, next_after
from matching.nominations.answering import give_answer
from matching.nominations.models import Nomination
from matching.outcomes.models import OutcomeMilestone

NOT_ANY_MORE = "This person is no longer put forward."


class LinkScreen(FormScreen):
    """A page behind a signed link. What is not shared any more is not shown, whatever the link says."""

    public = True
    purpose: Purpose
    link: SignedLink
    nominee: Nominee

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            self.link = open_link(kwargs["token"], self.purpose)
            nomination = self.find()
        except LinkClosed as error:
            return self.closed(str(error))
        if nomination is None:
            return self.closed(NOT_ANY_MORE)
        self.nominee = nominees([nomination], self.today)[0]
        return super().dispatch(request, *args, **kwargs)

    def find(self) -> Nomination | None:
        raise NotImplementedError

    def closed(self, sentence: str) -> HttpResponseBase:
        response = TemplateResponse(self.request, "nominees/closed.html", {"sentence": sentence}, status=410)
        response["Cache-Control"] = "no-store"
        return response

    def context(self) -> dict[str, Any]:
        person, fields = self.nominee.nomination.person, fields_shown([self.nominee])
        council = self.link.council
        record("record_seen", person, council=council, by=None, person=person, fields=fields, purpose=self.purpose)
        return {"council": council, "by_link": True}

    def done(self, heading: str, following: str) -> HttpResponse:
        facts = {"heading": heading, "following": following, "council": self.link.council}
        return TemplateResponse(self.request, "nominees/done.html", facts)


class AnswerByLink(LinkScreen):
    purpose = Purpose.ANSWER
    form_class = AnswerForm
    template_name = "nominees/nominee.html"
    button = "Send answer"

    def find(self) -> Nomination | None:
        rows = Nomination.objects.introduced().select_related("opportunity", "person", "council")
        return rows.filter(public_id=self.link.subject_id, council=self.link.council).first()

    def form_kwargs(self) -> dict[str, Any]:
        return form_facts(self.nominee)

    def context(self) -> dict[str, Any]:
        heading = f"Your answer for {self.nominee.name}"
        return {**super().context(), **page_facts(self.nominee), "heading": heading, "title": "Your answer"}

    def act(self, form: AnswerForm) -> HttpResponse:
        answer = form.said()
        use_link(self.link)
        moved = give_answer(self.nominee.nomination, answer, by=None)
        return self.done(heading_after(answer, self.nominee.name), next_after(answer, moved))


class OutcomeByLink(LinkScreen):
    purpose = Purpose.OUTCOME
    form_class = OutcomeForm
    template_name = "nominees/how_it_goes.html"
    button = "Send this"
    milestone: OutcomeMilestone

    def find(self) -> Nomination | None:
        asked = OutcomeMilestone.objects.with_label().select_related(
            "placement__nomination", "placement__opportunity", "placement__council"
        )
        found = asked.filter(public_id=self.link.subject_id, placement__council=self.link.council).first()
        if found is None:
            return None
        self.milestone = found
        rows = Nomination.objects.introduced().select_related("opportunity", "person", "council")
        return rows.filter(pk=found.placement.nomination_id).first()

    def form_kwargs(self) -> dict[str, Any]:
        return {"milestone": self.milestone}

    def context(self) -> dict[str, Any]:
        heading = f"How is it going with {self.nominee.name}?"
        return {**super().context(), "heading": heading, **milestone_facts(self.milestone)}

    def act(self, form: OutcomeForm) -> HttpResponse:
        use_link(self.link)
        tell_how_it_goes(self.milestone, form, by=None)
        return self.done("Thank you for telling us.", "That is all we need for now.")
