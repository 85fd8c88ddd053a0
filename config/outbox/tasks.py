"""Sending by the clock: first what an hour makes due, then each mail on its own."""

from collections.abc import Iterator
from datetime import date
from functools import partial

from django.conf import settings
from django.utils.module_loading import import_string

from config.accounts.models import Council
from config.jobs.job import Part, whole
from config.outbox.actions import due, note_lost, send_one
from config.outbox.notify import never_arrived


def mails_due(council: Council, day: date) -> Iterator[Part]:
    """One part a mail: a worker that dies in the middle has sent at most the one it was at. A sent one is not due."""
    for write in settings.BEFORE_SENDING:
        import_string(write)()
    for pk in due().filter(council=council).values_list("pk", flat=True):
        yield Part("", partial(send_one, pk))


def receipts(council: Council, day: date) -> list[Part]:
    """GOV.UK Notify is asked which mails it took and could not deliver."""
    return whole(lambda council, day: sum(note_lost(council, *lost) for lost in never_arrived()), council, day)
