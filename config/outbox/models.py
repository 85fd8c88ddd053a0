"""Messages to be sent: written in the same transaction as what they tell of, sent afterwards by a worker."""

from datetime import timedelta
from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone

from config.public_ids import PublicIdModel


class Webhook(PublicIdModel):
    """Where another system wants to be told what happens, in the name of one user: only what that user may read.

    The secret that signs what is sent is made from the service's own key and the id, so it is kept nowhere.
    """

    class Event(models.TextChoices):
        OPPORTUNITY_LIVE = "opportunity.live", "An opportunity is open"
        OPPORTUNITY_CLOSED = "opportunity.closed", "An opportunity is not open any more"
        NOMINATION_MOVED = "nomination.moved", "A nomination has moved on"
        OUTCOME_DUE = "outcome.due", "Somebody asks how a start goes"

    RESTS = timedelta(minutes=1)
    """After a failure, so that an address that is down costs one try a minute, however much waits for it."""

    council = models.ForeignKey("accounts.Council", models.PROTECT, related_name="+")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="webhooks")
    address = models.CharField(max_length=250)
    events = ArrayField(models.CharField(max_length=20, choices=Event))
    made_at = models.DateTimeField(auto_now_add=True)
    failed_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-made_at"]

    def __str__(self) -> str:
        return self.address

    @property
    def is_open(self) -> bool:
        return self.ended_at is None and self.owner.is_active

    @property
    def rests(self) -> bool:
        return self.failed_at is not None and timezone.now() - self.failed_at < self.RESTS


class Message(PublicIdModel):
    """One mail or, with `webhook`, one event as JSON. No personal data in the subject line, no link in an event.

    `key` makes sending twice impossible.
    """

    TRIES, WEBHOOK_TRIES = 5, 8

    council = models.ForeignKey("accounts.Council", models.PROTECT, related_name="+")
    webhook = models.ForeignKey(Webhook, models.PROTECT, null=True, related_name="messages")
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

    @property
    def state(self) -> str:
        """waiting, arrived, given_up or stopped."""
        if self.sent_at or self.stopped_at:
            return "arrived" if self.sent_at else "stopped"
        return "waiting" if self.tries < (self.WEBHOOK_TRIES if self.webhook_id else self.TRIES) else "given_up"


class LeftOut(models.Model):
    """A kind of line that somebody does not want in their morning mail."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="left_out")
    kind = models.CharField(max_length=30)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["user", "kind"], name="left_out_once")]

    def __str__(self) -> str:
        return self.kind
