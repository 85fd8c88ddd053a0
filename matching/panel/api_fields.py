"""What programs are told of the panel's meetings and cases, and what the chair's program says (P1, P2, P3)."""

from typing import Any

from drf_spectacular.utils import OpenApiExample, extend_schema_field, extend_schema_serializer
from rest_framework import serializers

from config.api.said import Strict
from matching.panel.minutes_rows import Entry
from matching.panel.models import AgendaItem, PanelDecision, PanelMeeting

ID = "1b1f8c1e-1f6f-4d55-8c61-3b6a6d1c2a10"
MEETING = {
    "id": ID,
    "month": "2026-11-01",
    "held_on": "2026-11-26",
    "when_and_where": "2 pm to 4 pm, room 3",
    "state": "in_session",
}
CASE: dict[str, Any] = {
    "id": "2c2f8c1e-1f6f-4d55-8c61-3b6a6d1c2a11",
    "position": 4,
    "points": 30,
    "to_discuss": True,
    "decision": "",
    "person": {"id": "5f0c0b5e-3c1e-4a57-9f0f-6d1f0f4b7a10", "name": "Robin Fernbrook"},
    "why_now": ["Not in EET for 6 months."],
}
DECIDED: dict[str, Any] = {
    "number": 1,
    "id": "3d2f8c1e-1f6f-4d55-8c61-3b6a6d1c2a12",
    "case": CASE["id"],
    "person": CASE["person"],
    "decision": "hear_first",
    "label": "Hear them first",
    "why": "Their own view comes first.",
    "reason": "No route by public transport",
    "system_issue": "",
    "actions": ["Talk with the young person. Rowan Thistleby, due 4 December."],
    "decided_at": "2026-11-26T14:10:00Z",
    "tell_by_on": "2026-12-03",
    "told_at": None,
}
DECIDE = OpenApiExample(
    "No change", request_only=True,
    value={"decision": "no_change", "theme": "no_route", "why": "Nothing new since October"},
)  # fmt: skip


@extend_schema_serializer(examples=[OpenApiExample("A meeting", value=MEETING)])
class MeetingSerializer(serializers.ModelSerializer):
    id = serializers.UUIDField(source="public_id")

    class Meta:
        model = PanelMeeting
        fields = ("id", "month", "held_on", "when_and_where", "state")


class OnAgendaSerializer(serializers.Serializer):
    id = serializers.UUIDField(source="public_id")
    name = serializers.CharField(source="listed_as")


@extend_schema_serializer(examples=[OpenApiExample("A case", value=CASE)])
class CaseSerializer(serializers.ModelSerializer):
    """A place in the order. A record that you may not open keeps its place and its points, and nothing else."""

    id = serializers.UUIDField(source="public_id")
    decision = serializers.SerializerMethodField(help_text="Its code, empty where nothing is decided yet")
    person = serializers.SerializerMethodField()
    why_now = serializers.SerializerMethodField()

    class Meta:
        model = AgendaItem
        fields = ("id", "position", "points", "to_discuss", "decision", "person", "why_now")

    def is_open(self, item: AgendaItem) -> bool:
        return bool(getattr(item, "is_open", False))

    def get_decision(self, item: AgendaItem) -> str:
        decision = getattr(item, "decision", None) if self.is_open(item) else None
        return decision.decision if decision else ""

    @extend_schema_field(OnAgendaSerializer(allow_null=True))
    def get_person(self, item: AgendaItem) -> Any:
        return OnAgendaSerializer(item.person).data if self.is_open(item) else None

    def get_why_now(self, item: AgendaItem) -> list[str]:
        return [sentence for _, _, sentence in item.parts] if self.is_open(item) else []


class DecisionSerializer(serializers.Serializer):
    """As the minutes say it. Of a record that is closed to you: its number and what was decided, without why."""

    number = serializers.IntegerField(help_text="In the order of the cases that were discussed")
    id = serializers.UUIDField(source="decision.public_id")
    case = serializers.UUIDField(source="decision.item.public_id")
    person = serializers.SerializerMethodField()
    decision = serializers.CharField(source="decision.decision")
    label = serializers.CharField()
    why = serializers.SerializerMethodField()
    reason = serializers.SerializerMethodField(help_text="The main reason not in EET")
    system_issue = serializers.CharField(help_text="What another service has to move, and whose it is")
    actions = serializers.SerializerMethodField()
    decided_at = serializers.DateTimeField(source="decision.decided_at")
    tell_by_on = serializers.DateField(source="decision.tell_by_on")
    told_at = serializers.DateTimeField(source="decision.told_at", allow_null=True)

    @extend_schema_field(OnAgendaSerializer(allow_null=True))
    def get_person(self, entry: Entry) -> Any:
        return OnAgendaSerializer(entry.decision.item.person).data if entry.named else None

    def get_why(self, entry: Entry) -> str:
        return entry.decision.why if entry.named else ""

    def get_reason(self, entry: Entry) -> str:
        return entry.reason if entry.named else ""

    def get_actions(self, entry: Entry) -> list[str]:
        return entry.actions if entry.named else []


@extend_schema_serializer(
    examples=[OpenApiExample("Minutes", value={"decided": [DECIDED], "carried_over": []})]
)  # fmt: skip
class DecisionsSerializer(serializers.Serializer):
    decided = DecisionSerializer(many=True)
    carried_over = DecisionSerializer(many=True)


class OneChoiceSerializer(serializers.Serializer):
    code = serializers.CharField()
    label = serializers.CharField()


class DecisionChoiceSerializer(serializers.Serializer):
    code = serializers.CharField()
    label = serializers.CharField(source="words")
    why = serializers.CharField(help_text="The sentence that is kept where `why` is left out; may be empty")
    needs = serializers.ListField(child=serializers.CharField(), help_text="Fields that go with it")


class ChoicesSerializer(serializers.Serializer):
    """What the panel room offers for this case."""

    decisions = DecisionChoiceSerializer(many=True)
    fields_offered = serializers.DictField(child=OneChoiceSerializer(many=True), help_text="By name of the field")


class SaidDecision(Strict):
    """A decision, its main reason (`theme`, `other_theme` or `waived_because`), and what the decision needs."""

    decision = serializers.CharField(max_length=20)
    theme = serializers.CharField(required=False, max_length=30)
    other_theme = serializers.CharField(required=False, max_length=30)
    theme_note = serializers.CharField(required=False, allow_blank=True, max_length=300)
    waived_because = serializers.CharField(required=False, allow_blank=True, max_length=300)
    person_view = serializers.ChoiceField(PanelDecision.PersonView.choices, required=False)
    system_issue = serializers.CharField(required=False, max_length=30)
    why = serializers.CharField(required=False, allow_blank=True, max_length=500)
    forward = serializers.CharField(required=False, max_length=60)
    kind = serializers.CharField(required=False, max_length=40)
    wish_served = serializers.CharField(required=False, max_length=5)
    referral_target = serializers.CharField(required=False, max_length=40)
    enabler = serializers.CharField(required=False, max_length=40)
    issue = serializers.CharField(required=False, max_length=40)
    question = serializers.CharField(required=False, max_length=300)
    fact = serializers.CharField(required=False, max_length=300)
    owner = serializers.CharField(required=False, max_length=40)
    due_on = serializers.DateField(required=False)
    review_on = serializers.DateField(required=False)
    start_on = serializers.DateField(required=False)
    activity = serializers.CharField(required=False, max_length=10)
