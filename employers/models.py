"""Who offers: employers of every kind, the people to talk to there, and the events where pledges are made."""

from typing import ClassVar

from django.conf import settings
from django.contrib.gis.db import models

from config.public_ids import PublicIdModel
from employers.querysets import BusinessEventQuerySet, EmployerContactQuerySet, EmployerQuerySet


class Employer(PublicIdModel):
    """One organisation that offers something, known to one council. A person decides on likely duplicates (E1)."""

    class Kind(models.TextChoices):
        BUSINESS = "business", "Business"
        COUNCIL_DEPARTMENT = "council_department", "Council department"
        PUBLIC_BODY = "public_body", "Public body"
        CHARITY = "charity", "Charity or community group"
        COLLEGE = "college", "College or training provider"
        SUPPLIER = "supplier", "Commissioned supplier"

    class SafeguardingCheck(models.TextChoices):
        UNKNOWN = "unknown", "Not known yet"
        OPEN = "open", "Open"
        CLEARED = "cleared", "Cleared"

    council = models.ForeignKey("accounts.Council", models.PROTECT, related_name="employers")
    name = models.CharField(max_length=150)
    normalised_name = models.CharField(max_length=150, editable=False)
    kind = models.CharField(max_length=20, choices=Kind)
    sector = models.CharField(max_length=60, blank=True)
    postcode = models.CharField(max_length=8, blank=True)
    location = models.PointField(geography=True, null=True, blank=True)
    covenant_signatory = models.BooleanField(null=True, help_text="Care Leaver Covenant; empty when not known")
    safeguarding_check = models.CharField(max_length=10, choices=SafeguardingCheck, default=SafeguardingCheck.UNKNOWN)
    safeguarding_checked_on = models.DateField(null=True, blank=True)
    paused_at = models.DateTimeField(null=True, blank=True, help_text="Nothing of theirs is shown or goes live")

    objects = EmployerQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["council", "normalised_name", "postcode"],
                name="one_employer_per_name_and_postcode",
                violation_error_message="This employer is already in the register.",
            )
        ]

    def __str__(self) -> str:
        return self.name


class EmployerContact(PublicIdModel):
    """A person to talk to at an employer; with `user`, one who signs in."""

    employer = models.ForeignKey(Employer, models.CASCADE, related_name="contacts")
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="employer_contact"
    )
    name = models.CharField(max_length=100, blank=True)
    email = models.EmailField(blank=True)
    email_confirmed_at = models.DateTimeField(null=True, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    awaits_check = models.BooleanField(
        default=False, help_text="Came with a pledge without an account; nobody at the council has spoken with them yet"
    )

    objects = EmployerContactQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name or self.email


class KeptApart(PublicIdModel):
    """A person's decision that two records which look alike are two employers: they are not asked about again (E1)."""

    first = models.ForeignKey(Employer, models.CASCADE, related_name="+")
    second = models.ForeignKey(Employer, models.CASCADE, related_name="+")
    decided_at = models.DateTimeField(auto_now_add=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["first", "second"], name="pair_kept_apart_once"),
            models.CheckConstraint(
                condition=models.Q(first__lt=models.F("second")),
                name="kept_apart_lower_first",
                violation_error_message="Choose two different employers.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first} and {self.second}"


class BusinessEvent(PublicIdModel):
    """A day on which businesses and the community are asked for pledges."""

    council = models.ForeignKey("accounts.Council", models.PROTECT, related_name="business_events")
    name = models.CharField(max_length=150)
    held_on = models.DateField()
    postcode = models.CharField(max_length=8, blank=True)

    objects = BusinessEventQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-held_on"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["council", "name", "held_on"], name="one_event_per_name_and_day")
        ]

    def __str__(self) -> str:
        return self.name
