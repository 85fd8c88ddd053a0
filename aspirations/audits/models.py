"""The aspiration audit (A3): rounds, what each person told us in each version, and their wishes in their own words."""

from typing import ClassVar

from django.conf import settings
from django.contrib.gis.db import models
from django.contrib.postgres.fields import ArrayField
from django.db.models import Q

from aspirations.audits.querysets import AspirationAuditQuerySet, AspirationRoundQuerySet
from aspirations.people.models import YoungPerson
from config.public_ids import PublicIdModel
from opportunities.vocabulary.levels import Level

LEVELS = [(level.code, level.label) for level in Level]


class AspirationRound(PublicIdModel):
    """One time the Virtual School asks everyone what they hope for."""

    council = models.ForeignKey("accounts.Council", models.PROTECT, related_name="aspiration_rounds")
    name = models.CharField(max_length=100)
    opened_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True, help_text="Empty while it is open")

    objects = AspirationRoundQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-opened_on"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["council", "name"], name="one_aspiration_round_per_name"),
            models.CheckConstraint(
                condition=Q(closed_on=None) | Q(closed_on__gte=models.F("opened_on")),
                name="round_closes_after_it_opens",
                violation_error_message="A round cannot close before it opens.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class AspirationAudit(PublicIdModel):
    """One version of what a young person told us. A new answer is a new version; the old one stays to compare.

    Every fact may be unknown, and says so: an empty level, an empty number, or the choice "Not known yet".
    """

    class Answer(models.TextChoices):
        YES = "yes", "Yes"
        NO = "no", "No"
        UNKNOWN = "unknown", "Not known yet"

    class RightToWork(models.TextChoices):
        YES = "yes", "Yes"
        NO = "no", "No"
        RESTRICTED = "restricted", "Restricted"
        UNKNOWN = "unknown", "Not known yet"

    class Licence(models.TextChoices):
        NONE = "none", "None"
        PROVISIONAL = "provisional", "Provisional"
        FULL = "full", "Full"
        UNKNOWN = "unknown", "Not known yet"

    class TravelMode(models.TextChoices):
        WALK = "walk", "On foot"
        CYCLE = "cycle", "Cycle"
        BUS = "bus", "Bus or train"
        CAR = "car", "Car, moped or lift"
        UNKNOWN = "unknown", "Not known yet"

    person = models.ForeignKey(YoungPerson, models.CASCADE, related_name="aspiration_audits")
    round = models.ForeignKey(AspirationRound, models.PROTECT, null=True, blank=True, related_name="audits")
    version = models.PositiveSmallIntegerField()
    is_current = models.BooleanField(default=True)
    asked_on = models.DateField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    file = models.ForeignKey("imports.ImportFile", models.SET_NULL, null=True, blank=True, related_name="+")

    kinds_wanted = ArrayField(models.CharField(max_length=30), default=list, blank=True)
    readiness = models.CharField(max_length=20, blank=True, help_text="Code of the list 'readiness'; blank unknown")
    hours_least = models.DecimalField(max_digits=4, decimal_places=1, null=True, blank=True)
    hours_most = models.DecimalField(max_digits=4, decimal_places=1, null=True, blank=True)
    days = models.CharField(max_length=200, blank=True, help_text="Days and times, in words")
    travel_minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    travel_mode = models.CharField(max_length=8, choices=TravelMode, default=TravelMode.UNKNOWN)
    postcode = models.CharField(max_length=8, blank=True)
    home = models.PointField(geography=True, null=True, blank=True)
    home_area_code = models.CharField(max_length=9, blank=True)

    level = models.CharField(max_length=4, choices=LEVELS, blank=True)
    english = models.CharField(max_length=4, choices=LEVELS, blank=True)
    maths = models.CharField(max_length=4, choices=LEVELS, blank=True)
    licence = models.CharField(max_length=12, choices=Licence, default=Licence.UNKNOWN)
    right_to_work = models.CharField(max_length=12, choices=RightToWork, default=RightToWork.UNKNOWN)
    right_to_work_until = models.DateField(null=True, blank=True)
    documents_held = ArrayField(models.CharField(max_length=30), default=list, blank=True)
    documents_missing = ArrayField(models.CharField(max_length=30), default=list, blank=True)
    on_benefits = models.CharField(max_length=7, choices=Answer, default=Answer.UNKNOWN)
    ehc_plan = models.CharField(max_length=7, choices=Answer, default=Answer.UNKNOWN)
    support_needs = ArrayField(models.CharField(max_length=30), default=list, blank=True)
    circumstances = ArrayField(
        models.CharField(max_length=20), default=list, blank=True, help_text="parent, carer, custody ... as told"
    )
    strengths = models.TextField(blank=True, help_text="In the person's own words")

    objects = AspirationAuditQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["person", "-version"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "version"], name="one_aspiration_audit_per_version"),
            models.UniqueConstraint(
                fields=["person"], condition=Q(is_current=True), name="one_current_aspiration_audit"
            ),
            models.CheckConstraint(
                condition=Q(hours_least=None) | Q(hours_most=None) | Q(hours_least__lte=models.F("hours_most")),
                name="least_hours_not_above_most",
                violation_error_message="The fewest hours cannot be more than the most hours.",
            ),
        ]


class Aspiration(PublicIdModel):
    """One of up to three wishes. The own words stay as spoken; what we read them as stands beside, correctable."""

    class Reading(models.TextChoices):
        WISH = "wish", "Read as a wish"
        NO_WISH = "no_wish", "No wish stated"
        WORRY = "worry", "For a person to read with care"

    audit = models.ForeignKey(AspirationAudit, models.CASCADE, related_name="wishes")
    rank = models.PositiveSmallIntegerField(help_text="1 is the first wish")
    own_words = models.CharField(max_length=500)
    reading = models.CharField(max_length=8, choices=Reading)
    occupation = models.CharField(max_length=4, blank=True, help_text="SOC 2010 unit group")
    category = models.CharField(max_length=40, blank=True, help_text="Career category")
    certainty = models.DecimalField(max_digits=3, decimal_places=2, null=True, blank=True)
    because = models.CharField(max_length=400, blank=True, help_text="How we read it, as a sentence")
    corrected_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    corrected_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["audit", "rank"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["audit", "rank"], name="one_wish_per_rank"),
            models.CheckConstraint(
                condition=Q(rank__gte=1, rank__lte=3),
                name="three_wishes_at_most",
                violation_error_message="Up to three wishes can be kept: put the most important first.",
            ),
            models.CheckConstraint(
                condition=Q(corrected_at=None, corrected_by=None)
                | Q(corrected_at__isnull=False, corrected_by__isnull=False),
                name="corrected_at_and_by_together",
            ),
        ]

    def __str__(self) -> str:
        return self.own_words
