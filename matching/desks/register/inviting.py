"""Inviting a contact to sign in, from the employer's page; and the page that the invitation opens to strangers."""

from collections.abc import Iterable
from functools import cached_property
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from config.accounts.models import SignedLink
from config.accounts.permissions import Permission
from config.accounts.signed_links import LinkClosed, Purpose, open_link
from config.screens.pages import ActionScreen, FormScreen, Screen
from employers.actions import trust_contact
from employers.inviting import accept, invite, invited_contact, latest_invitations, take_back
from employers.models import Employer, EmployerContact
from matching.desks.lists import CouncilScreen
from matching.desks.register.forms import InvitedForm

READY = "You can sign in for {employer} now. Use {email} and the password that you chose."


def with_invitations(contacts: Iterable[EmployerContact]) -> list[tuple[EmployerContact, SignedLink | None, str]]:
    """Each contact with the newest invitation and where it stands: "", "open", "over" or "taken back"."""
    listed = list(contacts)
    found = latest_invitations(listed)
    return [(one, link := found.get(one.public_id), standing(link)) for one in listed]


def standing(link: SignedLink | None) -> str:
    if link is None or link.used_at:
        return ""
    if link.revoked_at:
        return "taken back"
    return "open" if link.expires_at > timezone.now() else "over"


class OfContact(CouncilScreen, ActionScreen):
    """A button beside a contact of an employer that this officer sees."""

    may = (Permission.KEEP_EMPLOYERS,)

    @cached_property
    def contact(self) -> EmployerContact:
        employers = Employer.objects.visible_to(self.user)
        rows = EmployerContact.objects.filter(employer__in=employers).select_related("employer__council")
        return self.one(rows, public_id=self.kwargs["contact"])

    def next_url(self) -> str:
        return reverse("employer", args=[self.contact.employer.public_id])


class SpokenWith(OfContact):
    def act(self) -> str:
        trust_contact(self.contact, by=self.user)
        return f"Noted: the council has spoken with {self.contact}."


class Invite(OfContact):
    def act(self) -> str:
        link = invite(self.contact, by=self.user)
        if link is None:
            return f"{self.contact} signs in already, from now on for {self.contact.employer}."
        return f"An invitation is on its way to {self.contact.email}."


class TakeBack(OfContact):
    def act(self) -> str:
        take_back(self.contact, by=self.user)
        return f"The invitation to {self.contact} is taken back. Its link opens nothing any more."


class Invited(FormScreen):
    """Looking changes nothing; sending the form makes the account, once."""

    public = True
    form_class = InvitedForm
    template_name = "register/invited.html"
    button = "Create my account"
    link: SignedLink
    contact: EmployerContact

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            self.link = open_link(kwargs["token"], Purpose.INVITATION)
            self.contact = invited_contact(self.link)
        except LinkClosed as error:
            return InvitationClosed.as_view(sentence=str(error))(request)
        return super().dispatch(request, *args, **kwargs)

    def initial(self) -> dict[str, Any]:
        return {"name": self.contact.name}

    def context(self) -> dict[str, Any]:
        employer = self.contact.employer
        return {"heading": f"Sign in for {employer}", "contact": self.contact, "council": self.link.council}

    def act(self, form: InvitedForm) -> str:
        said = form.cleaned_data
        user = accept(self.link, name=said["name"], password=said["password"])
        return READY.format(employer=self.contact.employer, email=user.email)

    def next_url(self) -> str:
        return reverse("sign_in")


class InvitationClosed(Screen):
    """What to do with an invitation that opens nothing any more."""

    public = True
    template_name = "register/invitation_closed.html"
    sentence = ""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.show(status=410, heading=self.sentence)

    post = get
