"""Reads of shortlists."""

from typing import Self

from django.apps import apps
from django.db import models
from django.db.models import OuterRef, Q, Subquery

from aspirations.models import YoungPerson
from config.accounts.models import User


class ShortlistEntryQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> Self:
        return self.filter(person__in=YoungPerson.objects.visible_to(user))

    def newest(self) -> Self:
        """The entries of each person's newest finished run; none where that run found nothing for them."""
        runs = apps.get_model("matching", "ShortlistRun").objects.filter(
            Q(only_for=None) | Q(only_for__contains=[OuterRef("person")]),
            council=OuterRef("person__council"),
            finished_at__isnull=False,
        )
        return self.filter(run=Subquery(runs.order_by("-finished_at").values("pk")[:1]))
