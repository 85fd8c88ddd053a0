"""What a young person writes on their own page for their adviser to read (A8, A10)."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from aspirations.people.models import YoungPerson
from config.public_ids import PublicIdModel


class MessageFromPerson(PublicIdModel):
    """Words kept as they were written. The adviser says when they were read; nothing answers by itself."""

    class About(models.TextChoices):
        ANSWER = "answer", "With an answer to an offer"
        LOOKS_WRONG = "looks_wrong", "Something looks wrong"

    person = models.ForeignKey(YoungPerson, models.CASCADE, related_name="messages_written")
    about = models.CharField(max_length=12, choices=About)
    words = models.CharField(max_length=1000)
    written_at = models.DateTimeField(auto_now_add=True)
    read_at = models.DateTimeField(null=True, blank=True)
    read_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["person", "-written_at"]
        verbose_name_plural = "messages from people"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(read_at=None, read_by=None) | Q(read_at__isnull=False, read_by__isnull=False),
                name="message_read_at_and_by_together",
            ),
            models.CheckConstraint(
                condition=~Q(words=""),
                name="message_says_something",
                violation_error_message="Write what you want to say.",
            ),
        ]
