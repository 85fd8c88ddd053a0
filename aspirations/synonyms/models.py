"""How people of one council say it: words of theirs, and the plain words that they are read as (A3)."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from config.public_ids import PublicIdModel


class Synonym(PublicIdModel):
    """`said` is read as `means` in every wish of the council until it ends. Nobody's own words are changed by it."""

    council = models.ForeignKey("accounts.Council", models.CASCADE, related_name="synonyms")
    said = models.CharField(max_length=60)
    plain = models.CharField(max_length=60, help_text="`said` in small letters, without accents and punctuation")
    means = models.CharField(max_length=100)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["plain"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["council", "plain"],
                condition=Q(ended_at=None),
                name="one_meaning_per_synonym",
                violation_error_message="These words have a meaning already. End it first.",
            )
        ]

    def __str__(self) -> str:
        return f"“{self.said}” means “{self.means}”"
