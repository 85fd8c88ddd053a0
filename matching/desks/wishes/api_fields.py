"""What programs say and are told of a young person's answers (A3)."""

from typing import Any, ClassVar

from drf_spectacular.utils import OpenApiExample, extend_schema_field
from rest_framework import serializers

from aspirations.audits.models import LEVELS
from aspirations.models import AspirationAudit
from aspirations.people.api import WishSerializer
from config.api.said import Strict

TOLD: dict[str, Any] = {
    "wishes": ["summat with cars"],
    "kinds_wanted": ["apprenticeship"],
    "readiness": "soon",
    "hours_most": "30.0",
    "travel_mode": "bus",
    "travel_minutes": 45,
}
EXAMPLE = OpenApiExample("After a talk", request_only=True, value={"asked_on": "2026-11-20", **TOLD})


class SaidAudit(Strict):
    """What was told. What you leave out stays as it was told before; an empty answer is not known any more."""

    asked_on = serializers.DateField(required=False, help_text="Today, where you leave it out")
    wishes = serializers.ListField(
        child=serializers.CharField(max_length=500),
        required=False,
        max_length=3,
        help_text="Own words, first comes first",
    )
    strengths = serializers.CharField(required=False, allow_blank=True, max_length=2000)
    kinds_wanted = serializers.ListField(child=serializers.CharField(max_length=30), required=False, max_length=40)
    readiness = serializers.CharField(required=False, allow_blank=True, max_length=20)
    hours_least = serializers.DecimalField(4, 1, required=False, allow_null=True, min_value=0)
    hours_most = serializers.DecimalField(4, 1, required=False, allow_null=True, min_value=0)
    days = serializers.CharField(required=False, allow_blank=True, max_length=200)
    travel_mode = serializers.ChoiceField(AspirationAudit.TravelMode.choices, required=False)
    travel_minutes = serializers.IntegerField(required=False, allow_null=True, min_value=0, max_value=240)
    level = serializers.ChoiceField(LEVELS, required=False, allow_blank=True)
    english = serializers.ChoiceField(LEVELS, required=False, allow_blank=True)
    maths = serializers.ChoiceField(LEVELS, required=False, allow_blank=True)
    licence = serializers.ChoiceField(AspirationAudit.Licence.choices, required=False)
    documents_held = serializers.ListField(child=serializers.CharField(max_length=30), required=False, max_length=20)
    documents_missing = serializers.ListField(child=serializers.CharField(max_length=30), required=False, max_length=20)

    def validate(self, said: dict[str, Any]) -> dict[str, Any]:
        if not said.keys() - {"asked_on"}:
            raise serializers.ValidationError("Nothing was told. Send at least one answer.")
        return said


class AuditSerializer(serializers.ModelSerializer):
    """One version. Empty and null are not known; what this user may not read is left out."""

    id = serializers.UUIDField(source="public_id")
    wishes = serializers.SerializerMethodField()

    class Meta:
        model = AspirationAudit
        fields: ClassVar = (
            "id", "version", "is_current", "asked_on", "recorded_at", "wishes", "strengths", "kinds_wanted",
            "readiness", "hours_least", "hours_most", "days", "travel_mode", "travel_minutes", "level", "english",
            "maths", "licence", "documents_held", "documents_missing",
        )  # fmt: skip

    @extend_schema_field(WishSerializer(many=True))
    def get_wishes(self, audit: AspirationAudit) -> Any:
        wishes = [wish for wish in audit.wishes.all() if wish.reading == wish.Reading.WISH]
        return WishSerializer(wishes, many=True).data
