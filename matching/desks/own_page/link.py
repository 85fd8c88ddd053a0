"""The adviser's side: making, renewing and taking back the link to the own page, and reading what was written there."""

from datetime import date
from functools import cached_property
from typing import Any, ClassVar

import segno
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString

from aspirations.messages import actions as messages
from aspirations.models import MessageFromPerson, YoungPerson
from config.accounts.models import SignedLink
from config.accounts.permissions import Permission
from config.accounts.signed_links import Purpose, make_link, revoke_links
from config.refusal import Refused
from config.screens.forms import ChoiceField, Form, TextField
from config.screens.pages import ActionScreen
from matching.desks.own_page import offers
from matching.desks.young_person.base import PersonForm, PersonScreen, RowAction

PIN_LENGTH = 6
EASY = "Choose 6 numbers that are harder to guess: not in a row, not all the same, not a birthday"
IN_A_ROW = "01234567890123456789"


class LinkForm(Form):
    pin = TextField(
        "The PIN you agreed",
        most=12,
        width=10,
        missing="Type the 6 numbers that you agreed",
        hint="6 numbers that they will remember. We keep it in a form that nobody can read",
    )
    days = ChoiceField(
        "How long does it work?",
        (("14", "2 weeks"), ("30", "A month"), ("90", "3 months")),
        missing="Choose how long the link works",
    )

    def clean_pin(self) -> str:
        pin = "".join(str(self.cleaned_data["pin"]).split())
        if not pin.isdecimal() or len(pin) != PIN_LENGTH:
            raise ValidationError("Type 6 numbers, such as 402918")
        if pin in IN_A_ROW or pin[::-1] in IN_A_ROW or len(set(pin)) < 3:
            raise ValidationError(EASY)
        return pin


class OwnPageLink(PersonForm):
    may: ClassVar = (Permission.RECORD_PROGRESS,)
    group = "contact"
    purpose = "own_page_link"
    form_class = LinkForm
    template_name = "own_page/link.html"
    heading = "{who}’s own page"
    button = "Make the link"

    @cached_property
    def link(self) -> SignedLink | None:
        """The link that works now."""
        rows = SignedLink.objects.filter(purpose=Purpose.OWN_PAGE, subject_id=self.person.public_id, revoked_at=None)
        return rows.filter(expires_at__gt=timezone.now()).select_related("made_by").first()

    def context(self) -> dict[str, Any]:
        nominations = offers.nominations_of(self.person, self.today)
        return {
            "working": self.link,
            "waiting": offers.to_answer(nominations),
            "messages_written": self.person.messages_written.select_related("read_by"),
            "safe": list(self.person.contact_ways.exclude(safe_when="", safe_how="", may_say="")),
        }

    def act(self, form: Any) -> HttpResponse:
        if self.person.died_on is not None:
            raise Refused("Every message and link on this record has stopped.")
        pin = form.cleaned_data["pin"]
        check_not_birthday(pin, self.person.born_on)
        person = self.person
        revoke_links(by=self.user, purpose=Purpose.OWN_PAGE, subject_id=person.public_id)
        days = int(form.cleaned_data["days"])
        link, secret = make_link(
            purpose=Purpose.OWN_PAGE,
            subject=person,
            council=person.council,
            by=self.user,
            days=days,
            person=person,
            pin=pin,
        )
        address = self.request.build_absolute_uri(reverse("own_page", kwargs={"token": secret}))
        self.template_name, self.heading = "own_page/made.html", "The link is ready"
        return self.show(address=address, made=link, qr=qr_of(address))

    def next_url(self) -> str:
        return self.page("own_page_link")


class RevokeOwnPage(PersonScreen, ActionScreen):
    may: ClassVar = (Permission.RECORD_PROGRESS,)
    group = "contact"
    needs = ("W",)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return ActionScreen.get(self, request, *args, **kwargs)

    def act(self) -> str:
        if not revoke_links(by=self.user, purpose=Purpose.OWN_PAGE, subject_id=self.person.public_id):
            raise Refused("No link works now, so there is none to take back.")
        return "Taken back. The link opens nothing now."

    def next_url(self) -> str:
        return self.page("own_page_link")


class ReadMessage(RowAction):
    group = "contact"

    def rows(self) -> Any:
        people = YoungPerson.objects.visible_to(self.user)
        return MessageFromPerson.objects.filter(person__in=people)

    def act(self) -> str:
        messages.mark_read(self.row, by=self.user)
        return "Marked as read."

    def next_url(self) -> str:
        return reverse("own_page_link", kwargs={"person": self.row.person.public_id})


def check_not_birthday(pin: str, born_on: date | None) -> None:
    if born_on and pin in {born_on.strftime(form) for form in ("%d%m%y", "%m%d%y", "%y%m%d")}:
        raise Refused(EASY, field="pin")


def qr_of(address: str) -> SafeString:
    """The address as a picture to scan, for showing it face to face."""
    code = segno.make(address, micro=False)
    return SafeString(code.svg_inline(scale=4, border=2, title="Code to scan with a phone"))
