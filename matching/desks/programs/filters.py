"""What a list can be asked for."""

from datetime import date
from decimal import Decimal

import django_filters
from django import forms
from django.db.models import Q

from config.places.postcodes import look_up, normalise
from opportunities import states
from opportunities.models import Opportunity, Pledge
from opportunities.querysets import OpportunityQuerySet
from opportunities.vocabulary.career_categories import CATEGORIES
from opportunities.vocabulary.kinds import kinds

KINDS = [(code, kind.label) for code, kind in kinds().items()]
FARTHEST_KM = 200


class Asked(forms.Form):
    """A distance is from somewhere, and that place is known."""

    def clean(self) -> None:
        near, km = self.cleaned_data.get("near"), self.cleaned_data.get("km")
        if km is not None and not near and "near" not in self.errors:
            self.add_error("near", "Give the postcode from which the kilometres count.")
        if near:
            found = look_up([near]).get(near) if normalise(near) else None
            if found is None or found.location is None:
                self.add_error("near", "We do not know this postcode. Give a full one, such as BD1 1HX.")
            else:
                self.point = found.location


class OpportunityFilter(django_filters.FilterSet):
    kind = django_filters.ChoiceFilter(choices=KINDS)
    category = django_filters.ChoiceFilter(choices=[(one.code, one.label) for one in CATEGORIES])
    state = django_filters.ChoiceFilter(choices=states.OPPORTUNITY.choices)
    employer = django_filters.UUIDFilter(field_name="employer__public_id")
    open_on = django_filters.DateFilter(method="filter_open", label="Live that day, with a place left")
    text = django_filters.CharFilter(method="filter_text", max_length=100, label="In title, words or employer's name")
    near = django_filters.CharFilter(method="filter_near", max_length=10, label="A full postcode, such as BD1 1HX")
    km = django_filters.NumberFilter(
        method="filter_km", min_value=1, max_value=FARTHEST_KM, label="Kilometres in a straight line (15)"
    )

    class Meta:
        model = Opportunity
        fields = ("kind", "category", "state", "employer", "open_on", "text", "near", "km")
        form = Asked

    def filter_open(self, rows: OpportunityQuerySet, name: str, day: date) -> OpportunityQuerySet:
        return rows.open_on(day)

    def filter_text(self, rows: OpportunityQuerySet, name: str, words: str) -> OpportunityQuerySet:
        found = Q(title__icontains=words) | Q(description__icontains=words) | Q(employer__name__icontains=words)
        return rows.filter(found)

    def filter_km(self, rows: OpportunityQuerySet, name: str, km: Decimal) -> OpportunityQuerySet:
        """It is one question with the postcode, and asked there."""
        return rows

    def filter_near(self, rows: OpportunityQuerySet, name: str, postcode: str) -> OpportunityQuerySet:
        return rows.within(self.form.point, float(self.form.cleaned_data["km"] or 15))


class PledgeFilter(django_filters.FilterSet):
    kind = django_filters.ChoiceFilter(choices=KINDS)
    state = django_filters.ChoiceFilter(choices=states.PLEDGE.choices)
    event = django_filters.UUIDFilter(field_name="event__public_id")

    class Meta:
        model = Pledge
        fields = ("kind", "state", "event")
