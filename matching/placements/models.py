"""EET placements: the job, apprenticeship or course a young person started (R1)."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from aspirations.models import EetSpell, YoungPerson
from config.public_ids import PublicIdModel
from matching.nominations.models import Nomination
from matching.placements.querysets import EetPlacementQuerySet
from opportunities.models import Opportunity


class EetPlacement(PublicIdModel):
    """A start, and how it ended. `activity` is the SSDA903 code by kind and weekly hours; never set for enablers."""

    class EndedBy(models.TextChoices):
        PERSON = "person", "The young person"
        EMPLOYER = "employer", "The employer"
        PROVIDER = "provider", "The provider"
        TOGETHER = "together", "Together"
        PLANNED = "planned", "As planned"
        NOT_KNOWN = "not_known", "Not known yet"

    council = models.ForeignKey("accounts.Council", models.PROTECT, related_name="placements")
    person = models.ForeignKey(YoungPerson, models.PROTECT, related_name="placements")
    nomination = models.OneToOneField(Nomination, models.PROTECT, related_name="placement")
    opportunity = models.ForeignKey(Opportunity, models.PROTECT, related_name="placements")
    spell = models.OneToOneField(EetSpell, models.PROTECT, null=True, blank=True, related_name="placement")
    kind = models.CharField(max_length=30)
    activity = models.CharField(max_length=2, blank=True, help_text="SSDA903 code; blank when the kind is not EET")
    hours_per_week = models.DecimalField(max_digits=4, decimal_places=1, null=True, blank=True)
    started_on = models.DateField()
    planned_end_on = models.DateField(null=True, blank=True, help_text="The last day, where it was known at the start")
    ended_on = models.DateField(null=True, blank=True)
    ended_by = models.CharField(max_length=10, choices=EndedBy, blank=True)
    end_reason = models.CharField(max_length=30, blank=True, help_text="Code of the list 'endings'")
    end_note = models.CharField(max_length=300, blank=True)
    what_next = models.CharField(max_length=300, blank=True)
    contact_by_on = models.DateField(null=True, blank=True, help_text="By when the adviser speaks with the person")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    objects = EetPlacementQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-started_on"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ended_on=None, ended_by="", end_reason="")
                | Q(ended_on__isnull=False) & ~Q(ended_by="") & ~Q(end_reason=""),
                name="an_end_says_who_and_why",
                violation_error_message="Say who ended it, and the reason.",
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("started_on")),
                name="placement_ends_after_it_begins",
                violation_error_message="It cannot end before it started.",
            ),
            models.CheckConstraint(
                condition=Q(planned_end_on=None) | Q(planned_end_on__gte=F("started_on")),
                name="placement_is_to_end_after_it_begins",
                violation_error_message="The last day cannot be before the first.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} at {self.opportunity}"
