"""The morning's mails by the clock (N5)."""

from collections.abc import Iterator
from datetime import date
from functools import partial

from config.accounts.models import Council, User
from config.jobs.job import Part
from matching.desks.digests.digest import send


def mails(council: Council, day: date) -> Iterator[Part]:
    """One part a person."""
    for user in User.objects.filter(council=council, is_active=True).select_related("council").order_by("pk"):
        yield Part(f"{user.pk}", partial(send, user, day))
