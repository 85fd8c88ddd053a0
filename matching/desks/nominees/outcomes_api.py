"""How it goes with those who started, asked of an employer's program: never a name (R2)."""

from typing import Any, ClassVar

from django.db import transaction
from django.urls import path
from django.utils import timezone
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import serializers
from rest_framework.filters import OrderingFilter
from rest_framework.request import Request
from rest_framework.response import Response

from config.accounts.models import User
from config.api.description import IF_MATCH
from config.api.said import Strict, checked_by, said_in
from config.api.views import Call
from matching.desks.nominees.api import READ, WRITE
from matching.desks.nominees.forms import TOLD, OutcomeForm
from matching.desks.nominees.views import tell_how_it_goes
from matching.outcomes.models import OutcomeMilestone
from matching.outcomes.querysets import OutcomeMilestoneQuerySet
from matching.outcomes.questions import choices_of

EXAMPLE = OpenApiExample("Still here", request_only=True, value={"said": "sustained", "note": "Never late."})


class AskedSerializer(serializers.ModelSerializer):
    """One day on which we ask. Who it is stands with the introduction, as far as it is agreed."""

    id = serializers.UUIDField(source="public_id")
    introduction = serializers.UUIDField(source="placement.nomination.public_id")
    opportunity = serializers.UUIDField(source="placement.opportunity.public_id")
    answers = serializers.SerializerMethodField(help_text="What can be answered")

    class Meta:
        model = OutcomeMilestone
        fields = ("id", "moment", "due_on", "answer", "introduction", "opportunity", "answers")

    def get_answers(self, milestone: OutcomeMilestone) -> list[str]:
        waits = not milestone.answer and milestone.cancelled_at is None
        return [*(code for code, _ in choices_of(milestone)), TOLD] if waits else []


class SaidHowItGoes(Strict):
    said = serializers.ChoiceField([*OutcomeMilestone.Answer.choices, (TOLD, "The adviser was told another way")])
    note = serializers.CharField(required=False, allow_blank=True, max_length=300)


class OfAsked(Call):
    queryset = OutcomeMilestone.objects.all()
    serializer_class = AskedSerializer

    def rows(self, user: User) -> OutcomeMilestoneQuerySet:
        rows: OutcomeMilestoneQuerySet = OutcomeMilestone.objects.visible_to(user)
        return rows.select_related("placement__nomination", "placement__opportunity", "placement__council")


class Asked(OfAsked):
    """What is asked of us now: those that are answered, or let go, are left out."""

    doors: ClassVar = {"GET": READ}
    filter_backends = (OrderingFilter,)
    ordering_fields = ("due_on",)
    ordering = ("due_on",)

    def rows(self, user: User) -> OutcomeMilestoneQuerySet:
        return super().rows(user).due_by(timezone.localdate()).filter(asking_stopped_at=None)

    @extend_schema(operation_id="list_milestones", tags=["milestones"], responses=AskedSerializer(many=True))
    def get(self, request: Request) -> Response:
        return self.page()


class OneAsked(OfAsked):
    doors: ClassVar = {"GET": READ}

    @extend_schema(operation_id="read_milestone", tags=["milestones"])
    def get(self, request: Request, **kwargs: Any) -> Response:
        return self.answer(self.one())


class AnswerAsked(OfAsked):
    doors: ClassVar = {"POST": WRITE}

    @extend_schema(
        operation_id="answer_milestone", tags=["milestones"], parameters=[IF_MATCH], request=SaidHowItGoes,
        responses={200: AskedSerializer}, examples=[EXAMPLE],
    )  # fmt: skip
    @transaction.atomic
    def post(self, request: Request, **kwargs: Any) -> Response:
        """Answers once, or says that the adviser was told another way."""
        milestone = self.locked(request)
        form = checked_by(OutcomeForm, said_in(SaidHowItGoes, request.data), milestone=milestone)
        tell_how_it_goes(milestone, form, by=request.user)
        return self.answer(self.one())


urlpatterns = [
    path("milestones/", Asked.as_view(), name="api_milestones"),
    path("milestones/<uuid:id>/", OneAsked.as_view(), name="api_milestone"),
    path("milestones/<uuid:id>/answer/", AnswerAsked.as_view(), name="api_answer_milestone"),
]
