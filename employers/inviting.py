"""Inviting an employer's contact to sign in: a link by mail, for one use and 14 days, that makes them a user.

The new user has the one role of an employer's contact and stands for that organisation alone.
"""

from collections.abc import Iterable
from uuid import UUID

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse

from config.accounts.models import SignedLink, User
from config.accounts.signed_links import REVOKED, LinkClosed, Purpose, make_link, revoke_links, use_link
from config.audit_trail.trail import record
from config.outbox.actions import put_mail, stop_keyed
from config.refusal import Refused
from employers.actions import let_sign_in
from employers.models import EmployerContact
from employers.policies import check_can_invite

DAYS = 14
SUBJECT = "Your invitation to EET Match"
BODY = (
    "Hello {name},\n\n"
    "{by} of {council} invites you to sign in for {employer}. There you post what you can offer, and answer about the "
    "people who are put forward to you.\n\n"
    "Choose a password here:\n{address}\n\n"
    "The link works once, for {days} days. Please do not pass it on. If you did not expect this, do nothing.\n\n"
    "{council}\n"
)
TAKEN_SINCE = "Somebody signs in with this e-mail already. Go to the sign-in page, or ask who invited you."


@transaction.atomic
def invite(contact: EmployerContact, *, by: User) -> SignedLink | None:
    """Mail an invitation; one that went before is taken back. Raises Refused with what is to be done first.

    None: this address signs in already, as a contact of no employer yet, and now signs in for this one.
    """
    check_can_invite(by, contact.employer.council)
    locked = _lock(contact)
    _check_can_be_invited(locked)
    if known := User.objects.filter(email__iexact=locked.email.strip()).first():
        let_sign_in(locked, user=known, by=by)
        return None
    _end(locked, by)
    council = locked.employer.council
    link, secret = make_link(
        purpose=Purpose.INVITATION, subject=locked, council=council, by=by, days=DAYS, for_one_use=True
    )
    words = {"name": locked.name or locked.employer.name, "by": by.name, "council": council, "days": DAYS}
    address = settings.SERVICE_ADDRESS.rstrip("/") + reverse("invited", args=[secret])
    body = BODY.format(**words, employer=locked.employer, address=address)
    put_mail(council=council, to=locked.email, subject=SUBJECT, body=body, key=f"{_key(locked)}{link.public_id}")
    return link


@transaction.atomic
def take_back(contact: EmployerContact, *, by: User) -> None:
    """The link in the mail opens nothing any more; a mail that still waits is not sent."""
    check_can_invite(by, contact.employer.council)
    if not _end(_lock(contact), by):
        raise Refused(f"No invitation to {contact} is open.")


def invited_contact(link: SignedLink) -> EmployerContact:
    """Whom this link invites. Raises LinkClosed when they are on the register no more, or sign in already."""
    rows = EmployerContact.objects.select_related("employer__council")
    contact = rows.filter(public_id=link.subject_id, employer__council=link.council_id, user=None).first()
    if contact is None:
        raise LinkClosed(REVOKED)
    return contact


@transaction.atomic
def accept(link: SignedLink, *, name: str, password: str) -> User:
    """The invited person becomes a user of their organisation, once. Raises Refused for a password that is too weak."""
    contact = _lock(invited_contact(link))
    use_link(link)
    user = User(email=contact.email.strip().lower(), name=name.strip(), council=link.council, roles=["employer"])
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise Refused(". ".join(error.messages), field="password") from error
    if User.objects.filter(email__iexact=user.email).exists():
        raise Refused(TAKEN_SINCE)
    user.set_password(password)
    user.save()
    record("user_added", user, council=link.council, by=user, fields=["email", "name", "roles"], roles=user.roles)
    let_sign_in(contact, user=user, by=None)
    return user


def latest_invitations(contacts: Iterable[EmployerContact]) -> dict[UUID, SignedLink]:
    """The newest invitation of each contact, by the contact's public id."""
    rows = SignedLink.objects.filter(
        purpose=Purpose.INVITATION, subject_id__in=[contact.public_id for contact in contacts]
    )
    return {link.subject_id: link for link in rows.order_by("made_at", "pk")}


def _lock(contact: EmployerContact) -> EmployerContact:
    rows = EmployerContact.objects.select_related("employer__council").select_for_update(of=["self"])
    return rows.get(pk=contact.pk)


def _check_can_be_invited(contact: EmployerContact) -> None:
    if contact.user_id:
        raise Refused(f"{contact} signs in already.")
    if not contact.email:
        raise Refused(f"We know no e-mail of {contact}. Add a contact with one first.")
    if contact.awaits_check:
        raise Refused(f"Nobody at the council has spoken with {contact} yet. Speak with them first.")


def _end(contact: EmployerContact, by: User) -> int:
    """Take back what was sent and stop what waits. Returns how many links that closed."""
    stop_keyed(_key(contact))
    return revoke_links(by=by, purpose=Purpose.INVITATION, subject_id=contact.public_id)


def _key(contact: EmployerContact) -> str:
    return f"invitation:{contact.public_id}:"
