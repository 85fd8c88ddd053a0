"""Reads of monthly packs."""

from datetime import date
from typing import Self

from django.db import models

from config.accounts.models import Council, User
from config.accounts.permissions import Permission


class MonthlyPackQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> Self:
        """The panel sees its council's drafts too; whoever may see figures sees every version that was agreed."""
        if not user.may(Permission.SEE_FIGURES):
            return self.none()
        own = self.filter(council=user.council_id)
        return own if user.may(Permission.SEE_AGENDA) else own.exclude(state="draft")

    def of_month(self, council: Council, month: date) -> Self:
        return self.filter(council=council, month=month.replace(day=1))

    def in_force(self) -> Self:
        """What was agreed and not replaced since."""
        return self.filter(state="agreed")
