"""Reads of aspiration audits."""

from typing import Self

from django.db import models

from aspirations.people.models import YoungPerson
from config.accounts.models import User


class AspirationAuditQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> Self:
        return self.filter(person__in=YoungPerson.objects.visible_to(user))

    def current(self) -> Self:
        return self.filter(is_current=True)
