"""Sending by the clock: first what an hour makes due, then each mail on its own."""

from collections.abc import Iterator
from datetime import date
from functools import partial

from django.conf import settings
from django.utils.module_loading import import_string

from config.accounts.models import Council
from config.jobs.job import Part
from config.outbox.actions import due, send_one


def mails_due(council: Council, day: date) -> Iterator[Part]:
    """One part a mail: a worker that dies in the middle has sent at most the one it was at. A sent one is not due."""
    for write in settings.BEFORE_SENDING:
        import_string(write)()
    for pk in due().filter(council=council).values_list("pk", flat=True):
        yield Part("", partial(send_one, pk))
