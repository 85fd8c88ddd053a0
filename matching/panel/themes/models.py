"""What a council answers to a theme: first what it will do and until when, then what it did and what came of it."""

from datetime import date
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from config.accounts.models import Council
from config.public_ids import PublicIdModel


class ThemeAnswerQuerySet(models.QuerySet):
    def of(self, council: Council) -> Self:
        return self.filter(council=council).select_related("owner")

    def planned(self) -> Self:
        """What is still to be done, first due first."""
        return self.filter(done_on=None).order_by("due_on", "recorded_at")

    def done_since(self, day: date) -> Self:
        """What was done, newest first."""
        return self.filter(done_on__gt=day).order_by("-done_on", "-recorded_at")


class ThemeAnswer(PublicIdModel):
    """One answer of the council to a theme group: "you said, we did". No name and no record stands in it."""

    council = models.ForeignKey("accounts.Council", models.PROTECT, related_name="+")
    group = models.CharField(max_length=40, help_text="Code of the list 'theme_groups'")
    said = models.CharField(max_length=300, blank=True, help_text="What young people said, in their words")
    words = models.CharField(max_length=300, help_text="What the council does about it")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    due_on = models.DateField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)
    since_then = models.CharField(max_length=200, blank=True, help_text="What came of it")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    objects = ThemeAnswerQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-recorded_at"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(done_on__isnull=False) & ~Q(said="")
                | Q(done_on=None, due_on__isnull=False, owner__isnull=False),
                name="answer_is_promised_or_done",
                violation_error_message="Say who does it and until when, or what was said and when it was done.",
            ),
            models.CheckConstraint(condition=~Q(words=""), name="answer_says_what"),
        ]
