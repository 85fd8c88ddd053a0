"""How programs sign in, and the answers kept for those that ask twice."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from config.accounts.models import User
from config.accounts.permissions import Scope
from config.public_ids import PublicIdModel


def check_scopes(scopes: list[str]) -> None:
    if unknown := sorted(set(scopes) - set(Scope)):
        raise ValidationError(f"Choose scopes from: {', '.join(Scope)}. Unknown: {', '.join(unknown)}.")


class ApiToken(PublicIdModel):
    """A way in for an organisation's program, in the name of one of its users: never more than that user may.

    The secret is shown once; what is kept is its SHA-256. It ends by its day, by being revoked, or with its user.
    """

    user = models.ForeignKey(User, models.PROTECT, related_name="api_tokens", help_text="In whose name it acts")
    label = models.CharField(max_length=100, help_text="Which program holds it")
    scopes = ArrayField(models.CharField(max_length=20), validators=[check_scopes])
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    expires_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-made_at"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("made_at")),
                name="token_ends_after_it_began",
                violation_error_message="A token must hold for at least a day.",
            )
        ]

    def __str__(self) -> str:
        return self.label


class KeptAnswer(models.Model):
    """What a request with this Idempotency-Key was answered, so that a second one makes nothing new."""

    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    key = models.CharField(max_length=100)
    asked = models.CharField(max_length=64, help_text="SHA-256 of method, address and body")
    answer = models.JSONField(default=dict)
    made_at = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["user", "key"], name="one_answer_per_key")]

    def __str__(self) -> str:
        return self.key
