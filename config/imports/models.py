"""Files that were loaded, each row as it was sent, and the values a person still has to confirm."""

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from config.imports.querysets import ImportFileQuerySet, ValueToConfirmQuerySet, WaitingFileQuerySet
from config.public_ids import PublicIdModel


class Source(models.TextChoices):
    """The kinds of file the service reads."""

    COHORT = "cohort", "Cohort (Annex A list 9)"
    AUDIT = "audit", "Aspiration audit"
    PLEDGES = "pledges", "Pledge sheet"
    DISPLAY_ADVERT = "display_advert", "Find an apprenticeship vacancies"
    JOB_POSTING = "job_posting", "JobPosting vacancies"
    OPEN_REFERRAL = "open_referral", "Open Referral UK services"
    COUNCIL_VACANCIES = "council_vacancies", "The council’s own vacancies"


class ImportFile(PublicIdModel):
    """One file taken. The same bytes for the same council and source are taken once."""

    council = models.ForeignKey("accounts.Council", models.PROTECT, related_name="+")
    source = models.CharField(max_length=20, choices=Source)
    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    as_of = models.DateField(help_text="The day the file describes")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)
    taken = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    to_confirm = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    absent_keys = ArrayField(models.CharField(max_length=100), default=list, help_text="Sent before, not in this file")
    left_out = models.JSONField(
        default=list, help_text="[row, reference, column, what to do] of each fault that refused a row; no values"
    )

    objects = ImportFileQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-recorded_at"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["council", "source", "sha256"],
                name="one_import_per_file",
                violation_error_message="This file was loaded before, so nothing was changed.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_source_display()}: {self.name}"


class WaitingFile(PublicIdModel):
    """A file that was sent and checked, until its sender loads it or starts again. Nobody else sees it."""

    council = models.ForeignKey("accounts.Council", models.CASCADE, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    source = models.CharField(max_length=20, choices=Source)
    name = models.CharField(max_length=200)
    as_of = models.DateField(help_text="The day the file describes")
    older_anyway = models.BooleanField(default=False, help_text="Its sender wants it as history")
    data = models.BinaryField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()

    objects = WaitingFileQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-recorded_at"]

    def __str__(self) -> str:
        return f"{self.get_source_display()}: {self.name}"


class ImportedRow(models.Model):
    """A row as it was sent, every version kept: `current` is the newest of its key."""

    file = models.ForeignKey(ImportFile, models.CASCADE, related_name="rows")
    council = models.ForeignKey("accounts.Council", models.PROTECT, related_name="+")
    source = models.CharField(max_length=20, choices=Source)
    key = models.CharField(max_length=100)
    number = models.PositiveIntegerField(help_text="Row in the file, headings counted")
    values = models.JSONField()
    values_hash = models.CharField(max_length=64)
    current = models.BooleanField(default=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["council", "source", "key"], condition=Q(current=True), name="one_current_row_per_key"
            )
        ]


class ValueToConfirm(PublicIdModel):
    """A value that could not be read for certain: stored as unknown, and asked of a person."""

    council = models.ForeignKey("accounts.Council", models.PROTECT, related_name="+")
    file = models.ForeignKey(ImportFile, models.CASCADE, related_name="values_to_confirm")
    key = models.CharField(max_length=100)
    row_number = models.PositiveIntegerField()
    column = models.CharField(max_length=120)
    value = models.CharField(max_length=500)
    candidates = ArrayField(models.CharField(max_length=40), default=list)
    sentence = models.CharField(max_length=500)
    subject_id = models.UUIDField(null=True)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    code = models.CharField(max_length=40, blank=True, help_text="What it was confirmed to be")
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = ValueToConfirmQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "values to confirm"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(confirmed_at=None, confirmed_by=None)
                | Q(confirmed_at__isnull=False, confirmed_by__isnull=False),
                name="confirmed_at_and_by_together",
            )
        ]
