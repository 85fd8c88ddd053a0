"""The public pledge: three questions and a thank you, kept in the session on the way (E2)."""

from typing import Any

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse

from config.accounts.models import Council, SignedLink, User
from config.accounts.signed_links import LinkClosed, Purpose, open_link, use_link
from config.screens.pages import FormScreen, Screen
from employers.actions import confirm_email
from employers.models import BusinessEvent, EmployerContact
from opportunities.models import Pledge
from opportunities.pledging.actions import Sender, Sent, send_pledge
from opportunities.pledging.forms import HowManyForm, OfferForm, SignedInForm, WhoForm
from opportunities.pledging.kinds import in_words
from opportunities.pledging.letters import send_copy
from opportunities.pledging.limits import check_pace

SESSION = "pledge"
SENDER, LONGEST = ("organisation", "name", "email", "phone"), 254


class PledgePage(FormScreen):
    """What the pages share: the answers so far, the council's name in the header, which step it is."""

    public = True
    template_name = "pledging/step.html"
    button = "Continue"
    needs: tuple[str, ...] = ()
    step = ""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """A page further on, opened by itself, leads to the first question."""
        if not all(name in self.said for name in self.needs):
            return HttpResponseRedirect(reverse("pledge"))
        return super().dispatch(request, *args, **kwargs)

    @property
    def said(self) -> dict[str, Any]:
        kept: dict[str, Any] = self.request.session.get(SESSION, {})
        return kept

    def keep(self, **answers: Any) -> None:
        self.request.session[SESSION] = self.said | answers

    @property
    def council(self) -> Council | None:
        return Council.objects.filter(public_id=self.said["council"]).first() if self.said.get("council") else None

    @property
    def event(self) -> BusinessEvent | None:
        return BusinessEvent.objects.filter(public_id=self.said["event"]).first() if self.said.get("event") else None

    @property
    def contact(self) -> EmployerContact | None:
        """The contact who is signed in, where there is one."""
        user = self.request.user
        return EmployerContact.objects.filter(user=user).first() if isinstance(user, User) else None

    def context(self) -> dict[str, Any]:
        return {"step": self.step, "council": self.council, "start": reverse("pledge")}


class Offer(PledgePage):
    """What could you offer a young person?"""

    heading = "What could you offer a young person?"
    lead = "For people aged 16 to 25 whom the council supports."
    step = "Step 1 of 3, about 2 minutes"
    form_class = OfferForm

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.named = kwargs.get("event")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.of_event = self.one(BusinessEvent.objects.all(), public_id=self.named) if self.named else None
        if not self.councils:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    @property
    def councils(self) -> list[Council]:
        """The event's or the contact's own council, or all that there are."""
        if self.of_event:
            return [self.of_event.council]
        return [self.contact.employer.council] if self.contact else list(Council.objects.all())

    def form_kwargs(self) -> dict[str, Any]:
        return {"councils": self.councils}

    @property
    def is_anew(self) -> bool:
        """Somebody else may hold the phone by now: what was sent is shown again only to whoever asks to change it."""
        return "number" in self.said and "change" not in self.request.GET

    def initial(self) -> dict[str, Any]:
        return {} if self.is_anew else {"kinds": self.said.get("kinds"), "council": self.said.get("council")}

    def context(self) -> dict[str, Any]:
        only = self.councils[0] if len(self.councils) == 1 else None
        return super().context() | {"council": only, "event": self.of_event}

    def act(self, form: OfferForm) -> None:
        if self.is_anew:
            self.request.session[SESSION] = {}
        council = form.cleaned_data.get("council") or str(self.councils[0].public_id)
        self.keep(
            kinds=form.cleaned_data["kinds"],
            council=council,
            event=str(self.of_event.public_id) if self.of_event else None,
        )

    def next_url(self) -> str:
        return reverse("pledge_how_many")


class HowMany(PledgePage):
    """How many of each chosen kind, where and when?"""

    heading = "How many, where and when?"
    step = "Step 2 of 3"
    template_name = "pledging/how_many.html"
    form_class = HowManyForm
    needs = ("kinds",)

    def form_kwargs(self) -> dict[str, Any]:
        return {"chosen": self.said["kinds"]}

    def initial(self) -> dict[str, Any]:
        return self.said.get("promised", {}) | {
            name: self.said.get(name, "") for name in ("postcode", "could_start", "words")
        }

    def back(self) -> tuple[str, str]:
        return first_page(self.said), "Back"

    def act(self, form: HowManyForm) -> None:
        more = {name: form.cleaned_data.get(name, "") for name in ("postcode", "could_start", "words")}
        self.keep(promised=form.promised, **more)

    def next_url(self) -> str:
        return reverse("pledge_who")


