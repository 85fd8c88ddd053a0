"""The packs of past months, as they were agreed."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from config.public_ids import PublicIdModel
from matching.reports.pack.querysets import MonthlyPackQuerySet
from matching.reports.pack.states import PACK
from matching.reports.pack.tree import Pack, as_drawn_up


class MonthlyPack(PublicIdModel):
    """One version of a month's figures and pictures. Once agreed it never changes; a correction is a new version."""

    council = models.ForeignKey("accounts.Council", models.PROTECT, related_name="monthly_packs")
    month = models.DateField(help_text="First day of the month")
    version = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=10, choices=PACK.choices, default="draft")
    because = models.CharField(max_length=300, blank=True, help_text="Why it corrects the version before")
    figures = models.JSONField(help_text="See tree.py")
    pictures = models.JSONField(default=dict, help_text="SVG by the chart's code")
    drawn_up_at = models.DateTimeField()
    drawn_up_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    agreed_at = models.DateTimeField(null=True, blank=True)
    agreed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    objects = MonthlyPackQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-month", "-version"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["council", "month", "version"], name="one_pack_per_version"),
            models.UniqueConstraint(fields=["council", "month"], condition=Q(state="draft"), name="one_draft_pack"),
            models.UniqueConstraint(fields=["council", "month"], condition=Q(state="agreed"), name="one_agreed_pack"),
            models.CheckConstraint(condition=Q(month__day=1), name="pack_month_is_its_first_day"),
            models.CheckConstraint(
                condition=Q(state="draft", agreed_at=None, agreed_by=None)
                | ~Q(state="draft") & Q(agreed_at__isnull=False, agreed_by__isnull=False),
                name="agreed_pack_says_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(version=1) | ~Q(because=""),
                name="correction_says_why",
                violation_error_message="Say what was wrong, in a sentence.",
            ),
        ]

    def __str__(self) -> str:
        return f"EET panel pack, {self.month:%B %Y}"

    @property
    def pack(self) -> Pack:
        return as_drawn_up(self.figures)
