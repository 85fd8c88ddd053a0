"""Signed links: a way in for people without an account (a young person, an employer's contact, somebody invited).

The secret is in the address and nowhere else; what is kept is its SHA-256. `open_link` only reads, so a GET changes
nothing. A page that acts calls `use_link` in the transaction of its action.
"""

import hashlib
import secrets
from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.utils import timezone

from config.accounts.models import Council, SignedLink, User
from config.audit_trail.models import Event
from config.audit_trail.trail import event_of, record, record_all
from config.public_ids import PublicIdModel
from config.refusal import Refused

Purpose = SignedLink.Purpose
SECRET_BYTES = 24
RUN_OUT = "This link has run out."
USED = "This link was used before."
REVOKED = "This link was taken back."
UNKNOWN = "This link is not complete. Open it again from the message."


class LinkClosed(Refused):
    """The link opens nothing (any more); the page says how to get a new one."""


@transaction.atomic
def make_link(
    *,
    purpose: Purpose,
    subject: PublicIdModel,
    council: Council,
    by: User | None,
    days: int,
    person: PublicIdModel | None = None,
    pin: str = "",
    for_one_use: bool = False,
) -> tuple[SignedLink, str]:
    """A new link and its secret, which cannot be read again. Ends after `days` days. The caller has judged `by`."""
    secret = secrets.token_urlsafe(SECRET_BYTES)
    link = SignedLink.objects.create(
        council=council,
        purpose=purpose,
        subject_id=subject.public_id,
        person_id=person.public_id if person else None,
        token_hash=hash_of(secret),
        pin_hash=make_password(pin) if pin else "",
        for_one_use=for_one_use,
        expires_at=timezone.now() + timedelta(days),
        made_by=by,
    )
    record("link_made", link, council=council, by=by, person=person, purpose=purpose)
    return link, secret


def open_link(secret: str, purpose: Purpose) -> SignedLink:
    """The link of this secret. Raises LinkClosed with why it opens nothing. Changes nothing."""
    link = SignedLink.objects.select_related("council").filter(token_hash=hash_of(secret), purpose=purpose).first()
    check_open(link)
    assert link is not None
    return link


def check_open(link: SignedLink | None) -> None:
    if link is None:
        raise LinkClosed(UNKNOWN)
    if link.revoked_at is not None:
        raise LinkClosed(REVOKED)
    if link.for_one_use and link.used_at is not None:
        raise LinkClosed(USED)
    if link.expires_at <= timezone.now():
        raise LinkClosed(RUN_OUT)


@transaction.atomic
def use_link(link: SignedLink) -> None:
    """Note that the link acted. Of two at once, a link for one use lets one through: the other meets LinkClosed."""
    locked = SignedLink.objects.select_for_update().get(pk=link.pk)
    check_open(locked)
    locked.used_at = link.used_at = timezone.now()
    locked.save(update_fields=["used_at"])
    _record("link_used", [locked], by=None)


def is_right_pin(link: SignedLink, pin: str) -> bool:
    """Whether the PIN fits. A wrong one counts, so call it outside a transaction that may fail; the third revokes."""
    with transaction.atomic():
        locked = SignedLink.objects.select_for_update().get(pk=link.pk)
        check_open(locked)
        if check_password(pin.strip(), locked.pin_hash):
            if locked.tries_left < 3:
                SignedLink.objects.filter(pk=locked.pk).update(tries_left=3)
            return True
        locked.tries_left -= 1
        locked.revoked_at = None if locked.tries_left else timezone.now()
        locked.save(update_fields=["tries_left", "revoked_at"])
        link.tries_left, link.revoked_at = locked.tries_left, locked.revoked_at
        _record("link_pin_wrong", [locked], by=None)
    return False


@transaction.atomic
def revoke_links(
    *, by: User | None, purpose: Purpose | None = None, subject_id: UUID | None = None, person_id: UUID | None = None
) -> int:
    """Take back every open link of this subject or this person (a withdrawal, a death). Returns how many."""
    if subject_id is None and person_id is None:
        raise ValueError("Say of what or of whom the links are taken back.")
    wanted = {"purpose": purpose, "subject_id": subject_id, "person_id": person_id}
    rows = SignedLink.objects.filter(revoked_at=None, **{name: value for name, value in wanted.items() if value})
    rows = rows.exclude(for_one_use=True, used_at__isnull=False)
    ending = list(rows.filter(expires_at__gt=timezone.now()).select_for_update())
    SignedLink.objects.filter(pk__in=[link.pk for link in ending]).update(revoked_at=timezone.now())
    _record("link_revoked", ending, by=by)
    return len(ending)


def hash_of(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def _record(verb: str, links: Iterable[SignedLink], by: User | None) -> None:
    events: list[Event] = []
    for link in links:
        event = event_of(verb, link, council=link.council, by=by, purpose=link.purpose)
        event.person_id = link.person_id
        events.append(event)
    record_all(events)
