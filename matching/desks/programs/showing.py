"""How opportunities and pledges are sent. What the employer has not said is null or empty, never a guess."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from opportunities.models import Opportunity, OpportunitySite, Pledge, Requirement

PLACE = {
    "type": "object",
    "nullable": True,
    "required": ["type", "coordinates"],
    "properties": {
        "type": {"type": "string", "enum": ["MultiPoint"]},
        "coordinates": {"type": "array", "items": {"type": "array", "items": {"type": "number"}}},
    },
}


class OffererSerializer(serializers.Serializer):
    id = serializers.UUIDField(source="public_id")
    name = serializers.CharField()


class SiteSerializer(serializers.ModelSerializer):
    longitude = serializers.FloatField(source="location.x", default=None, allow_null=True)
    latitude = serializers.FloatField(source="location.y", default=None, allow_null=True)

    class Meta:
        model = OpportunitySite
        fields = ("address", "postcode", "longitude", "latitude")


class RequirementSerializer(serializers.ModelSerializer):
    class Meta:
        model = Requirement
        fields = ("type", "value", "words", "essential")


FACTS = (
    "id", "state", "source", "reference", "kind", "title", "description", "category", "is_remote", "is_national",
    "places", "places_left", "intake_per_month", "starts_on", "closes_on", "hours_per_week", "hours_pattern",
    "pay_amount", "pay_unit", "pay_words", "duration", "with_training", "support_given", "support_not_given",
    "ring_fenced", "guaranteed_interview", "contextual_minimum", "posted_at", "changed_at", "confirmed_on",
)  # fmt: skip


class OpportunitySerializer(serializers.ModelSerializer):
    """Every field is always there."""

    id = serializers.UUIDField(source="public_id")
    employer = OffererSerializer()
    council = serializers.CharField(source="council.name")
    places_left = serializers.IntegerField()
    sites = SiteSerializer(many=True)
    requirements = RequirementSerializer(many=True)

    class Meta:
        model = Opportunity
        fields = (*FACTS, "employer", "council", "sites", "requirements")


class ShortSerializer(serializers.ModelSerializer):
    """What a map shows of an opportunity."""

    id = serializers.UUIDField(source="public_id")
    employer = serializers.CharField(source="employer.name")
    places_left = serializers.IntegerField()

    class Meta:
        model = Opportunity
        fields = ("id", "title", "employer", "kind", "category", "places_left", "closes_on", "is_remote")


class FeatureSerializer(serializers.Serializer):
    """A GeoJSON feature: one opportunity with the points of its sites, or no geometry where none is known."""

    type = serializers.ChoiceField(["Feature"], default="Feature")
    geometry = serializers.SerializerMethodField()
    properties = ShortSerializer(source="*")

    @extend_schema_field(PLACE)
    def get_geometry(self, opportunity: Opportunity) -> dict[str, Any] | None:
        points = [list(site.location.coords) for site in opportunity.sites.all() if site.location]
        return {"type": "MultiPoint", "coordinates": points} if points else None


class PledgeSerializer(serializers.ModelSerializer):
    id = serializers.UUIDField(source="public_id")
    employer = OffererSerializer()
    event = serializers.UUIDField(source="event.public_id", default=None, allow_null=True)
    quantity_left = serializers.IntegerField()

    class Meta:
        model = Pledge
        fields = (
            "id", "reference", "state", "employer", "event", "kind", "category", "title", "description", "postcode",
            "could_start", "pledged_on", "quantity_pledged", "quantity_converted", "quantity_left", "changed_at",
        )  # fmt: skip
