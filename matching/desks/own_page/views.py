"""What I am offered and why; my answer; what they are told; who saw my page (screens.md 5)."""

from datetime import timedelta
from functools import cached_property
from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from aspirations.messages.actions import write
from aspirations.models import MessageFromPerson
from config.accounts.signed_links import is_right_pin, use_link
from config.templatetags.screens import short_day
from matching.desks.own_page import forms, offers, words
from matching.desks.own_page.base import OPENED, Door, OwnAction, OwnForm, OwnPage, closed, unlock
from matching.desks.own_page.sightings import seen_by
from matching.nominations import own_answers
from matching.nominations.agreements import stop_sharing
from matching.nominations.disclosure import disclosure_of, what_employer_sees
from matching.nominations.models import Nomination
from matching.panel.panel_actions import renew_introduction

AWAY = "https://www.bbc.co.uk/weather"
READ_TODAY = "{adviser} will read what you wrote today. If you are in danger now, call 999."


class MyOffers(Door):
    """Before the PIN: the door. After it: one offer at a time, and how the others stand."""

    template_name = "own_page/offers.html"
    shows = ("offers", "wishes")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.show() if self.is_open else self.door(forms.PinForm())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """A wrong PIN is counted, so nothing here stands in a transaction that could take it back."""
        form = forms.PinForm(request.POST)
        if not form.is_valid():
            return self.door(form)
        if is_right_pin(self.link, form.cleaned_data["pin"]):
            use_link(self.link)
            unlock(request, self.link)
            return HttpResponseRedirect(self.page("own_page"))
        if self.link.revoked_at is not None:
            return closed(request, "That PIN was not right three times. To keep this safe, the link is shut now.")
        left = f"You have {self.link.tries_left} more {'try' if self.link.tries_left == 1 else 'tries'}."
        form.add_error("pin", f"That PIN is not right. {left}")
        return self.door(form)

    def door(self, form: forms.PinForm) -> HttpResponse:
        self.template_name, self.heading = "own_page/door.html", "Type your PIN"
        return self.show(form=form)

    def back(self) -> None:
        return None

    def context(self) -> dict[str, Any]:
        if not self.is_open:
            return {}
        nominations = offers.nominations_of(self.person, self.today)
        waiting = offers.to_answer(nominations)
        asked = self.request.GET.get("offer", "1")
        place = min(int(asked), len(waiting)) if asked.isdecimal() and int(asked) else 1
        shown = waiting[place - 1 : place]
        return {
            "count": len(waiting),
            "place": place,
            "offers": offers.in_plain_words(self.person, shown, self.adviser, self.today),
            "others": [(number, row) for number, row in enumerate(waiting, 1) if number != place],
            "answered": offers.answered(nominations, self.adviser),
            "wanted": any(row.state in ("interview", "offered") for row in nominations),
        }


class PrintOffers(OwnPage):
    """Everything on one page, without an address, to keep on paper."""

    template_name = "own_page/print.html"
    shows = ("offers",)

    def context(self) -> dict[str, Any]:
        nominations = offers.nominations_of(self.person, self.today)
        waiting = offers.to_answer(nominations)
        return {
            "offers": offers.in_plain_words(self.person, waiting, self.adviser, self.today),
            "answered": offers.answered(nominations, self.adviser),
        }


class OneOffer:
    """The offer of the address, of this person alone."""

    kwargs: dict[str, Any]
    person: Any
    one: Any

    @cached_property
    def nomination(self) -> Nomination:
        rows = Nomination.objects.filter(person=self.person).exclude(state="suggested")
        return self.one(rows.select_related("opportunity__employer", "person"), public_id=self.kwargs["nomination"])


class Answer(OneOffer, OwnForm):
    """Yes, not now or no; the same page changes an answer."""

    form_class = forms.AnswerForm
    template_name = "own_page/answer.html"
    heading = "Do you want to go for it?"
    button = "Send my answer"
    shows = ("offers",)

    def form_kwargs(self) -> dict[str, Any]:
        return {"adviser": self.adviser}

    def context(self) -> dict[str, Any]:
        return {"offer": self.nomination.opportunity, "can": own_answers.can_be_answered(self.nomination)}

    def act(self, form: Any) -> HttpResponse:
        said, answered = form.cleaned_data, self.nomination
        if said["answer"] == "yes":
            answered = own_answers.answer_yes(self.nomination)
            renew_introduction(answered)
        elif said["answer"] == "not_now":
            later = timedelta(int(said["again"])) if said["again"] else own_answers.LATER
            own_answers.answer_not_now(self.nomination, later=later)
        else:
            own_answers.answer_no(self.nomination, reason=said["reason"])
        worry = False
        if said["say"]:
            _, worry = write(person=self.person, about=MessageFromPerson.About.ANSWER, words=said["say"])
        there = self.page("own_answered", nomination=answered.public_id)
        return HttpResponseRedirect(f"{there}?read-today" if worry else there)


class Answered(OneOffer, OwnPage):
    """Thanks, and what comes next."""

    template_name = "own_page/answered.html"

    def context(self) -> dict[str, Any]:
        row = self.nomination
        answer = {"declined_by_person": "no", "postponed": "not now"}.get(row.state, "yes")
        return {
            "answer": answer,
            "heading": f"Thanks{self.comma_first}. You said {answer}.",
            "offer": row.opportunity,
            "nomination": row,
            "by": short_day(row.due_on) if row.due_on and answer == "yes" else "",
            "again": short_day(row.postponed_until) if row.postponed_until else "",
            "read_today": READ_TODAY.format(adviser=self.adviser) if "read-today" in self.request.GET else "",
        }


class Sharing(OneOffer, OwnAction):
    """What they are told about me, and the way to stop it."""

    template_name = "own_page/sharing.html"
    heading = "What they know"
    shows = ("offers",)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.show()

    def context(self) -> dict[str, Any]:
        agreement = self.nomination.agreements.filter(withdrawn_at=None).first()
        told = what_employer_sees(agreement) if agreement else {}
        return {
            "offer": self.nomination.opportunity,
            "always": words.TOLD[disclosure_of(self.nomination.opportunity)],
            "told": [(words.FIELDS[label], value) for label, value in told.items() if label in words.FIELDS],
            "agreed": agreement is not None,
        }

    def act(self) -> str:
        stop_sharing(self.nomination, by=None)
        return "It has stopped. They can see nothing about you now."


class WhoSaw(OwnPage):
    template_name = "own_page/seen.html"
    heading = "Who looked at my record"

    def context(self) -> dict[str, Any]:
        return {"rows": seen_by(self.person)}


class LooksWrong(OwnForm):
    form_class = forms.WrongForm
    template_name = "own_page/wrong.html"
    heading = "Something looks wrong"
    button = "Send it"

    def act(self, form: Any) -> str:
        about = MessageFromPerson.About.LOOKS_WRONG
        _, worry = write(person=self.person, about=about, words=form.cleaned_data["say"])
        return READ_TODAY.format(adviser=self.adviser) if worry else f"Sent. {self.adviser} will read it."


class Exit(Door):
    """Away, fast: the page is shut behind, so that going back asks for the PIN again."""

    may: ClassVar = ()

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        request.session.pop(OPENED, None)
        return HttpResponseRedirect(AWAY)
