"""Sending by the clock: first what an hour makes due, then each mail on its own."""

from collections.abc import Iterator
from datetime import date
from functools import partial

from django.conf import settings
from django.db.models import QuerySet
from django.utils.module_loading import import_string

from config.accounts.models import Council
from config.jobs.job import Part, whole
from config.outbox.actions import due, note_lost, send_one
from config.outbox.models import Message
from config.outbox.notify import never_arrived


def mails_due(council: Council, day: date) -> Iterator[Part]:
    """One part a mail: a worker that dies in the middle has sent at most the one it was at. A sent one is not due."""
    for write in settings.BEFORE_SENDING:
        import_string(write)()
    yield from _each(due().filter(council=council, webhook=None))


def events_due(council: Council, day: date) -> Iterator[Part]:
    """The same for other systems, apart: one that is slow holds up no mail."""
    yield from _each(due().filter(council=council, webhook__isnull=False))


def _each(messages: QuerySet[Message]) -> Iterator[Part]:
    for pk in messages.values_list("pk", flat=True):
        yield Part("", partial(send_one, pk))


def receipts(council: Council, day: date) -> list[Part]:
    """GOV.UK Notify is asked which mails it took and could not deliver."""
    return whole(lambda council, day: sum(note_lost(council, *lost) for lost in never_arrived()), council, day)