class Who(PledgePage):
    """Who should we talk to? With the whole pledge to read once more before it is sent."""

    heading = "Who should we talk to?"
    step = "Step 3 of 3"
    template_name = "pledging/who.html"
    button = "Send my pledge"
    needs = ("promised", "council", "could_start")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.form_class = SignedInForm if self.contact else WhoForm
        return super().dispatch(request, *args, **kwargs)

    def initial(self) -> dict[str, Any]:
        return self.said.get("sender", {})

    def back(self) -> tuple[str, str]:
        return reverse("pledge_how_many"), "Back"

    def context(self) -> dict[str, Any]:
        when = Pledge.CouldStart(self.said["could_start"]).label
        return super().context() | {
            "lines": in_words(self.said["promised"]),
            "postcode": self.said["postcode"],
            "when": when,
            "words": self.said["words"],
            "contact": self.contact,
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Who goes back to change the pledge does not type name and address twice."""
        if "change" not in request.POST:
            return super().post(request, *args, **kwargs)
        self.keep(sender={name: request.POST.get(name, "")[:LONGEST] for name in SENDER})
        return HttpResponseRedirect(first_page(self.said) + "?change=yes")

    def act(self, form: Any) -> None:
        form.check_is_a_person()
        check_pace(self.request)
        sender = self._sender(form.cleaned_data)
        sent = self._send(sender)
        by = self.user if self.contact else None
        copied = send_copy(sent, by=by, address_of=self._confirm_address)
        self.keep(
            number=sent.number,
            sender={name: getattr(sender, name) for name in SENDER},
            copied=copied,
        )

    def _confirm_address(self, secret: str) -> str:
        return self.request.build_absolute_uri(reverse("confirm_email", kwargs={"token": secret}))

    def _sender(self, given: dict[str, str]) -> Sender:
        if own := self.contact:
            return Sender(own.employer.name, self.user.name, own.email or self.user.email, own.phone)
        return Sender(given["organisation"], given["name"], given["email"], given["phone"])

    def _send(self, sender: Sender) -> Sent:
        council = self.council
        assert council is not None
        said = self.said
        return send_pledge(
            council=council,
            promised=said["promised"],
            sender=sender,
            by=self.user if self.contact else None,
            event=self.event,
            postcode=said["postcode"],
            could_start=said["could_start"],
            words=said["words"],
        )

    def next_url(self) -> str:
        return reverse("pledge_sent")


class ThankYou(Screen):
    """The number, what comes next, and the ways on."""

    public = True
    template_name = "pledging/thank_you.html"
    heading = "Thank you. We have your pledge."

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        said = request.session.get(SESSION, {})
        if "number" not in said:
            return HttpResponseRedirect(reverse("pledge"))
        council = Council.objects.filter(public_id=said["council"]).first()
        page = first_page(said)
        return self.show(said=said, council=council, start=page, page=request.build_absolute_uri(page))


class ConfirmEmail(Screen):
    """From the mail: opening it changes nothing, the button confirms the e-mail."""

    public = True
    template_name = "pledging/confirm.html"
    heading = "Is this your e-mail?"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            contact = self._contact(open_link(kwargs["token"], Purpose.CONFIRM_EMAIL))
        except LinkClosed as error:
            return self.show(closed=str(error), heading="This link is closed", status=410)
        if contact.email_confirmed_at:
            return self.show(done=True, heading="Your e-mail is confirmed already.")
        return self.show(contact=contact)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            with transaction.atomic():
                link = open_link(kwargs["token"], Purpose.CONFIRM_EMAIL)
                use_link(link)
                confirm_email(self._contact(link))
        except LinkClosed as error:
            return self.show(closed=str(error), heading="This link is closed", status=410)
        return self.show(done=True, heading="Thank you. Your e-mail is confirmed.")

    def _contact(self, link: SignedLink) -> EmployerContact:
        return self.one(EmployerContact.objects.select_related("employer"), public_id=link.subject_id)

    def context(self) -> dict[str, Any]:
        return {"start": reverse("pledge")}


def first_page(said: dict[str, Any]) -> str:
    """The first question, of the event through which somebody came."""
    return reverse("pledge", kwargs={"event": said["event"]} if said.get("event") else {})
