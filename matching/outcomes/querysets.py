"""Reads of outcome milestones."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import OuterRef

from config.accounts.models import User
from config.reference.vocabulary import label_of
from matching.placements.models import EetPlacement


class OutcomeMilestoneQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> Self:
        return self.filter(placement__in=EetPlacement.objects.visible_to(user))

    def with_label(self) -> Self:
        """With `label`, the moment in the council's words, such as "After 13 weeks"."""
        return self.annotate(label=label_of("follow_ups", OuterRef("moment"), OuterRef("placement__council")))

    def due_by(self, day: date) -> Self:
        """Asked for by this day and not answered."""
        return self.filter(due_on__lte=day, answer="", cancelled_at=None)
