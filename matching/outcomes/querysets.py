"""Reads of outcome milestones."""

from datetime import date
from typing import Self

from django.db import models

from config.accounts.models import User
from matching.placements.models import EetPlacement


class OutcomeMilestoneQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> Self:
        return self.filter(placement__in=EetPlacement.objects.visible_to(user))

    def due_by(self, day: date) -> Self:
        """Asked for by this day and not answered."""
        return self.filter(due_on__lte=day, answer="", cancelled_at=None)
