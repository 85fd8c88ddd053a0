"""Feeds of offers that are fetched every day (O7)."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from config.imports.models import Source
from config.public_ids import PublicIdModel


class FollowedFeed(PublicIdModel):
    """An address of adverts or services, read in the name of who gave it. One for each kind of file and council.

    One alone, since what a newer file of a kind does not hold counts as gone.
    """

    class Kind(models.TextChoices):
        DISPLAY_ADVERT = Source.DISPLAY_ADVERT.value, Source.DISPLAY_ADVERT.label
        JOB_POSTING = Source.JOB_POSTING.value, Source.JOB_POSTING.label
        OPEN_REFERRAL = Source.OPEN_REFERRAL.value, Source.OPEN_REFERRAL.label
        COUNCIL_VACANCIES = Source.COUNCIL_VACANCIES.value, Source.COUNCIL_VACANCIES.label

    council = models.ForeignKey("accounts.Council", models.PROTECT, related_name="+")
    source = models.CharField(max_length=20, choices=Kind)
    address = models.CharField(max_length=250)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    etag = models.CharField(max_length=200, blank=True)
    read_at = models.DateTimeField(null=True, blank=True, help_text="When it was last read, or said to be as before")
    outcome = models.CharField(max_length=500, blank=True, help_text="What came of the last fetch, as a sentence")
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-made_at"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["council", "source"],
                condition=Q(ended_at=None),
                name="one_feed_of_a_kind",
                violation_error_message="Your council follows a feed of this kind already. End that one first.",
            )
        ]

    def __str__(self) -> str:
        return self.address
