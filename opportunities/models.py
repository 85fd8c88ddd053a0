"""What is offered: pledges, and the opportunities they become, with places and requirements."""

from datetime import date
from typing import ClassVar

from django.contrib.gis.db import models
from django.contrib.postgres.fields import ArrayField
from django.db.models import F, Q

from config.public_ids import PublicIdModel
from employers.models import BusinessEvent, Employer, EmployerContact
from opportunities import states
from opportunities.barrier_review.models import BarrierReview
from opportunities.feeds.models import FollowedFeed
from opportunities.querysets import OpportunityQuerySet, PledgeQuerySet

__all__ = ["BarrierReview", "FollowedFeed", "Opportunity", "OpportunitySite", "Pledge", "Requirement"]


class Pledge(PublicIdModel):
    """A promise made at an event or at any time of the year. Quantities never go below zero (E4)."""

    class CouldStart(models.TextChoices):
        NOW = "now", "Now"
        THREE_MONTHS = "three_months", "In the next 3 months"
        LATER = "later", "Later"
        NOT_SURE = "not_sure", "Not sure yet"

    council = models.ForeignKey("accounts.Council", models.PROTECT, related_name="pledges")
    employer = models.ForeignKey(Employer, models.PROTECT, related_name="pledges")
    event = models.ForeignKey(BusinessEvent, models.PROTECT, null=True, blank=True, related_name="pledges")
    contact = models.ForeignKey(
        EmployerContact, models.SET_NULL, null=True, blank=True, related_name="pledges", help_text="Who made it"
    )
    reference = models.CharField(max_length=100, help_text="The pledge's own number on the sheet or card")
    kind = models.CharField(max_length=30, help_text="Code of the list 'kinds'")
    category = models.CharField(max_length=40, blank=True, help_text="Career category, where it is known")
    title = models.CharField(max_length=150)
    description = models.TextField(blank=True)
    state = models.CharField(max_length=20, choices=states.PLEDGE.choices, default="captured")
    postcode = models.CharField(max_length=8, blank=True, help_text="Of the place of work")
    could_start = models.CharField(max_length=12, choices=CouldStart, blank=True)
    pledged_on = models.DateField()
    quantity_pledged = models.PositiveIntegerField()
    quantity_converted = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField(auto_now=True)

    objects = PledgeQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-pledged_on", "reference"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["council", "reference"], name="one_pledge_per_reference"),
            models.CheckConstraint(
                condition=Q(quantity_converted__lte=F("quantity_pledged")),
                name="pledge_not_overdrawn",
                violation_error_message="This pledge has no more left to turn into opportunities.",
            ),
            models.CheckConstraint(condition=Q(quantity_pledged__gte=1), name="pledge_offers_something"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def quantity_left(self) -> int:
        return self.quantity_pledged - self.quantity_converted


class Opportunity(PublicIdModel):
    """Something a young person can be put forward for, with a number of places that can never be exceeded (O6).

    What the employer has not said is empty (None), never a guess.
    """

    class PayUnit(models.TextChoices):
        HOUR = "hour", "an hour"
        WEEK = "week", "a week"
        MONTH = "month", "a month"
        YEAR = "year", "a year"

    council = models.ForeignKey("accounts.Council", models.PROTECT, related_name="opportunities")
    employer = models.ForeignKey(Employer, models.PROTECT, related_name="opportunities")
    pledge = models.ForeignKey(Pledge, models.PROTECT, null=True, blank=True, related_name="opportunities")
    state = models.CharField(max_length=20, choices=states.OPPORTUNITY.choices, default="draft")
    source = models.CharField(max_length=20, blank=True, help_text="The feed it came from; blank when posted here")
    reference = models.CharField(max_length=100, blank=True, help_text="Its number in that feed")

    kind = models.CharField(max_length=30, help_text="Code of the list 'kinds'")
    title = models.CharField(max_length=150)
    description = models.TextField(blank=True)
    occupation = models.CharField(max_length=4, blank=True, help_text="SOC 2010 unit group read from the title")
    category = models.CharField(max_length=40, blank=True, help_text="Career category")
    is_remote = models.BooleanField(default=False)
    is_national = models.BooleanField(default=False, help_text="May be done anywhere in England, place not fixed")

    places = models.PositiveIntegerField(default=1)
    places_taken = models.PositiveIntegerField(default=0)
    intake_per_month = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="At most so many accept a month"
    )
    starts_on = models.DateField(null=True, blank=True)
    closes_on = models.DateField(null=True, blank=True)
    hours_per_week = models.DecimalField(max_digits=4, decimal_places=1, null=True, blank=True)
    hours_pattern = models.CharField(max_length=300, blank=True)
    pay_amount = models.DecimalField(max_digits=9, decimal_places=2, null=True, blank=True)
    pay_unit = models.CharField(max_length=5, choices=PayUnit, blank=True)
    pay_words = models.CharField(max_length=300, blank=True)
    duration = models.CharField(max_length=60, blank=True)
    with_training = models.BooleanField(null=True, blank=True, help_text="Regulated study of 280 hours a year or more")
    support_given = ArrayField(models.CharField(max_length=30), default=list, blank=True)
    support_not_given = ArrayField(models.CharField(max_length=30), default=list, blank=True)

    has_public_page = models.BooleanField(
        default=False, help_text="Anyone with its address may read it while it is live"
    )
    shared_with_all = models.BooleanField(default=False, help_text="Open to the young people of every council here")
    shared_with = models.ManyToManyField(
        "accounts.Council", blank=True, related_name="+", help_text="Councils whose young people may take it too (S7)"
    )

    ring_fenced = models.BooleanField(default=False)
    guaranteed_interview = models.BooleanField(default=False)
    contextual_minimum = models.CharField(max_length=300, blank=True)

    posted_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)
    confirmed_on = models.DateField(null=True, blank=True, help_text="Last day the employer said it still stands")
    asked_on = models.DateField(null=True, blank=True, help_text="When the employer was last asked whether it stands")
    parts_done = ArrayField(
        models.CharField(max_length=10), default=list, blank=True, help_text="Parts of the form that were gone through"
    )
    also_said = models.JSONField(default=dict, blank=True, help_text="Fields of the feed that have no home here")

    objects = OpportunityQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["title"]
        verbose_name_plural = "opportunities"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(places_taken__lte=F("places")),
                name="places_not_oversubscribed",
                violation_error_message="The last place has just been taken.",
            ),
            models.CheckConstraint(condition=Q(places__gte=1), name="opportunity_has_a_place"),
            models.CheckConstraint(
                condition=Q(pay_amount=None) | ~Q(pay_unit=""),
                name="pay_has_a_unit",
                violation_error_message="Say whether the pay is by the hour, week, month or year.",
            ),
            models.CheckConstraint(
                condition=Q(starts_on=None) | Q(closes_on=None) | Q(starts_on__gte=F("closes_on")) | ~Q(source=""),
                name="closes_by_the_start",
                violation_error_message="The closing date must not be after the start.",
            ),
            models.UniqueConstraint(
                fields=["council", "source", "reference"],
                condition=~Q(source=""),
                name="one_opportunity_per_feed_reference",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["council", "state"])]

    def __str__(self) -> str:
        return self.title

    @property
    def places_left(self) -> int:
        return self.places - self.places_taken

    def is_open_on(self, day: date) -> bool:
        """The closing day itself still counts, until its last minute."""
        return self.state == "live" and (self.closes_on is None or self.closes_on >= day)


