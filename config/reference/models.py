"""Coded lists and dated figures. Codes are never renamed or reused; a row that ends stays readable."""

from datetime import date
from typing import TYPE_CHECKING, ClassVar, Self, TypeVar

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q

from config.public_ids import PublicIdModel

if TYPE_CHECKING:
    from config.accounts.models import User


class DateRange(Func):
    """[valid_from, valid_to): the end day is not counted; an empty end means for good."""

    function = "DATERANGE"
    output_field = DateRangeField()


VALID = DateRange(F("valid_from"), F("valid_to"))


Row = TypeVar("Row", bound=models.Model)


class DatedQuerySet(models.QuerySet[Row]):
    def on(self, day: date) -> Self:
        """The rows in force on this day."""
        return self.filter(Q(valid_to=None) | Q(valid_to__gt=day), valid_from__lte=day)


class Dated(PublicIdModel):
    """A row in force from one day until (not including) another."""

    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=200, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        abstract = True

    def holds_on(self, day: date) -> bool:
        """Whether it is in force on this day; the same as `on` of a query."""
        return self.valid_from <= day and (self.valid_to is None or self.valid_to > day)


def no_overlap(name: str, *keys: str) -> ExclusionConstraint:
    """Never two rows in force on one day for the same key."""
    expressions = [(key, RangeOperators.EQUAL) for key in keys]
    return ExclusionConstraint(
        name=name,
        expressions=[*expressions, (VALID, RangeOperators.OVERLAPS)],
        violation_error_message="Another row already covers these dates: end it first.",
    )


class CodedTerm(Dated):
    """One row of a coded list (`vocabularies.md`). With a council: that council's own wording or an added row."""

    list = models.CharField(max_length=30)
    code = models.CharField(max_length=40)
    council = models.ForeignKey("accounts.Council", models.CASCADE, null=True, blank=True, related_name="+")
    label = models.CharField(max_length=100)
    definition = models.CharField(max_length=400, blank=True)
    group = models.CharField(max_length=40, blank=True)
    order = models.PositiveSmallIntegerField()
    hidden = models.BooleanField(default=False, help_text="A council may hide a row from new entry")
    attributes = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering: ClassVar = ["list", "order"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["list", "code", "council", "valid_from"], nulls_distinct=False, name="one_term_per_code"
            )
        ]

    def __str__(self) -> str:
        return self.label


class ListsVersion(models.Model):
    """One row, changed by a trigger with every change of the coded terms: what a process kept of them holds or not."""

    version = models.UUIDField()

    def __str__(self) -> str:
        return str(self.version)


class MinimumWage(Dated):
    """Pounds per hour of one wage band (domain.md 6)."""

    class Band(models.TextChoices):
        AGE_21 = "age_21", "21 and over"
        AGE_18 = "age_18", "18 to 20"
        UNDER_18 = "under_18", "Under 18"
        APPRENTICE = "apprentice", "Apprentice under 19, or in the first year"

    band = models.CharField(max_length=10, choices=Band)
    pounds_per_hour = models.DecimalField(max_digits=5, decimal_places=2)

    class Meta:
        ordering: ClassVar = ["-valid_from", "band"]
        constraints: ClassVar = [no_overlap("one_wage_per_band_and_day", "band")]


class AgeRule(Dated):
    """Who may start an opportunity of this kind, by age at the start. Empty ages mean no limit."""

    kind = models.CharField(max_length=30, help_text="Opportunity kind; 'duty' is the duty to participate")
    youngest = models.PositiveSmallIntegerField(null=True, blank=True)
    oldest = models.PositiveSmallIntegerField(null=True, blank=True, help_text="Last whole year of age allowed")
    oldest_care_leaver = models.PositiveSmallIntegerField(null=True, blank=True)
    sentence = models.CharField(max_length=200)

    class Meta:
        ordering: ClassVar = ["kind", "-valid_from"]
        constraints: ClassVar = [no_overlap("one_age_rule_per_kind_and_day", "kind")]


class Bursary(Dated):
    """Money that follows a start. `payable_after_days` are counted from the start."""

    code = models.CharField(max_length=40)
    label = models.CharField(max_length=100)
    pounds = models.DecimalField(max_digits=8, decimal_places=2)
    payable_after_days = models.JSONField(default=list)
    kinds = models.JSONField(default=list)
    under_age = models.PositiveSmallIntegerField(null=True, blank=True)
    sentence = models.CharField(max_length=300)

    class Meta:
        verbose_name_plural = "bursaries"
        ordering: ClassVar = ["code", "-valid_from"]
        constraints: ClassVar = [no_overlap("one_bursary_per_code_and_day", "code")]


class Target(Dated):
    """A share of young people that a council wants to see in EET, in percent."""

    council = models.ForeignKey("accounts.Council", models.CASCADE, null=True, blank=True, related_name="+")
    measure = models.CharField(max_length=30)
    percent = models.DecimalField(max_digits=4, decimal_places=1)

    class Meta:
        ordering: ClassVar = ["measure", "percent"]


class PlacesTarget(Dated):
    """How many places kept for care leavers a council wants to see filled in a year from 1 April."""

    council = models.ForeignKey("accounts.Council", models.CASCADE, related_name="+")
    places = models.PositiveSmallIntegerField()

    class Meta:
        ordering: ClassVar = ["-valid_from"]
        constraints: ClassVar = [no_overlap("one_places_target_a_day", "council")]


class Guarantee(Dated):
    """Something a council has published that it promises its care leavers, by age; other councils read it too (S7)."""

    council = models.ForeignKey("accounts.Council", models.CASCADE, related_name="guarantees")
    label = models.CharField(max_length=100)
    more = models.CharField(max_length=400, blank=True)
    from_age = models.PositiveSmallIntegerField()
    until_age = models.PositiveSmallIntegerField(null=True, blank=True, help_text="It ends on this birthday")

    class Meta:
        ordering: ClassVar = ["from_age", "label"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(until_age=None) | Q(until_age__gt=F("from_age")),
                name="guarantee_ends_after_it_begins",
                violation_error_message="The age at which it ends must be higher than the age from which it counts.",
            ),
        ]

    def __str__(self) -> str:
        return self.label


class Benchmark(PublicIdModel):
    """A published percentage of another area, for comparison, with its year."""

    area = models.CharField(max_length=60)
    measure = models.CharField(max_length=30)
    age_band = models.CharField(max_length=10)
    year = models.PositiveSmallIntegerField()
    percent = models.DecimalField(max_digits=4, decimal_places=1)
    source = models.CharField(max_length=200)

    class Meta:
        ordering: ClassVar = ["measure", "age_band", "area", "year"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["area", "measure", "age_band", "year"], name="one_benchmark_per_year")
        ]


class NamedOwner(PublicIdModel):
    """Who stands behind a code of the list 'owners' in one council: for an outside body, who chases it."""

    council = models.ForeignKey("accounts.Council", models.CASCADE, related_name="+")
    owner = models.CharField(max_length=40, help_text="Code of the list 'owners'")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    deputy = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["owner"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["council", "owner"], name="one_named_person_per_owner"),
            models.CheckConstraint(
                condition=Q(deputy=None) | ~Q(deputy=F("person")),
                name="deputy_is_somebody_else",
                violation_error_message="Choose somebody else as deputy.",
            ),
        ]

    @property
    def acts(self) -> "User | None":
        """The named person; the deputy once that person cannot sign in any more."""
        able = [user for user in (self.person, self.deputy) if user and user.is_active]
        return able[0] if able else None
