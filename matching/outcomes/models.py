"""How it went: the days on which somebody is asked, and what they said (R2, R5)."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from config.public_ids import PublicIdModel
from matching.outcomes.querysets import OutcomeMilestoneQuerySet
from matching.placements.models import EetPlacement


class OutcomeMilestone(PublicIdModel):
    """One day to ask how it goes, and the answer. An unanswered milestone is unknown, never a failure."""

    label: str
    """The moment in the council's words, where `with_label` was asked for."""

    class Answer(models.TextChoices):
        SUSTAINED = "sustained", "Still there"
        COMPLETED = "completed", "Done as agreed"
        MOVED_ON = "moved_on", "Moved on to a next step"
        PART = "part", "Partly there"
        NOT_SUSTAINED = "not_sustained", "No longer there"
        DID_NOT_SHOW = "did_not_show", "Did not come"

    class AnsweredFor(models.TextChoices):
        EMPLOYER = "employer", "The employer"
        ADVISER = "adviser", "The adviser"
        PERSON = "person", "The young person"

    placement = models.ForeignKey(EetPlacement, models.CASCADE, related_name="milestones")
    moment = models.CharField(max_length=10, help_text="Code of the list 'follow_ups', such as start or week_13")
    due_on = models.DateField()
    answer = models.CharField(max_length=13, choices=Answer, blank=True)
    answered_for = models.CharField(max_length=8, choices=AnsweredFor, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    note = models.CharField(max_length=500, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True, help_text="The placement ended before it was due")
    asking_stopped_at = models.DateTimeField(null=True, blank=True, help_text="Told another way: no more mails")
    asking_stopped_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = OutcomeMilestoneQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["due_on"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["placement", "moment"], name="one_milestone_per_moment"),
            models.CheckConstraint(condition=~Q(moment=""), name="milestone_says_which_moment"),
            models.CheckConstraint(
                condition=Q(answer="", answered_at=None, answered_for="")
                | ~Q(answer="") & Q(answered_at__isnull=False) & ~Q(answered_for=""),
                name="an_answer_says_for_whom_and_when",
            ),
        ]
