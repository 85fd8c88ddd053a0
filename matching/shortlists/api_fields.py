"""What programs are told of one young person's matches: the same sentences as the page, with their points (M2-M5)."""

from typing import Any

from drf_spectacular.utils import OpenApiExample, extend_schema_field, extend_schema_serializer
from rest_framework import serializers

from config.templatetags.screens import naming
from matching.shortlists.matches import DOORS_SHOWN, PART_LABELS, UNKNOWN_SHOWN, Matches
from matching.shortlists.views import opens

OFFER = {
    "id": "9d8f3b9a-7d0e-4c43-bf5f-6a4e2c7d1b02",
    "title": "Vehicle technician apprentice",
    "employer": "Millwheel Motors",
}
ENGLISH = "The person has no English level yet, and level 1 is asked."
COURSE = "“English at the college” is open now and may do it."
WHY: dict[str, Any] = {
    "eligible": False,
    "in_the_way": [{"code": "english_1", "sentence": ENGLISH.replace("The person", "Robin"), "nearest_fix": COURSE}],
    "to_check": [],
    "to_talk_about": [],
    "help_beside": [],
    "points": 31,
    "parts": [
        {"part": "Own words", "points": 31, "out_of": 35, "known": True, "sentence": "Robin said “summat with cars”."}
    ],
}
CARD = "The journey, about 35 minutes by bus: “One-month bus pass” may help."
FITTING = WHY | {"eligible": True, "in_the_way": [], "help_beside": [{"sentence": CARD}]}
MATCHES: dict[str, Any] = {
    "drawn_up_at": "2026-11-20T06:00:00Z",
    "weights": "From the start",
    "news": [],
    "open": 84,
    "fit": 12,
    "matches": [{"rank": 1, "opportunity": OFFER, "changed": "", "changed_because": "", "why": FITTING}],
    "under_way": [],
    "in_the_way": [
        {"opportunity": OFFER, "because": "English level 1", "nearest_fix": COURSE, "fixing_opportunity": OFFER}
    ],
    "nothing_changes": [{"what": "age", "opportunities": 3}],
    "would_open": [{"what": "English level 1", "opportunities": 4}],
    "not_known": [{"what": "Photo ID", "ask": "Ask Robin.", "opportunities": 2}],
    "way": [OFFER],
    "left_out": [],
}


class Told(serializers.CharField):
    """A sentence with what the person is called."""

    def to_representation(self, value: Any) -> str:
        return naming(str(value), self.context["called"])


class OfferSerializer(serializers.Serializer):
    id = serializers.UUIDField(source="public_id")
    title = serializers.CharField()
    employer = serializers.CharField(source="employer.name")


class BarrierSerializer(serializers.Serializer):
    code = serializers.CharField(help_text="Of the registry of facts")
    sentence = Told()
    nearest_fix = Told(source="fix.sentence", default=None, allow_null=True)


class ToCheckSerializer(serializers.Serializer):
    code = serializers.CharField()
    sentence = Told()


class HelpSerializer(serializers.Serializer):
    sentence = Told()


class PartSerializer(serializers.Serializer):
    part = serializers.SerializerMethodField()
    points = serializers.IntegerField()
    out_of = serializers.IntegerField()
    known = serializers.BooleanField(help_text="false: not known yet, the usual value is counted")
    sentence = Told()

    def get_part(self, part: Any) -> str:
        return PART_LABELS[part.name]


@extend_schema_serializer(examples=[OpenApiExample("One thing in the way", value=WHY)])
class WhySerializer(serializers.Serializer):
    """Must-haves first; the points are the sum of the parts, whether or not every must-have is met."""

    eligible = serializers.BooleanField(help_text="Nothing that is known bars it")
    in_the_way = BarrierSerializer(source="barriers", many=True)
    to_check = ToCheckSerializer(many=True)
    to_talk_about = serializers.ListField(child=Told(), source="notes")
    help_beside = HelpSerializer(source="beside", many=True, help_text="Open help that can go with it")
    points = serializers.IntegerField(source="total")
    parts = PartSerializer(many=True)


class MatchSerializer(serializers.Serializer):
    rank = serializers.IntegerField()
    opportunity = OfferSerializer(source="suggestion.opportunity")
    changed = serializers.CharField(source="suggestion.override.act", default="", help_text="add or move, by a person")
    changed_because = serializers.CharField(source="suggestion.override.reason", default="")
    why = WhySerializer(source="explanation", allow_null=True, help_text="null where it is not open any more")


class InTheWaySerializer(serializers.Serializer):
    opportunity = OfferSerializer(source="offer")
    because = Told()
    nearest_fix = Told(source="fix.sentence")
    fixing_opportunity = OfferSerializer(source="fixing_offer", allow_null=True)


class CountSerializer(serializers.Serializer):
    what = serializers.CharField()
    opportunities = serializers.IntegerField()


class NotKnownSerializer(serializers.Serializer):
    what = serializers.CharField(source="label")
    ask = Told(help_text="Whom to ask what")
    opportunities = serializers.IntegerField(source="offers")


class LeftOutSerializer(serializers.Serializer):
    opportunity = OfferSerializer()
    reason = serializers.CharField()


@extend_schema_serializer(examples=[OpenApiExample("A list with its reasons", value=MATCHES)])
class MatchesSerializer(serializers.Serializer):
    """The page of matches: the list as people changed it, what is in the way, what would open doors."""

    drawn_up_at = serializers.DateTimeField(source="run.finished_at", default=None, allow_null=True)
    weights = serializers.CharField(source="run.weights.name", default="")
    news = serializers.ListField(child=serializers.CharField(), help_text="What happened since it was drawn up")
    open = serializers.IntegerField(source="doors.open")
    fit = serializers.IntegerField(source="doors.fits")
    matches = serializers.SerializerMethodField()
    under_way = OfferSerializer(many=True)
    in_the_way = InTheWaySerializer(many=True, help_text="One must-have not met, best fit first")
    nothing_changes = serializers.SerializerMethodField(help_text="Near misses that nothing known would change")
    would_open = serializers.SerializerMethodField(help_text="What alone would open most others")
    not_known = serializers.SerializerMethodField()
    way = OfferSerializer(many=True, help_text="Steps towards the wish")
    left_out = LeftOutSerializer(many=True)

    @extend_schema_field(MatchSerializer(many=True))
    def get_matches(self, found: Matches) -> Any:
        ranked = [
            {"rank": rank, "suggestion": match.suggestion, "explanation": match.explanation}
            for rank, match in enumerate(found.shown, 1)
        ]
        return MatchSerializer(ranked, many=True, context=self.context).data

    @extend_schema_field(CountSerializer(many=True))
    def get_nothing_changes(self, found: Matches) -> Any:
        return [{"what": what, "opportunities": number} for what, number in found.not_to_change.items()]

    @extend_schema_field(CountSerializer(many=True))
    def get_would_open(self, found: Matches) -> Any:
        first = [door for door in found.doors.would_open if opens(door[0])][:DOORS_SHOWN]
        return [{"what": fact.label, "opportunities": number} for fact, number in first]

    @extend_schema_field(NotKnownSerializer(many=True))
    def get_not_known(self, found: Matches) -> Any:
        return NotKnownSerializer(found.doors.not_known[:UNKNOWN_SHOWN], many=True, context=self.context).data
