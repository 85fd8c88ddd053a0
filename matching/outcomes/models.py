"""How it went: milestones at the start and after 13, 26 and 52 weeks (R2)."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from config.public_ids import PublicIdModel
from matching.outcomes.querysets import OutcomeMilestoneQuerySet
from matching.placements.models import EetPlacement


class OutcomeMilestone(PublicIdModel):
    """One day to ask how it goes, and the answer. An unanswered milestone is unknown, never a failure."""

    class Answer(models.TextChoices):
        SUSTAINED = "sustained", "Still there"
        MOVED_ON = "moved_on", "Moved on to a next step"
        PART = "part", "Partly there"
        NOT_SUSTAINED = "not_sustained", "No longer there"
        DID_NOT_SHOW = "did_not_show", "Did not come"

    class AnsweredFor(models.TextChoices):
        EMPLOYER = "employer", "The employer"
        ADVISER = "adviser", "The adviser, by phone"
        PERSON = "person", "The young person"

    placement = models.ForeignKey(EetPlacement, models.CASCADE, related_name="milestones")
    week = models.PositiveSmallIntegerField(help_text="0, 13, 26 or 52 weeks from the start")
    due_on = models.DateField()
    answer = models.CharField(max_length=13, choices=Answer, blank=True)
    answered_for = models.CharField(max_length=8, choices=AnsweredFor, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    note = models.CharField(max_length=500, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True, help_text="The placement ended before it was due")

    objects = OutcomeMilestoneQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["due_on"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["placement", "week"], name="one_milestone_per_week"),
            models.CheckConstraint(condition=Q(week__in=[0, 13, 26, 52]), name="milestone_week_is_known"),
            models.CheckConstraint(
                condition=Q(answer="", answered_at=None, answered_for="")
                | ~Q(answer="") & Q(answered_at__isnull=False) & ~Q(answered_for=""),
                name="an_answer_says_for_whom_and_when",
            ),
        ]
