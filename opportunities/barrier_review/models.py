"""The three questions that HR answers before a council vacancy goes live (O4); every round is kept."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from config.public_ids import PublicIdModel


class BarrierReview(PublicIdModel):
    """One round of review of one vacancy. Until HR has answered, the answers are empty and it waits."""

    opportunity = models.ForeignKey("opportunities.Opportunity", models.CASCADE, related_name="reviews")
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    due_on = models.DateField(null=True, blank=True)
    appropriate = models.BooleanField(null=True, help_text="Right for someone starting out")
    entry_is_barrier = models.BooleanField(null=True)
    interview_guaranteed = models.BooleanField(null=True)
    kept_because = models.TextField(blank=True, help_text="Why an entry point that is a barrier is kept")
    words = models.TextField(blank=True, help_text="What the department is told")
    findings = models.JSONField(
        default=list, blank=True, help_text="Each clause found: label, words, whether it is kept or softened, and why"
    )
    passed = models.BooleanField(null=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["-asked_at", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["opportunity"], condition=Q(answered_at=None), name="one_review_waits_per_opportunity"
            ),
            models.CheckConstraint(
                condition=Q(answered_at=None, passed=None)
                | Q(
                    answered_at__isnull=False,
                    passed__isnull=False,
                    appropriate__isnull=False,
                    entry_is_barrier__isnull=False,
                    interview_guaranteed__isnull=False,
                ),
                name="review_needs_every_answer",
                violation_error_message="Answer all three questions.",
            ),
        ]

    def __str__(self) -> str:
        return f"Review of {self.opportunity}"
