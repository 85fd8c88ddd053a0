"""Reads of concerns."""

from datetime import timedelta
from typing import Self

from django.db import models
from django.utils import timezone

from aspirations.people.models import YoungPerson
from config.accounts.models import User

TELL_MANAGER_AFTER = timedelta(hours=1)
"""Row 'concern' of the list of due steps: own time, same day, then the manager."""


class ConcernQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> Self:
        """Of the people this user works with: never by the panel's or the council's view."""
        return self.filter(person__in=YoungPerson.objects.worked_with_by(user))

    def open(self) -> Self:
        return self.filter(closed_at=None)

    def waiting_too_long(self) -> Self:
        """Nobody has said "I have this" within the hour, and the manager does not know yet."""
        since = timezone.now() - TELL_MANAGER_AFTER
        return self.open().filter(taken_at=None, manager_told_at=None, raised_at__lte=since)
