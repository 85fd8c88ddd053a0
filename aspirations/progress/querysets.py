"""Reads of steps and contacts."""

from typing import Self

from django.db import models

from aspirations.people.models import YoungPerson
from config.accounts.models import User


class SoftOutcomeQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> Self:
        return self.standing().filter(person__in=YoungPerson.objects.visible_to(user))

    def standing(self) -> Self:
        """Those that were not undone: what counts in figures."""
        return self.filter(undone_at=None)


class ContactMadeQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> Self:
        """By those who work with the person alone: how and when somebody is reached is for no wider view."""
        return self.filter(person__in=YoungPerson.objects.worked_with_by(user))
