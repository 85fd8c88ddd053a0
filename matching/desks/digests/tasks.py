"""The morning's mails by the clock (N5)."""

from collections.abc import Iterator
from datetime import date
from functools import partial

from config.accounts.models import Council, User
from config.jobs.job import Part
from matching.desks.digests.digest import digests_of, send


def mails(council: Council, day: date) -> Iterator[Part]:
    """One part a person and role."""
    for user in User.objects.filter(council=council, is_active=True).select_related("council").order_by("pk"):
        for digest in digests_of(user):
            if digest.is_on(day):
                yield Part(f"{user.pk}:{digest.role}", partial(send, user, digest, day))
