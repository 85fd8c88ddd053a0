"""EET placements and how each goes, for programs of those who work with the people who started (R1, R2)."""

from typing import Any, ClassVar

import django_filters
from django.db.models import Prefetch, QuerySet
from django.urls import path
from django_filters.rest_framework import DjangoFilterBackend
from drf_spectacular.utils import OpenApiExample, extend_schema, extend_schema_serializer
from rest_framework import serializers
from rest_framework.filters import OrderingFilter
from rest_framework.request import Request
from rest_framework.response import Response

from aspirations.models import YoungPerson
from config.accounts.models import User
from config.accounts.permissions import Permission, Scope
from config.api.views import Call, Door
from config.audit_trail.trail import record_view
from matching.outcomes.models import OutcomeMilestone
from matching.placements.models import EetPlacement
from matching.shortlists.api_fields import OfferSerializer

READ = {"GET": Door((Permission.RECORD_PROGRESS,), Scope.READ_NOMINATIONS)}
STARTED: dict[str, Any] = {
    "id": "0b8f9c5e-51d8-4b57-8a4e-0f7c1f6d2a31",
    "nomination": "5f2d5f0c-3f53-4a50-8f0d-2f3f6d5f1c09",
    "person": {"id": "5f0c0b5e-3c1e-4a57-9f0f-6d1f0f4b7a10", "name": "Robin Fernbrook"},
    "opportunity": {
        "id": "9d8f3b9a-7d0e-4c43-bf5f-6a4e2c7d1b02",
        "title": "Vehicle technician apprentice",
        "employer": "Millwheel Motors",
    },
    "kind": "apprenticeship",
    "hours_per_week": "37.5",
    "started_on": "2026-10-05",
    "planned_end_on": None,
    "ended_on": None,
    "milestones": [{
        "id": "3c0de3c4-6d2b-4f0c-9a6e-8a4b1a0e7f55",
        "moment": "week_4",
        "due_on": "2026-11-02",
        "state": "answered",
        "answer": "sustained",
        "answered_for": "employer",
    }],
}  # fmt: skip


class StarterSerializer(serializers.Serializer):
    id = serializers.UUIDField(source="public_id")
    name = serializers.CharField(source="listed_as")


class MilestoneSerializer(serializers.ModelSerializer):
    """One day to ask how it goes. Waiting is unknown, never a failure; what was noted stays on the pages."""

    id = serializers.UUIDField(source="public_id")
    state = serializers.SerializerMethodField(help_text="answered, waiting, or let_go, as it ended before that day")

    class Meta:
        model = OutcomeMilestone
        fields = ("id", "moment", "due_on", "state", "answer", "answered_for")

    def get_state(self, milestone: OutcomeMilestone) -> str:
        return "answered" if milestone.answer else "let_go" if milestone.cancelled_at else "waiting"


@extend_schema_serializer(examples=[OpenApiExample("Somebody who started", value=STARTED)])
class PlacementSerializer(serializers.ModelSerializer):
    """The start, and each day on which somebody asks. Why it ended stays on the pages."""

    id = serializers.UUIDField(source="public_id")
    nomination = serializers.UUIDField(source="nomination.public_id")
    person = StarterSerializer()
    opportunity = OfferSerializer()
    milestones = MilestoneSerializer(many=True)

    class Meta:
        model = EetPlacement
        fields = (
            "id", "nomination", "person", "opportunity", "kind", "hours_per_week", "started_on", "planned_end_on",
            "ended_on", "milestones",
        )  # fmt: skip


class PlacementFilter(django_filters.FilterSet):
    running = django_filters.BooleanFilter("ended_on", "isnull", help_text="true: without an end, false: ended")
    person = django_filters.UUIDFilter(field_name="person__public_id")
    kind = django_filters.CharFilter()

    class Meta:
        model = EetPlacement
        fields = ("running", "person", "kind")


class OfPlacements(Call):
    """Those of the people that this user works with, as with nominations."""

    doors: ClassVar = READ
    queryset = EetPlacement.objects.all()
    serializer_class = PlacementSerializer

    def rows(self, user: User) -> QuerySet[EetPlacement]:
        people = YoungPerson.objects.worked_with_by(user).alive()
        rows = EetPlacement.objects.filter(person__in=people)
        milestones = Prefetch("milestones", queryset=OutcomeMilestone.objects.order_by("due_on", "moment"))
        return rows.select_related("person", "nomination", "opportunity__employer").prefetch_related(milestones)

    def seen(self, placements: list[EetPlacement]) -> None:
        user = self.request.user
        people = dict.fromkeys(row.person for row in placements)
        record_view(people, council=user.council, by=user, purpose="program", fields=["identity", "placements"])


class Placements(OfPlacements):
    filter_backends = (DjangoFilterBackend, OrderingFilter)
    filterset_class = PlacementFilter
    ordering_fields = ("started_on",)
    ordering = ("-started_on",)

    @extend_schema(operation_id="list_placements", tags=["placements"], responses=PlacementSerializer(many=True))
    def get(self, request: Request) -> Response:
        found = self.paginate_queryset(self.filter_queryset(self.get_queryset()))
        self.seen(found)
        return self.get_paginated_response(self.get_serializer(found, many=True).data)


class OnePlacement(OfPlacements):
    @extend_schema(operation_id="read_placement", tags=["placements"])
    def get(self, request: Request, **kwargs: Any) -> Response:
        placement = self.one()
        self.seen([placement])
        return self.answer(placement)


urlpatterns = [
    path("placements/", Placements.as_view(), name="api_placements"),
    path("placements/<uuid:id>/", OnePlacement.as_view(), name="api_placement"),
]
