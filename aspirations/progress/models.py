"""What happens from week to week: steps forward (A6), and when we were in touch (A9)."""

from datetime import date
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from aspirations.people.models import YoungPerson
from aspirations.progress.querysets import ContactMadeQuerySet, SoftOutcomeQuerySet
from config.public_ids import PublicIdModel


def quarter_of(day: date) -> date:
    """The first day of the calendar quarter that the day lies in."""
    return date(day.year, 3 * ((day.month - 1) // 3) + 1, 1)


class SoftOutcome(PublicIdModel):
    """A step forward: of the list 'soft_outcomes', once for a person and quarter, or in own words. No score."""

    class ToldBy(models.TextChoices):
        ADVISER = "adviser", "The adviser"
        HOST = "host", "A host or employer"
        PERSON = "person", "The young person"

    person = models.ForeignKey(YoungPerson, models.CASCADE, related_name="soft_outcomes")
    code = models.CharField(max_length=40, blank=True, help_text="Code of the list 'soft_outcomes'; blank: own words")
    words = models.CharField(max_length=300, blank=True)
    on = models.DateField()
    quarter = models.DateField(help_text="First day of the quarter")
    told_by = models.CharField(max_length=8, choices=ToldBy, default=ToldBy.ADVISER)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    objects = SoftOutcomeQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-on", "-recorded_at"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person", "code", "quarter"],
                condition=Q(undone_at=None) & ~Q(code=""),
                name="one_step_per_quarter",
                violation_error_message="This step is already recorded this quarter.",
            ),
            models.CheckConstraint(
                condition=~Q(code="") | ~Q(words=""),
                name="a_step_says_what",
                violation_error_message="Choose a step, or say it in your own words.",
            ),
        ]


class ContactMade(PublicIdModel):
    """A time we were in touch, or tried. Only a two-way contact moves the day of the last one."""

    class How(models.TextChoices):
        FACE_TO_FACE = "face_to_face", "Face to face"
        PHONE = "phone", "By phone"
        TEXT = "text", "By text"
        VIDEO = "video", "By video"
        MAIL = "mail", "By e-mail"
        LETTER = "letter", "By letter"

    person = models.ForeignKey(YoungPerson, models.CASCADE, related_name="contacts_made")
    on = models.DateField()
    how = models.CharField(max_length=12, choices=How)
    two_way = models.BooleanField(help_text="They answered; else it was a try")
    words = models.CharField(max_length=500, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    objects = ContactMadeQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-on", "-recorded_at"]
