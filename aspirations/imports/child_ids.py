"""Finding people by the Child Unique ID of a row, however it is typed."""

from collections.abc import Iterable, Mapping

from django.db import models

from aspirations.people.models import YoungPerson
from config.accounts.models import Council
from config.imports.keys import plain_key


class ChildIds:
    """Every Child Unique ID of a council's cohort, as it was first given. One query."""

    def __init__(self, council: Council) -> None:
        self.council = council
        self.given = {
            plain_key(child_id): child_id for child_id in self._of_council().values_list("child_id", flat=True)
        }

    def _of_council(self) -> models.QuerySet[YoungPerson]:
        return YoungPerson.objects.filter(council=self.council)

    def people(self, keys: Iterable[str]) -> Mapping[str, YoungPerson]:
        """By key; locked until the end, with who works with them."""
        wanted = [self.given[key] for key in keys if key in self.given]
        rows = (
            self._of_council().filter(child_id__in=wanted).order_by("pk").select_for_update(of=("self",), no_key=True)
        )
        workers = ("manager", "personal_adviser", "social_worker")
        return {plain_key(person.child_id): person for person in rows.prefetch_related(*workers)}
