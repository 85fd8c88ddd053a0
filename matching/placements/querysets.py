"""Reads of EET placements."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q

from aspirations.models import YoungPerson
from config.accounts.models import User
from config.accounts.permissions import Permission
from matching.nominations.models import Nomination


class EetPlacementQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> Self:
        """Staff: of the people they may see. An employer: its own, while the agreement to share holds."""
        if user.may(Permission.ANSWER_NOMINATIONS):
            return self.filter(nomination__in=Nomination.objects.visible_to(user))
        return self.filter(person__in=YoungPerson.objects.visible_to(user))

    def counting_as_eet(self) -> Self:
        """Those with an activity code: never an enabler, never a stepping stone (E3)."""
        return self.exclude(activity="")

    def to_speak_of(self) -> Self:
        """Ended, and nobody has spoken with the young person since: the list says by when (vocabularies 2)."""
        silent = Q(person__last_contact_on=None) | Q(person__last_contact_on__lt=F("ended_on"))
        return self.filter(silent, contact_by_on__isnull=False, person__died_on=None)

    def running_on(self, day: date) -> Self:
        return self.filter(Q(ended_on=None) | Q(ended_on__gt=day), started_on__lte=day)
