"""Reads of meetings and agendas."""

from datetime import date
from typing import Self

from django.db import models

from aspirations.models import YoungPerson
from config.accounts.models import User
from config.accounts.permissions import Permission


class PanelMeetingQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> Self:
        if not user.may(Permission.SEE_AGENDA):
            return self.none()
        return self.filter(council=user.council_id)

    def in_month(self, month: date) -> Self:
        return self.filter(month=month.replace(day=1))


class AgendaItemQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> Self:
        """The people whose record the user may open; the panel's own right comes with the frozen agenda."""
        return self.filter(person__in=YoungPerson.objects.visible_to(user))

    def undecided(self) -> Self:
        return self.filter(to_discuss=True, decision=None)
