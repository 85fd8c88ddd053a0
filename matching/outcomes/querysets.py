"""Reads of outcome milestones, stories and guarantees."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from aspirations.models import YoungPerson
from config.accounts.models import Council, User
from config.reference.vocabulary import label_of
from employers.models import EmployerContact
from matching.nominations.models import Nomination
from matching.placements.models import EetPlacement


class OutcomeMilestoneQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> Self:
        return self.filter(placement__in=EetPlacement.objects.visible_to(user))

    def with_label(self) -> Self:
        """With `label`, the moment in the council's words, such as "After 13 weeks"."""
        return self.annotate(label=label_of("follow_ups", OuterRef("moment"), OuterRef("placement__council")))

    def with_who_is_asked(self) -> Self:
        """With `shares`: an agreement names the employer, so it may be asked; else only the young person is.

        And `is_mailed`: it has a contact whom the council knows, with an address.
        """
        contacts = EmployerContact.objects.trusted().exclude(email="")
        at_employer = contacts.filter(employer=OuterRef("placement__opportunity__employer"))
        shares = Exists(Nomination.objects.introduced().filter(pk=OuterRef("placement__nomination")))
        return self.annotate(shares=shares).annotate(is_mailed=Exists(at_employer) & Q(shares=True))

    def waiting(self) -> Self:
        """Not answered and not let go, whether or not the day has come."""
        return self.filter(answer="", cancelled_at=None)

    def due_by(self, day: date) -> Self:
        """Asked for by this day and not answered."""
        return self.waiting().filter(due_on__lte=day)


class StoryQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> Self:
        """By those who work with the person: others read one only where it may be used."""
        return self.filter(person__in=YoungPerson.objects.worked_with_by(user))

    def usable_for(self, use: str, council: Council) -> Self:
        """Agreed to, and not taken back; never of a restricted record, nor of somebody who has died (R3)."""
        open_ones = self.filter(person__council=council, person__is_restricted=False, person__died_on=None)
        return open_ones.filter(uses__contains=[use], taken_back_at=None).select_related("person")


class GuaranteeQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> Self:
        return self.filter(nomination__in=Nomination.objects.visible_to(user))
