"""The plan for places: who could get which of the month's places, what that costs, what people chose (M8)."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from aspirations.models import YoungPerson
from config.public_ids import PublicIdModel
from matching.nominations.models import Nomination
from matching.panel.models import PanelMeeting
from matching.panel.plan.querysets import PanelPlanQuerySet, PlanChoiceQuerySet, PlanRowQuerySet
from matching.shortlists.models import WeightSet
from opportunities.models import Opportunity


class PanelPlan(PublicIdModel):
    """One drawing up of a meeting's plan. Never changed but by accepting it; working out again adds a version."""

    class Pool(models.TextChoices):
        YES = "yes", "Young people who said yes"
        NEET = "neet", "Everyone not in EET"

    meeting = models.ForeignKey(PanelMeeting, models.PROTECT, related_name="plans")
    version = models.PositiveSmallIntegerField()
    pool = models.CharField(max_length=4, choices=Pool)
    day = models.DateField(help_text="The day that must-haves and closing dates were read for")
    drawn_up_at = models.DateTimeField()
    drawn_up_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    weights = models.ForeignKey(WeightSet, models.PROTECT, related_name="+")
    need_weights = models.JSONField(help_text="Name and bands: [code, from points, weight], lowest first")
    curve = models.CharField(max_length=30, help_text="From points to starts expected")
    places = models.PositiveIntegerField(help_text="Places there were to share")
    on_their_way = models.PositiveIntegerField(default=0, help_text="People left out: something is on its way already")
    prices = models.JSONField(help_text="Each way of sharing, and by its id what each choice costs")
    inputs = models.JSONField(help_text="People with need points, places, and the points of every pair that could be")
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    objects = PanelPlanQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["meeting", "-version"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["meeting", "version"], name="one_plan_per_version"),
            models.CheckConstraint(
                condition=Q(accepted_at=None, accepted_by=None)
                | Q(accepted_at__isnull=False, accepted_by__isnull=False),
                name="accepted_at_and_by_together",
            ),
        ]

    def __str__(self) -> str:
        return f"Plan for places, {self.meeting.month:%B %Y}, version {self.version}"


class PlanRow(PublicIdModel):
    """One young person in a plan, once: with a place and why, or without one, why not and what would help."""

    plan = models.ForeignKey(PanelPlan, models.CASCADE, related_name="rows")
    person = models.ForeignKey(YoungPerson, models.PROTECT, related_name="plan_rows")
    need = models.PositiveSmallIntegerField(help_text="Need points of the agenda")
    band = models.CharField(max_length=40, help_text="Code of the list 'need_bands'")
    opportunity = models.ForeignKey(Opportunity, models.PROTECT, null=True, related_name="plan_rows")
    points = models.PositiveSmallIntegerField(null=True)
    could_take = models.PositiveSmallIntegerField(help_text="How many of the places this person could take")
    why = models.TextField()
    would_help = models.TextField(blank=True)
    swap_person = models.ForeignKey(YoungPerson, models.PROTECT, null=True, related_name="+")
    swap_opportunity = models.ForeignKey(Opportunity, models.PROTECT, null=True, related_name="+")
    nomination = models.ForeignKey(Nomination, models.PROTECT, null=True, related_name="plan_rows")

    objects = PlanRowQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["plan", "-need", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["plan", "person"], name="everyone_once_in_a_plan"),
            models.CheckConstraint(
                condition=Q(opportunity=None, points=None, nomination=None)
                | Q(opportunity__isnull=False, points__isnull=False),
                name="a_place_has_its_points",
            ),
            models.CheckConstraint(
                condition=Q(swap_person=None, swap_opportunity=None)
                | Q(swap_person__isnull=False, swap_opportunity__isnull=False, opportunity=None),
                name="a_swap_is_for_who_has_no_place",
            ),
        ]


class PlanChoice(PublicIdModel):
    """What somebody on the panel decided beforehand: this place for this person, or not this place. With the reason."""

    class Act(models.TextChoices):
        LOCK = "lock", "Locked"
        FORBID = "forbid", "Not this place"

    meeting = models.ForeignKey(PanelMeeting, models.PROTECT, related_name="plan_choices")
    person = models.ForeignKey(YoungPerson, models.PROTECT, related_name="plan_choices")
    opportunity = models.ForeignKey(Opportunity, models.PROTECT, related_name="plan_choices")
    act = models.CharField(max_length=6, choices=Act)
    reason = models.CharField(max_length=300)
    chosen_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    chosen_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    objects = PlanChoiceQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["chosen_at"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["meeting", "person", "opportunity"],
                condition=Q(ended_at=None),
                name="one_choice_per_pair",
                violation_error_message="This place is locked for them, or ruled out, already.",
            ),
            models.UniqueConstraint(
                fields=["meeting", "person"],
                condition=Q(ended_at=None, act="lock"),
                name="one_lock_per_person",
                violation_error_message="They are locked to another place already. Unlock that first.",
            ),
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="a_choice_says_why",
                violation_error_message="Say why, in a sentence.",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None) | Q(ended_at__gte=F("chosen_at"), ended_by__isnull=False),
                name="a_choice_ends_by_somebody",
            ),
        ]
