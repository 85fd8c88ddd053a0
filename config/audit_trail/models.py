"""Who did or saw what. Events hold opaque ids and field names only; the values live in history that can be erased.

Both tables are insert-only (a trigger refuses update and delete). Events are chained per council by seals, written
just after the event's transaction, so that a long import does not hold up everybody else's work (docs/adr).
"""

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models.fields.json import KeyTransform

from config.public_ids import PublicIdModel


class Event(PublicIdModel):
    """One act by one person (or by the system, when `actor` is empty) on one subject."""

    council = models.ForeignKey("accounts.Council", models.PROTECT, related_name="+")
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    verb = models.CharField(max_length=60)
    subject_type = models.CharField(max_length=60)
    subject_id = models.UUIDField()
    person_id = models.UUIDField(null=True, help_text="Public id of the young person it concerns, where there is one")
    fields = ArrayField(models.CharField(max_length=60), default=list)
    context = models.JSONField(default=dict, help_text="Opaque ids, codes and counts; never names or own words")
    occurred_at = models.DateTimeField(help_text="When it happened, never later than it was written down")
    recorded_at = models.DateTimeField(null=True, help_text="Empty in events of the first releases")

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["council", "person_id", "-occurred_at"]),
            models.Index(fields=["subject_id"]),
            GinIndex(OpClass(KeyTransform("people", "context"), name="jsonb_path_ops"), name="people_of_a_list_seen"),
        ]

    def __str__(self) -> str:
        return f"{self.occurred_at:%Y-%m-%d %H:%M} {self.verb} {self.subject_type}"


class Seal(models.Model):
    """The link of one event in its council's chain: sha256 over the previous hash and the event's content."""

    council = models.ForeignKey("accounts.Council", models.PROTECT, related_name="+")
    position = models.PositiveBigIntegerField()
    event = models.OneToOneField(Event, models.PROTECT, related_name="seal")
    hash = models.CharField(max_length=64)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["council", "position"], name="one_seal_per_position"),
        ]