class OpportunitySite(models.Model):
    """One of the places where an opportunity can be done."""

    opportunity = models.ForeignKey(Opportunity, models.CASCADE, related_name="sites")
    address = models.CharField(max_length=300, blank=True)
    postcode = models.CharField(max_length=8, blank=True)
    location = models.PointField(geography=True, null=True, blank=True)

    def __str__(self) -> str:
        return self.postcode or self.address


class Requirement(PublicIdModel):
    """Something asked of the person (O2). Only an essential, typed one can exclude; free text never does."""

    class Type(models.TextChoices):
        AGE = "age", "Age"
        LEVEL = "level", "Highest level held"
        ENGLISH = "english", "English"
        MATHS = "maths", "Maths"
        LICENCE = "licence", "Driving licence"
        RIGHT_TO_WORK = "right_to_work", "Right to work"
        DBS = "dbs", "DBS check"
        EXPERIENCE = "experience", "Experience"
        DOCUMENT = "document", "Document"
        KIT = "kit", "Clothing or kit"
        HOURS = "hours", "Hours"
        RESIDENCE = "residence", "Living in the council's area"
        CARE_LEAVER = "care_leaver", "Care leaver"
        BENEFIT = "benefit", "On benefits"
        EHC_PLAN = "ehc_plan", "Education, health and care plan"
        OTHER = "other", "Something else"

    opportunity = models.ForeignKey(Opportunity, models.CASCADE, related_name="requirements")
    type = models.CharField(max_length=20, choices=Type)
    value = models.CharField(max_length=60, blank=True, help_text="A level, an age range '16-24', a document code ...")
    essential = models.BooleanField(default=True)
    words = models.CharField(max_length=300, help_text="As the employer said it")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(type="other") | Q(value=""),
                name="free_text_requirement_has_no_value",
                violation_error_message="Free words are kept as they are: choose a type to give a value.",
            )
        ]

    def __str__(self) -> str:
        return self.words
