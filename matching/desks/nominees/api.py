"""People introduced to an employer, for its own program: what each agreed to share, and the answer (N2, N5)."""

from typing import Any, ClassVar

from django.db import transaction
from django.db.models import QuerySet
from django.urls import path
from django.utils import timezone
from drf_spectacular.utils import OpenApiExample, extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.filters import OrderingFilter
from rest_framework.request import Request
from rest_framework.response import Response

from config.accounts.models import User
from config.accounts.permissions import Permission, Scope
from config.api.description import IF_MATCH
from config.api.views import Call, Door, version
from config.audit_trail.trail import record_view
from config.reference.vocabulary import terms
from matching.desks.nominees.forms import ASKED
from matching.desks.nominees.people import Nominee, fields_shown
from matching.nominations.answering import (
    AFTER_MEETING,
    FIRST_IN_LINE,
    INTERVIEW,
    LATER,
    MORE_TIME,
    NO,
    OFFER,
    Answer,
    choices_for,
    give_answer,
)
from matching.nominations.disclosure import what_employers_see
from matching.nominations.models import AgreementToShare, Nomination

READ = Door((Permission.ANSWER_NOMINATIONS,), Scope.READ_NOMINATIONS)
WRITE = Door((Permission.ANSWER_NOMINATIONS,), Scope.WRITE_NOMINATIONS)
CHOICES = [INTERVIEW, OFFER, MORE_TIME, FIRST_IN_LINE, NO]
BELONGS = {INTERVIEW: {"at", "place", "bring"}, NO: {"reason", "note", "until"}}
EXAMPLE = OpenApiExample(
    "An invitation", request_only=True,
    value={"answer": "interview", "at": "2026-12-03T10:30:00Z", "place": "3 Mill Lane, Shipley"},
)  # fmt: skip


class IntroductionSerializer(serializers.ModelSerializer):
    """An introduction without who it is."""

    id = serializers.UUIDField(source="public_id")
    opportunity = serializers.UUIDField(source="opportunity.public_id")

    class Meta:
        model = Nomination
        fields: ClassVar[tuple[str, ...]] = ("id", "state", "due_on", "opportunity")


class ToldSerializer(IntroductionSerializer):
    """With exactly what the agreement to share names, by its label."""

    told = serializers.SerializerMethodField()
    answers = serializers.SerializerMethodField(help_text="What can be answered now")

    class Meta(IntroductionSerializer.Meta):
        fields = (*IntroductionSerializer.Meta.fields, "told", "answers")

    @extend_schema_field({"type": "object", "additionalProperties": {}})
    def get_told(self, nomination: Nomination) -> dict[str, Any]:
        return as_agreed(nomination).told

    def get_answers(self, nomination: Nomination) -> list[str]:
        return list(choices_for(nomination))


class SaidAnswer(serializers.Serializer):
    """The answer, and what belongs to it."""

    answer = serializers.ChoiceField(CHOICES)
    at = serializers.DateTimeField(required=False)
    place = serializers.CharField(max_length=300, required=False)
    bring = serializers.CharField(max_length=300, required=False)
    reason = serializers.CharField(max_length=40, required=False, help_text="Code of the reasons of employers")
    note = serializers.CharField(max_length=300, required=False)
    until = serializers.DateField(required=False, help_text="With e_later: from which day it could work")

    def validate(self, said: dict[str, Any]) -> dict[str, Any]:
        choice, reason = said["answer"], said.get("reason", "")
        for name in sorted(said.keys() - {"answer"} - BELONGS.get(choice, set())):
            raise serializers.ValidationError({name: "This does not belong to this answer."})
        if said.get("at") and not said.get("place"):
            raise serializers.ValidationError({"place": "Say where you will meet, such as the address or “online”"})
        if choice == NO and reason not in self.context["reasons"]:
            known = ", ".join(self.context["reasons"])
            raise serializers.ValidationError({"reason": f"Choose the reason that fits best: {known}."})
        if reason == LATER and not said.get("until"):
            raise serializers.ValidationError({"until": "Give the day from which it could work."})
        if reason in ASKED and not said.get("note"):
            raise serializers.ValidationError({"note": f"{ASKED[reason].rstrip('?')}: type a few words"})
        return said


class OfIntroductions(Call):
    queryset = Nomination.objects.all()
    serializer_class = ToldSerializer

    def rows(self, user: User) -> QuerySet[Nomination]:
        return Nomination.objects.visible_to(user).select_related("opportunity", "person", "council")


class Introductions(OfIntroductions):
    """Those introduced to my organisation with their agreement: where each stands, never who it is."""

    doors: ClassVar = {"GET": READ}
    serializer_class = IntroductionSerializer
    filter_backends = (OrderingFilter,)
    ordering_fields = ("state_since_at",)
    ordering = ("-state_since_at",)

    @extend_schema(
        operation_id="list_introductions", tags=["introductions"], responses=IntroductionSerializer(many=True)
    )
    def get(self, request: Request) -> Response:
        return self.page()


class OneIntroduction(OfIntroductions):
    doors: ClassVar = {"GET": READ}

    @extend_schema(operation_id="read_introduction", tags=["introductions"])
    def get(self, request: Request, **kwargs: Any) -> Response:
        nomination, user = self.one(), request.user
        body = self.show(nomination)
        shown = fields_shown([Nominee(nomination, body["told"], timezone.localdate())])
        record_view([nomination.person], council=user.council, by=user, purpose="introduction", fields=shown)
        return Response(body, headers={"ETag": version(body)})


class AnswerIntroduction(OfIntroductions):
    """The employer's answer, by the rules of the page and of the link in the mail."""

    doors: ClassVar = {"POST": WRITE}

    @extend_schema(
        operation_id="answer_introduction", tags=["introductions"], parameters=[IF_MATCH], request=SaidAnswer,
        responses=IntroductionSerializer, examples=[EXAMPLE],
    )  # fmt: skip
    @transaction.atomic
    def post(self, request: Request, **kwargs: Any) -> Response:
        nomination = self.locked(request)
        said = SaidAnswer(data=request.data, context={"reasons": reasons_of(nomination)})
        said.is_valid(raise_exception=True)
        given = dict(said.validated_data)
        moved = give_answer(nomination, Answer(given.pop("answer"), **given), by=request.user)
        return Response(IntroductionSerializer(moved).data)


def as_agreed(nomination: Nomination) -> Nominee:
    told = what_employers_see(AgreementToShare.objects.filter(nomination=nomination))
    return Nominee(nomination, told.get(nomination.pk, {}), timezone.localdate())


def reasons_of(nomination: Nomination) -> list[str]:
    """The codes that an employer can give now: some only after they met."""
    codes = terms("reasons", council=nomination.council, on=timezone.localdate())
    met = nomination.state == "interview"
    return [code for code in codes if code.startswith("e_") and (met or code not in AFTER_MEETING)]


urlpatterns = [
    path("introductions/", Introductions.as_view(), name="api_introductions"),
    path("introductions/<uuid:id>/", OneIntroduction.as_view(), name="api_introduction"),
    path("introductions/<uuid:id>/answer/", AnswerIntroduction.as_view(), name="api_answer_introduction"),
]
