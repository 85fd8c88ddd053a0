"""Ranked lists: what was drawn up, when, from what and with which weights."""

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from aspirations.models import YoungPerson
from config.public_ids import PublicIdModel
from matching.shortlists.querysets import ShortlistEntryQuerySet
from opportunities.models import Opportunity


class WeightSet(PublicIdModel):
    """How many of the 100 points each part can give (M6). Never changed: a new set is added, with its reason."""

    name = models.CharField(max_length=60)
    council = models.ForeignKey("accounts.Council", models.CASCADE, null=True, blank=True, related_name="+")
    valid_from = models.DateField()
    points = models.JSONField(help_text="Part name to whole points; they add up to 100")
    reason = models.CharField(max_length=300)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["-valid_from", "-recorded_at"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["name", "council"], nulls_distinct=False, name="one_weight_set_per_name"),
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="weights_need_a_reason",
                violation_error_message="Say why the weights change.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class PairState(models.Model):
    """What the ranking must know of one person and one opportunity; written by the rooms on the right.

    `set_aside` is empty when the pair may be suggested. `introduced_on` also counts for an employer's fair turn.
    """

    class Why(models.TextChoices):
        DECLINED_FOR_GOOD = "declined_for_good", "Ended for good"
        PAUSED_PAIR = "paused_pair", "Waits for a date"
        LIVE_NOMINATION = "live_nomination", "Put forward"

    person = models.ForeignKey(YoungPerson, models.CASCADE, related_name="pair_states")
    opportunity = models.ForeignKey(Opportunity, models.CASCADE, related_name="pair_states")
    set_aside = models.CharField(max_length=20, choices=Why, blank=True)
    until_on = models.DateField(null=True, blank=True)
    introduced_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "opportunity"], name="one_state_per_pair"),
            models.CheckConstraint(
                condition=~Q(set_aside="paused_pair") | Q(until_on__isnull=False), name="a_paused_pair_has_a_day"
            ),
        ]


class ShortlistRun(PublicIdModel):
    """One time the lists of a council were drawn up. Only a finished run is shown."""

    council = models.ForeignKey("accounts.Council", models.PROTECT, related_name="shortlist_runs")
    weights = models.ForeignKey(WeightSet, models.PROTECT, related_name="+")
    day = models.DateField(help_text="The day the lists are for: ages, closing dates and spells as of it")
    back_end = models.CharField(max_length=40, help_text="What read the words")
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    only_for = ArrayField(models.BigIntegerField(), null=True, help_text="The people asked for; empty for everyone")
    people = models.PositiveIntegerField(default=0)
    opportunities = models.PositiveIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["-started_at"]

    def __str__(self) -> str:
        return f"{self.council} {self.day}"


class ShortlistEntry(models.Model):
    """One opportunity on one person's list. `parts` are whole points in the engine's order; they add up to `points`."""

    run = models.ForeignKey(ShortlistRun, models.CASCADE, related_name="entries")
    person = models.ForeignKey(YoungPerson, models.CASCADE, related_name="shortlist_entries")
    opportunity = models.ForeignKey(Opportunity, models.CASCADE, related_name="shortlist_entries")
    rank = models.PositiveSmallIntegerField()
    points = models.PositiveSmallIntegerField()
    parts = ArrayField(models.PositiveSmallIntegerField())
    unknown_parts = models.PositiveSmallIntegerField(help_text="Bit per part that counted its usual value")
    to_check = models.BigIntegerField(help_text="Bit per required fact that nobody has recorded")

    objects = ShortlistEntryQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["run", "person", "rank"]
        verbose_name_plural = "shortlist entries"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["run", "person", "opportunity"], name="one_entry_per_pair_and_run"),
            models.UniqueConstraint(fields=["run", "person", "rank"], name="one_entry_per_rank"),
        ]


class ShortlistOverride(PublicIdModel):
    """A person acting against the ranking, with a reason (M10): add, leave out, or move to a place in the list."""

    class Act(models.TextChoices):
        ADD = "add", "Added"
        LEAVE_OUT = "leave_out", "Left out"
        MOVE = "move", "Moved"

    person = models.ForeignKey(YoungPerson, models.CASCADE, related_name="shortlist_overrides")
    opportunity = models.ForeignKey(Opportunity, models.CASCADE, related_name="shortlist_overrides")
    act = models.CharField(max_length=10, choices=Act)
    rank = models.PositiveSmallIntegerField(null=True, blank=True)
    reason = models.CharField(max_length=300)
    run = models.ForeignKey(ShortlistRun, models.SET_NULL, null=True, related_name="+")
    rank_before = models.PositiveSmallIntegerField(null=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person", "opportunity"], condition=Q(ended_at=None), name="one_override_per_pair"
            ),
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="override_needs_a_reason",
                violation_error_message="Say why; it helps the next list.",
            ),
            models.CheckConstraint(
                condition=Q(act="move", rank__isnull=False) | (~Q(act="move") & Q(rank=None)),
                name="a_move_has_a_rank",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=F("recorded_at")), name="override_ends_after_it_begins"
            ),
        ]


class LookedThrough(models.Model):
    """How far a council's audit trail was looked through for what changes a list (M9).

    An event may be seen only after a later one, because its transaction lasts longer: each is looked at twice.
    """

    council = models.OneToOneField("accounts.Council", models.CASCADE, related_name="+")
    event = models.PositiveBigIntegerField(help_text="The newest event seen")
    event_before = models.PositiveBigIntegerField(help_text="The newest one the time before")

    def __str__(self) -> str:
        return f"{self.council} to {self.event}"
