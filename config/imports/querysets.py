"""Reads of loaded files and of the questions they left."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from config.accounts.models import User
from config.accounts.permissions import Permission


class ImportFileQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> Self:
        """The files of the user's council, for those who load files."""
        may = user.may(Permission.IMPORT_PEOPLE) or user.may(Permission.IMPORT_OFFERS)
        return self.filter(council=user.council_id) if may and user.council_id else self.none()


class WaitingFileQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> Self:
        """The user's own, until they run out. The bytes are not read along."""
        mine = self.filter(by=user, council=user.council_id, expires_at__gt=timezone.now())
        return mine.defer("data")


class ValueToConfirmQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> Self:
        """The questions put to this user, and those left by files that the user loaded."""
        return self.filter(Q(owner=user) | Q(file__by=user), council=user.council_id)

    def open(self) -> Self:
        return self.filter(confirmed_at=None)

    def confirmed(self) -> Self:
        return self.exclude(confirmed_at=None)
