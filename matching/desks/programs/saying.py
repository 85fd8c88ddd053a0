"""What can be said of an opportunity, checked with the sentences of the screens."""

from datetime import date
from typing import Any

from django.utils import timezone
from rest_framework import serializers

from config.api.said import Strict
from config.places.postcodes import normalise
from opportunities.ages import read_ages
from opportunities.models import Opportunity, Requirement
from opportunities.vocabulary.career_categories import CATEGORIES
from opportunities.vocabulary.kinds import kinds
from opportunities.vocabulary.levels import Level
from opportunities.vocabulary.pay import plausible_pay

TITLE = "Type a title, such as Vehicle technician apprentice"
KIND = "Choose what you offer"
CLOSES = "Choose a closing date after today, or leave it empty"
HOURS = "Type the hours a week, such as 30 or 37.5"
PLACES = "Type how many places there are, such as 2"
LEVELS = {level.code for level in Level if level > Level.NONE}
VALUES: dict[str, set[str]] = {
    "level": LEVELS, "english": LEVELS, "maths": LEVELS, "licence": {"provisional", "full"},
    "experience": {""}, "kit": {""}, "hours": {""}, "other": {""},
}  # fmt: skip
TYPES = [("age", "Age"), *((code, Requirement.Type(code).label) for code in VALUES)]
AGES = r"^(1[4-9]|[2-9][0-9])?-(1[4-9]|[2-9][0-9])?$"


class SaidSite(Strict):
    address = serializers.CharField(max_length=300, required=False, allow_blank=True, default="")
    postcode = serializers.CharField(max_length=10)

    def validate_postcode(self, postcode: str) -> str:
        if normalise(postcode) is None:
            raise serializers.ValidationError("Type a full postcode, such as BD17 7AA")
        return postcode


class SaidNeed(Strict):
    type = serializers.ChoiceField(TYPES)
    value = serializers.CharField(max_length=5, required=False, allow_blank=True, default="")
    words = serializers.CharField(max_length=300)
    essential = serializers.BooleanField()

    def validate(self, said: dict[str, Any]) -> dict[str, Any]:
        if said["type"] == "age":
            if said["value"] == "-" or read_ages(said["value"]) == (None, None):
                raise serializers.ValidationError({"value": "Type ages such as 16-24, 18- or -25"})
        elif said["value"] not in VALUES[said["type"]]:
            asked = ", ".join(sorted(VALUES[said["type"]])) or "nothing"
            raise serializers.ValidationError({"value": f"Here you can say: {asked}."})
        return said


class SaidFacts(Strict):
    """What may be changed; what is left out stays as it is."""

    kind = serializers.ChoiceField(
        [(code, kind.label) for code, kind in kinds().items()], error_messages={"invalid_choice": KIND}
    )
    title = serializers.CharField(max_length=150, error_messages={"blank": TITLE, "required": TITLE})
    description = serializers.CharField(max_length=4_000, required=False, allow_blank=True)
    category = serializers.ChoiceField([(one.code, one.label) for one in CATEGORIES], required=False, allow_blank=True)
    duration = serializers.CharField(max_length=60, required=False, allow_blank=True)
    with_training = serializers.BooleanField(required=False, allow_null=True)
    is_remote = serializers.BooleanField(required=False)
    sites = SaidSite(many=True, required=False, max_length=50)
    places = serializers.IntegerField(
        required=False, min_value=1, max_value=500, error_messages=dict.fromkeys(("min_value", "max_value"), PLACES)
    )
    intake_per_month = serializers.IntegerField(required=False, allow_null=True, min_value=1, max_value=500)
    starts_on = serializers.DateField(required=False, allow_null=True)
    closes_on = serializers.DateField(required=False, allow_null=True)
    ring_fenced = serializers.BooleanField(required=False)
    hours_per_week = serializers.DecimalField(
        required=False, allow_null=True, max_digits=3, decimal_places=1, min_value=1, max_value=60,
        error_messages=dict.fromkeys(("min_value", "max_value", "max_digits", "invalid"), HOURS),
    )  # fmt: skip
    hours_pattern = serializers.CharField(max_length=300, required=False, allow_blank=True)
    pay_amount = serializers.DecimalField(required=False, allow_null=True, max_digits=9, decimal_places=2, min_value=0)
    pay_unit = serializers.ChoiceField(Opportunity.PayUnit.choices, required=False, allow_blank=True)
    pay_words = serializers.CharField(max_length=300, required=False, allow_blank=True)
    requirements = SaidNeed(many=True, required=False, max_length=30)
    guaranteed_interview = serializers.BooleanField(required=False)
    contextual_minimum = serializers.CharField(max_length=300, required=False, allow_blank=True)

    def validate_closes_on(self, day: date | None) -> date | None:
        before = self.instance.closes_on if self.instance else None
        if day and day <= timezone.localdate() and day != before:
            raise serializers.ValidationError(CLOSES)
        return day

    def validate(self, said: dict[str, Any]) -> dict[str, Any]:
        names = ("pay_amount", "pay_unit", "kind")
        now: dict[str, Any] = {name: said.get(name, getattr(self.instance, name, None)) for name in names}
        amount, unit = now["pay_amount"], now["pay_unit"]
        if amount is not None and not unit:
            raise serializers.ValidationError({"pay_unit": "Say whether the pay is by the hour, week, month or year"})
        if amount and plausible_pay(amount, unit) is None:
            raise serializers.ValidationError(
                {"pay_amount": f"Can £{amount:,.2f} a{'n' * (unit == 'hour')} {unit} be right? Check the pay"}
            )
        if said.get("guaranteed_interview") and kinds()[now["kind"]].route != "work":
            raise serializers.ValidationError({"guaranteed_interview": "This kind of offer has no interview."})
        return said


class SaidOpportunity(SaidFacts):
    """A new one: for whom it is, what it is, and as much of the rest as is known."""

    employer = serializers.UUIDField(help_text="The employer's id")
