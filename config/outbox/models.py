"""Messages to be sent: written in the same transaction as what they tell of, sent afterwards by a worker."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from config.public_ids import PublicIdModel


class Message(PublicIdModel):
    """One mail. No personal data in the subject line. `key` makes sending twice impossible."""

    council = models.ForeignKey("accounts.Council", models.PROTECT, related_name="+")
    to = models.CharField(max_length=254)
    subject = models.CharField(max_length=150, blank=True)
    body = models.TextField()
    key = models.CharField(max_length=150, unique=True)
    person_id = models.UUIDField(null=True, help_text="Public id of the young person it concerns")
    recorded_at = models.DateTimeField(auto_now_add=True)
    not_before_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    last_error = models.CharField(max_length=500, blank=True)
    stopped_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(sent_at=None) | Q(stopped_at=None),
                name="message_sent_or_stopped",
                violation_error_message="This message was already sent, so it cannot be stopped.",
            )
        ]
        indexes: ClassVar = [models.Index(fields=["recorded_at"], condition=Q(sent_at=None), name="message_waiting")]


class LeftOut(models.Model):
    """A kind of line that somebody does not want in their morning mail."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="left_out")
    kind = models.CharField(max_length=30)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["user", "kind"], name="left_out_once")]

    def __str__(self) -> str:
        return self.kind
