"""Another adviser, and nothing to be told twice (A7)."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from aspirations.handover.querysets import TellOnceQuerySet
from aspirations.people.models import YoungPerson
from config.public_ids import PublicIdModel


class TellOnce(PublicIdModel):
    """Something the person should not have to tell again, in their words or as they agreed it."""

    person = models.ForeignKey(YoungPerson, models.CASCADE, related_name="told_once")
    about = models.CharField(max_length=60, help_text="What it is about, such as school")
    words = models.CharField(max_length=500)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = TellOnceQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["person", "recorded_at"]


class Handover(PublicIdModel):
    """One time the person went from one worker to another, with what comes first for the new one."""

    person = models.ForeignKey(YoungPerson, models.CASCADE, related_name="handovers")
    work = models.CharField(max_length=20, help_text="personal_adviser, social_worker or manager")
    worker_before = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    worker_after = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    words = models.CharField(max_length=1000, blank=True, help_text="What comes first")
    handed_on = models.DateField()
    person_told_on = models.DateField(null=True, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["person", "-recorded_at"]
