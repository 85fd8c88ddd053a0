"""Reads of what should not be told twice."""

from typing import Self

from django.db import models

from aspirations.people.models import YoungPerson
from config.accounts.models import User


class TellOnceQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> Self:
        """By those who work with the person, since it was told to them."""
        return self.standing().filter(person__in=YoungPerson.objects.worked_with_by(user))

    def standing(self) -> Self:
        return self.filter(withdrawn_at=None)
