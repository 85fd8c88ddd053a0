"""Dated figures asked by their day: wages, age rules, money that follows a start, targets (domain.md 6 and 10)."""

from datetime import date
from decimal import Decimal

from django.db.models import Q, QuerySet

from config.accounts.models import Council
from config.reference.models import AgeRule, Bursary, MinimumWage, Target

Band = MinimumWage.Band


def minimum_wages(on: date) -> dict[str, Decimal]:
    """Pounds per hour by band on this day; a band without a figure for the day is left out."""
    return dict(MinimumWage.objects.on(on).values_list("band", "pounds_per_hour"))


def wage_band(age: int, *, is_apprentice: bool = False, first_year: bool = False) -> Band:
    """The band that sets the legal minimum: the apprentice rate counts under 19, or in the first year."""
    if is_apprentice and (age < 19 or first_year):
        return Band.APPRENTICE
    return Band.AGE_21 if age >= 21 else Band.AGE_18 if age >= 18 else Band.UNDER_18


def age_rule(kind: str, on: date) -> AgeRule | None:
    """Who may start this kind (or scheme, or 'duty') on this day, by age; None where no rule is recorded."""
    return AgeRule.objects.on(on).filter(kind=kind).first()


def bursaries_for(kind: str, age: int, on: date) -> QuerySet[Bursary]:
    """Money that follows a start of this kind at this age on this day. Rows "(check)" are not confirmed officially."""
    young_enough = Q(under_age=None) | Q(under_age__gt=age)
    return Bursary.objects.on(on).filter(young_enough, kinds__contains=[kind]).order_by("code")


def targets(council: Council, on: date) -> QuerySet[Target]:
    """The council's own targets on this day, lowest first; where it has set none, those that all share."""
    in_force = Target.objects.on(on).order_by("measure", "percent")
    own = in_force.filter(council=council)
    return own if own.exists() else in_force.filter(council=None)
