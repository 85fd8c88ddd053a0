"""Reads of employers and events."""

from typing import Self

from django.db import models

from config.accounts.models import User
from config.accounts.permissions import Permission


class EmployerQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> Self:
        """An employer's contact sees the own organisation; council staff see their council's register."""
        if user.may(Permission.ANSWER_NOMINATIONS):
            return self.filter(contacts__user=user)
        return self.filter(council=user.council_id) if user.is_active and user.council_id else self.none()


class EmployerContactQuerySet(models.QuerySet):
    def trusted(self) -> Self:
        """Those the council knows: nobody else is told anything about a young person."""
        return self.filter(awaits_check=False)


class BusinessEventQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> Self:
        """Events of the user's council, for its staff."""
        if user.may(Permission.ANSWER_NOMINATIONS):
            return self.none()
        return self.filter(council=user.council_id) if user.is_active and user.council_id else self.none()
