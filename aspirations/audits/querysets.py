"""Reads of aspiration audits."""

from typing import Self

from django.db import models

from aspirations.people.models import YoungPerson
from config.accounts.models import User
from config.accounts.permissions import Permission


class AspirationRoundQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> Self:
        """The rounds of the user's council, for those who run them."""
        may = user.council_id is not None and user.may(Permission.RUN_AUDIT_ROUNDS)
        return self.filter(council=user.council_id) if may else self.none()

    def open(self) -> Self:
        return self.filter(closed_on=None)


class AspirationAuditQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> Self:
        return self.filter(person__in=YoungPerson.objects.visible_to(user))

    def current(self) -> Self:
        return self.filter(is_current=True)
