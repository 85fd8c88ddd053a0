"""Reads of spells."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q

from aspirations.people.models import YoungPerson
from aspirations.spells.activity import NEET_CODES
from config.accounts.models import User


class EetSpellQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> Self:
        return self.filter(person__in=YoungPerson.objects.visible_to(user))

    def on(self, day: date) -> Self:
        """The spell that holds on this day: begun by then, and not ended by then."""
        return self.filter(Q(ended_on=None) | Q(ended_on__gt=day), started_on__lte=day)

    def neet(self) -> Self:
        return self.filter(activity__in=NEET_CODES)
