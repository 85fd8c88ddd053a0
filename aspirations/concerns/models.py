"""A worry about safety (A10): who has it, since when, what was done. Seen by those who work with the person alone."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from aspirations.concerns.querysets import ConcernQuerySet
from aspirations.people.models import YoungPerson
from config.public_ids import PublicIdModel


class Concern(PublicIdModel):
    """Something that may be about safety, due the same day. It has one owner at a time and ends with what was done.

    `words` are kept as they were said; they never leave in a message, a file or the trail.
    """

    class Source(models.TextChoices):
        WISH = "wish", "In a wish"
        OWN_PAGE = "own_page", "On their own page"
        EMPLOYER = "employer", "In an employer's answer"
        NOTE = "note", "In a note"
        TOLD = "told", "Told to a colleague"

    person = models.ForeignKey(YoungPerson, models.CASCADE, related_name="concerns")
    source = models.CharField(max_length=10, choices=Source)
    source_id = models.UUIDField(null=True, blank=True, help_text="Public id of what holds the words")
    words = models.TextField(blank=True, max_length=4000)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    raised_at = models.DateTimeField()
    raised_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    due_on = models.DateField()
    taken_at = models.DateTimeField(null=True, blank=True, help_text="When its owner said: I have this")
    manager_told_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    what_was_done = models.TextField(blank=True, max_length=2000)

    objects = ConcernQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-raised_at"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["source_id"], name="one_concern_per_source"),
            models.CheckConstraint(
                condition=Q(closed_at=None, closed_by=None, what_was_done="")
                | Q(closed_at__isnull=False, closed_by__isnull=False) & ~Q(what_was_done=""),
                name="a_closed_concern_says_what_was_done",
                violation_error_message="Say what was done.",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["owner"], condition=Q(closed_at=None), name="open_concerns_by_owner"),
        ]

    def __str__(self) -> str:
        return f"Concern of {self.raised_at:%-d %B %Y}"


class ConcernHandedOn(models.Model):
    """One time a concern went from one owner to another, with what was said."""

    concern = models.ForeignKey(Concern, models.CASCADE, related_name="handed_on")
    owner_before = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    owner_after = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    words = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["concern", "at"]
