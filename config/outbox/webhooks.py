"""Who is told what happens: other systems' addresses, the events left for them, and one sent again."""

import json
from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

from django.db import models, transaction
from django.utils import timezone

from config.accounts.models import User
from config.audit_trail.trail import record
from config.outbox.delivering import secret_of
from config.outbox.models import Message, Webhook
from config.outbox.reaching import check_address
from config.public_ids import PublicIdModel
from config.refusal import NotAllowed, Refused
from config.validation import check_row

MOST = 5
"""Addresses of one user."""
EVENT_KEY = "event:"
"""What the key of every event begins with; then comes what it is about."""
Event = Webhook.Event


@transaction.atomic
def make_webhook(*, address: str, events: Iterable[str], by: User) -> tuple[Webhook, str]:
    """An address of one's own, and the secret that signs what it is sent: shown now, and never again."""
    if by.council is None or not by.is_active:
        raise NotAllowed("You belong to no council yet, so there is nothing to be told of.")
    check_address(address)
    User.objects.select_for_update().get(pk=by.pk)
    if Webhook.objects.filter(owner=by, ended_at=None).count() >= MOST:
        raise Refused(f"You have {MOST} addresses. End one first.")
    webhook = Webhook(council=by.council, owner=by, address=address, events=sorted(set(events)))
    check_row(webhook)
    webhook.save()
    record("webhook_made", webhook, council=by.council, by=by, events=webhook.events)
    return webhook, secret_of(webhook)


@transaction.atomic
def end_webhook(webhook: Webhook, *, by: User) -> None:
    """Nothing is sent there from now on; what waits is stopped."""
    _check_own(webhook, by)
    locked = Webhook.objects.select_for_update().get(pk=webhook.pk)
    if locked.ended_at is not None:
        raise Refused("This address was ended before.")
    locked.ended_at = webhook.ended_at = timezone.now()
    locked.save(update_fields=["ended_at"])
    locked.messages.filter(sent_at=None, stopped_at=None).update(stopped_at=timezone.now())
    record("webhook_ended", locked, council=locked.council, by=by)


def announce(
    event: Event,
    rows: Iterable[PublicIdModel],
    *,
    readers: Callable[[User], models.QuerySet[Any]],
    say: Callable[[Any, User], dict[str, str]],
    key: Callable[[Any], str],
    about: Callable[[Any], UUID | None] = lambda row: None,
) -> int:
    """Leave the event in the outbox, in the caller's transaction, for every address whose owner may read the row now.

    The owner may be of another council: offers are shared. `readers` gives the rows that a user may read, `say` the
    ids and states that are sent, `key` what names this happening (the same again leaves nothing), `about` the public
    id of a young person whose death or erasure stops it. Returns how many were left.
    """
    hooks = Webhook.objects.filter(ended_at=None, owner__is_active=True, events__contains=[event])
    waiting = [
        _message(hook, event, say(row, hook.owner), key(row), about(row))
        for hook in hooks.select_related("owner")
        for row in _readable(rows, readers(hook.owner))
    ]
    return len(Message.objects.bulk_create(waiting, ignore_conflicts=True))


def _readable(rows: Iterable[PublicIdModel], allowed: models.QuerySet[Any]) -> list[PublicIdModel]:
    given = {row.pk: row for row in rows}
    return [given[pk] for pk in sorted(set(allowed.filter(pk__in=given).values_list("pk", flat=True)))]


def _message(hook: Webhook, event: Event, said: dict[str, str], key: str, person: UUID | None) -> Message:
    body = {"type": event.value, "timestamp": timezone.now().isoformat(timespec="milliseconds"), "data": said}
    return Message(
        council_id=hook.council_id,
        webhook=hook,
        to=hook.address,
        subject=event.value,
        body=json.dumps(body),
        key=f"{EVENT_KEY}{key}:{hook.public_id}",
        person_id=person,
    )


@transaction.atomic
def tell_again(message: Message, *, by: User) -> Message:
    """Put an event of one's own address back among those that are due, with the same id. Raises Refused."""
    assert message.webhook is not None
    _check_own(message.webhook, by)
    row = Message.objects.select_for_update(of=["self"]).select_related("webhook__owner").get(pk=message.pk)
    if row.stopped_at is not None or row.webhook is None or not row.webhook.is_open:
        raise Refused("This event was stopped: its address was ended, or nobody may be told of it any more.")
    row.sent_at, row.not_before_at, row.tries = None, None, 0
    row.save(update_fields=["sent_at", "not_before_at", "tries"])
    record("event_sent_again", row, council=row.council, by=by)
    return row


@transaction.atomic
def tell_given_up_again(webhook: Webhook, *, by: User) -> int:
    """Put all that was given up for one's own address back among what is due. Returns how many. Raises Refused."""
    _check_own(webhook, by)
    lost = webhook.messages.filter(sent_at=None, stopped_at=None, tries__gte=Message.WEBHOOK_TRIES)
    told = lost.update(not_before_at=None, tries=0)
    if not told:
        raise Refused("Nothing was given up, so there is nothing to send again.")
    record("event_sent_again", webhook, council=webhook.council, by=by, events=told)
    return told


def _check_own(webhook: Webhook, by: User) -> None:
    if webhook.owner_id != by.pk:
        raise NotAllowed("Everybody keeps their own addresses.")
