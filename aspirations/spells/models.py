"""What a young person does now: spells of activity in SSDA903 codes, with the words of the file kept (A1)."""

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q

from aspirations.people.models import YoungPerson
from aspirations.spells.activity import in_words
from aspirations.spells.querysets import EetSpellQuerySet
from config.public_ids import PublicIdModel


class Days(Func):
    """[started_on, ended_on): the day a spell ends is the first day of what follows."""

    function = "DATERANGE"
    output_field = DateRangeField()


class EetSpell(PublicIdModel):
    """One activity from a day until another. `activity` is an SSDA903 ACTIV code, or 0 for "no information".

    A spell first seen in a file began on that day or before: `started_on_or_before` is set, and every length that
    is counted from it is shown as "at least".
    """

    person = models.ForeignKey(YoungPerson, models.CASCADE, related_name="spells")
    activity = models.CharField(max_length=2)
    words = models.CharField(max_length=200, blank=True, help_text="As the file said it")
    started_on = models.DateField()
    started_on_or_before = models.BooleanField(default=False)
    ended_on = models.DateField(null=True, blank=True)
    last_seen_on = models.DateField(help_text="The last day a file or a person confirmed it")
    file = models.ForeignKey("imports.ImportFile", models.SET_NULL, null=True, blank=True, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    objects = EetSpellQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["person", "started_on"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gt=F("started_on")), name="spell_ends_after_it_begins"
            ),
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(ended_on=None),
                name="one_open_spell_per_person",
                violation_error_message="End the current activity first.",
            ),
            ExclusionConstraint(
                name="spells_do_not_overlap",
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    (Days(F("started_on"), F("ended_on")), RangeOperators.OVERLAPS),
                ],
                violation_error_message="Another activity is already recorded for these days.",
            ),
        ]

    @property
    def in_words(self) -> str:
        return in_words(self.activity)

    def __str__(self) -> str:
        return f"{self.activity} from {self.started_on}"
