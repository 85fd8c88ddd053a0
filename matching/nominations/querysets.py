"""Reads of nominations."""

from typing import Self

from django.db import models

from aspirations.models import YoungPerson
from config.accounts.models import User
from config.accounts.permissions import Permission
from matching.nominations import states


class NominationQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> Self:
        """Staff: those of the people they may see. An employer: those introduced to it with agreement in force."""
        if user.may(Permission.ANSWER_NOMINATIONS):
            return self.introduced().filter(opportunity__employer__contacts__user=user)
        return self.filter(person__in=YoungPerson.objects.visible_to(user))

    def changeable_by(self, user: User) -> Self:
        """The same for an employer; staff move those of the people they work with, not all that a panel shows them."""
        if user.may(Permission.ANSWER_NOMINATIONS):
            return self.visible_to(user)
        return self.filter(person__in=YoungPerson.objects.worked_with_by(user))

    def live(self) -> Self:
        return self.filter(state__in=states.LIVE)

    def introduced(self) -> Self:
        """Introduced to the employer, with an agreement to share that has not been withdrawn."""
        with_employer = [*states.WITH_EMPLOYER, *states.HOLDS_PLACE]
        return self.filter(
            state__in=with_employer,
            person__died_on=None,
            agreements__withdrawn_at=None,
            agreements__employer=models.F("opportunity__employer"),
        )

    def ended_with(self, user: User) -> Self:
        """Introduced to this contact's employer once, and over now: nobody there is told any more who it was."""
        mine = self.filter(opportunity__employer__contacts__user=user, state__in=states.OVER_FOR_EMPLOYER)
        return mine.filter(moves__target="introduced").distinct()
