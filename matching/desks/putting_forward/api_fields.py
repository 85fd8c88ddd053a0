"""What a program says when it puts somebody forward, and what it is told can be done (N1, N2, N5, R2)."""

from typing import Any

from drf_spectacular.utils import OpenApiExample, extend_schema_serializer
from rest_framework import serializers

from config.api.said import Strict
from matching.desks.putting_forward.steps import STEP_LIST
from matching.nominations.models import AgreementToShare
from matching.outcomes.models import OutcomeMilestone

TAKEN = OpenApiExample(
    "A time to meet", request_only=True,
    value={"step": "interview", "at": "2026-12-03T10:30:00Z", "place": "3 Mill Lane, Shipley"},
)  # fmt: skip
ENDED = OpenApiExample(
    "They do not want it", request_only=True, value={"step": "no", "reason": "y_not_wanted", "note": ""}
)
AGREED = OpenApiExample(
    "Agreed by phone", request_only=True,
    value={
        "disclosed": ["name"], "agreed_by": "Robin", "how": "phone", "agreed_at": "2026-11-20T09:00:00Z",
        "capacity": "no_doubt",
    },
)  # fmt: skip
ANSWERED = OpenApiExample(
    "Still there", request_only=True, value={"moment": "week_4", "said": "sustained", "answered_for": "employer"}
)
CAN_BE_DONE: dict[str, Any] = {
    "steps": [{"step": "later", "label": "Come back to it on a day", "asks": ["until"]}],
    "agreement": {
        "disclosed": ["name"],
        "agreed_by": "Robin",
        "how": "phone",
        "agreed_at": "2026-11-20T09:00:00Z",
    },
    "may_be_told": [{"code": "name", "label": "Name"}],
}


class SaidStep(Strict):
    """A step, and what it asks: each stands in `asks` of the steps that can be taken."""

    step = serializers.ChoiceField([(step.code, step.label) for step in STEP_LIST])
    at = serializers.DateTimeField(required=False)
    place = serializers.CharField(required=False, max_length=300)
    bring = serializers.CharField(required=False, allow_blank=True, max_length=300)
    adjustments = serializers.CharField(required=False, allow_blank=True, max_length=300)
    attended = serializers.ChoiceField(["yes", "no"], required=False)
    others = serializers.ChoiceField(["keep", "let_go"], required=False)
    started_on = serializers.DateField(required=False)
    hours_per_week = serializers.DecimalField(required=False, max_digits=4, decimal_places=1, min_value=0, max_value=99)
    planned_end_on = serializers.DateField(required=False)
    until = serializers.DateField(required=False)
    reason = serializers.CharField(required=False, max_length=40, help_text="Code of the reasons of who says no")
    note = serializers.CharField(required=False, allow_blank=True, max_length=500)


class SaidAgreement(Strict):
    """Exactly what may be told, and how the young person agreed to it."""

    disclosed = serializers.ListField(child=serializers.CharField(max_length=40), max_length=40)
    agreed_by = serializers.CharField(max_length=100)
    how = serializers.ChoiceField(AgreementToShare.How.choices)
    agreed_at = serializers.DateTimeField()
    capacity = serializers.ChoiceField(AgreementToShare.Capacity.choices)
    capacity_asked_of = serializers.CharField(required=False, max_length=150)


class SaidOutcome(Strict):
    """How it goes. Which answers belong to which moment the sentence of a refusal says."""

    moment = serializers.CharField(max_length=10, help_text="Which of the placement's milestones")
    said = serializers.ChoiceField(OutcomeMilestone.Answer.choices)
    answered_for = serializers.ChoiceField(OutcomeMilestone.AnsweredFor.choices)
    note = serializers.CharField(required=False, allow_blank=True, max_length=500)


class StepSerializer(serializers.Serializer):
    step = serializers.CharField(source="code")
    label = serializers.CharField()
    asks = serializers.SerializerMethodField(help_text="Fields that go with it")

    def get_asks(self, step: Any) -> list[str]:
        return list(step.form.base_fields)


class AgreementSerializer(serializers.ModelSerializer):
    class Meta:
        model = AgreementToShare
        fields = ("disclosed", "agreed_by", "how", "agreed_at")


class MayBeToldSerializer(serializers.Serializer):
    code = serializers.CharField()
    label = serializers.CharField()


@extend_schema_serializer(examples=[OpenApiExample("Somebody introduced", value=CAN_BE_DONE, response_only=True)])
class CanBeDoneSerializer(serializers.Serializer):
    """`agreement` is the one that counts now, null where there is none."""

    steps = StepSerializer(many=True)
    agreement = AgreementSerializer(allow_null=True)
    may_be_told = MayBeToldSerializer(many=True, help_text="What an agreement can name for this person")
