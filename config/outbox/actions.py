"""Putting messages into the outbox and sending them."""

from collections.abc import Collection
from datetime import datetime, timedelta
from email.utils import parseaddr
from smtplib import SMTPRecipientsRefused
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import models, transaction
from django.db.models import Case, F, Q, Value, When
from django.utils import timezone

from config.accounts.models import Council, User, check_may
from config.accounts.permissions import Permission
from config.audit_trail.trail import record
from config.outbox.delivering import deliver
from config.outbox.models import LeftOut, Message, Webhook
from config.refusal import NotAllowed, Refused

TRIES = Message.TRIES
WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120))
"""After each failed try but the last: a mail server that is down for an afternoon is still reached."""
WEBHOOK_WAITS = (*WAITS, *(timedelta(hours=hours) for hours in (6, 12, 24)))
"""Another system that is down over a night and a day is still reached."""
TRIES_LEFT = Q(webhook=None, tries__lt=TRIES) | Q(webhook__isnull=False, tries__lt=Message.WEBHOOK_TRIES)
NEVER_TAKEN = 500
"""From here on a mail server's answer about an address is its last word (RFC 5321, 4.2.1); below, it may change."""
LINK = "://"
CLEARED = "This message held a link. Its words are not kept."
KEPT_WORDS = Case(When(body__contains=LINK, then=Value(CLEARED)), default="body", output_field=models.TextField())
"""A link opens something without a password, so it stays readable nowhere once its message is sent or stopped."""


def put_mail(
    *,
    council: Council,
    to: str,
    subject: str,
    body: str,
    key: str,
    person_id: UUID | None = None,
    not_before_at: datetime | None = None,
) -> None:
    """Leave a mail in the outbox. The same `key` again changes nothing."""
    Message.objects.bulk_create(
        [
            Message(
                council=council,
                to=to,
                subject=subject,
                body=body,
                key=key,
                person_id=person_id,
                not_before_at=not_before_at,
            )
        ],
        ignore_conflicts=True,
    )


@transaction.atomic
def choose_kinds(*, user: User, left_out: Collection[str], among: Collection[str], by: User) -> None:
    """Which kinds of line, of those `among`, this user's morning mail leaves out. Everybody chooses for themselves."""
    if user != by:
        raise NotAllowed("Everybody chooses their own mails.")
    LeftOut.objects.filter(user=user, kind__in=among).delete()
    LeftOut.objects.bulk_create(LeftOut(user=user, kind=kind) for kind in sorted(left_out))
    if user.council:
        record("mails_chosen", user, council=user.council, by=by, left_out=sorted(left_out))


def stop_for(person_id: UUID) -> int:
    """Stop everything still waiting that concerns this person (a death, an erasure). Returns how many."""
    return _stop(Message.objects.filter(person_id=person_id))


def stop_keyed(beginning: str) -> int:
    """Stop everything still waiting whose key begins like this (a withdrawal). Returns how many."""
    return _stop(Message.objects.filter(key__startswith=beginning))


def _stop(messages: models.QuerySet[Message]) -> int:
    return messages.filter(sent_at=None, stopped_at=None).update(stopped_at=timezone.now(), body=KEPT_WORDS)


def was_put(key: str) -> bool:
    """Whether a message of this key was left in the outbox before."""
    return Message.objects.filter(key=key).exists()


def send_due() -> int:
    """Send what is due, one message a transaction, each locked while it is sent. Returns how many went out."""
    sent = 0
    for pk in list(due().values_list("pk", flat=True)):
        sent += send_one(pk)
    return sent


def due() -> models.QuerySet[Message]:
    now = timezone.now()
    return Message.objects.filter(
        Q(webhook=None) | Q(webhook__owner__is_active=True),
        TRIES_LEFT,
        Q(not_before_at=None) | Q(not_before_at__lte=now),
        sent_at=None,
        stopped_at=None,
    ).order_by("recorded_at")


def tried_in_vain() -> models.QuerySet[Message]:
    """A try failed; the next one comes later."""
    return Message.objects.filter(TRIES_LEFT, sent_at=None, stopped_at=None, tries__gte=1)


def given_up() -> models.QuerySet[Message]:
    """Tried so often, or refused so clearly, that a person must look why."""
    return Message.objects.filter(~TRIES_LEFT, sent_at=None, stopped_at=None)


@transaction.atomic
def send_again(message: Message, *, by: User) -> Message:
    """Put what one's own council gave up back among those that are due. Raises Refused."""
    check_may(by, Permission.RUN_JOBS)
    row = given_up().select_for_update().filter(pk=message.pk, council=by.council_id).first()
    if row is None:
        raise Refused("This is not among what did not arrive any more.")
    if row.body == CLEARED:
        raise Refused("This mail held a link, which is kept nowhere once it has left. Make a new link.")
    row.tries, row.not_before_at = 0, None
    row.save(update_fields=["tries", "not_before_at"])
    record("mail_sent_again", row, council=row.council, by=by)
    return row


def note_lost(council: Council, message: UUID, why: str) -> int:
    """A mail that was taken and reached no mailbox counts as given up. Returns 1, or 0 where that is known."""
    sent = Message.objects.filter(council=council, public_id=message).exclude(sent_at=None)
    return sent.update(sent_at=None, tries=TRIES, last_error=why)


def post(message: Message) -> None:
    """Hand it over, always with the same id: sent again after a crash, it is the same mail or the same event."""
    if message.webhook:
        deliver(message)
    else:
        _mail(message)


def _mail(message: Message) -> None:
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].partition("@")[2]
    named = {"Message-ID": f"<{message.public_id}@{domain}>"}
    EmailMessage(message.subject, message.body, None, [message.to], headers=named).send()


@transaction.atomic
def send_one(pk: int) -> bool:
    message = due().select_for_update(of=["self"], skip_locked=True).filter(pk=pk).first()
    if message is None or (message.webhook and message.webhook.rests):
        return False
    try:
        post(message)
    except SMTPRecipientsRefused as error:
        refused = error.recipients[message.to]
        _note_trouble(message, refused[1].decode(errors="replace"), for_good=refused[0] >= NEVER_TAKEN)
        return False
    except OSError as error:
        _note_trouble(message, str(error), for_good=False)
        return False
    Message.objects.filter(pk=pk).update(tries=F("tries") + 1, sent_at=timezone.now(), last_error="", body=KEPT_WORDS)
    return True


def _note_trouble(message: Message, said: str, *, for_good: bool) -> None:
    """A mail server that is in trouble is tried again; an address that it will never take is not."""
    tries = TRIES if for_good else message.tries + 1
    waits = WEBHOOK_WAITS if message.webhook else WAITS
    wait = waits[min(message.tries, len(waits) - 1)]
    if message.webhook:
        Webhook.objects.filter(pk=message.webhook.pk).update(failed_at=timezone.now())
    Message.objects.filter(pk=message.pk).update(
        tries=tries, last_error=said[:500], not_before_at=timezone.now() + wait
    )
