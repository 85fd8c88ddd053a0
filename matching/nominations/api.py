"""Nominations, for programs of those who work with the people put forward (N1)."""

from typing import Any, ClassVar

import django_filters
from django.db.models import QuerySet
from django.urls import path
from django_filters.rest_framework import DjangoFilterBackend
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.filters import OrderingFilter
from rest_framework.request import Request
from rest_framework.response import Response

from config.accounts.models import User
from config.accounts.permissions import Permission, Scope
from config.api.views import Call, Door
from config.audit_trail.trail import record_view
from matching.nominations import states
from matching.nominations.models import Nomination

READ = {"GET": Door((Permission.NOMINATE,), Scope.READ_NOMINATIONS)}


class PutForwardSerializer(serializers.Serializer):
    id = serializers.UUIDField(source="public_id")
    name = serializers.CharField(source="listed_as")


class OfferSerializer(serializers.Serializer):
    id = serializers.UUIDField(source="public_id")
    title = serializers.CharField()
    employer = serializers.CharField(source="employer.name")


class NominationSerializer(serializers.ModelSerializer):
    """Where it stands. Reasons and notes stay on the pages."""

    id = serializers.UUIDField(source="public_id")
    person = PutForwardSerializer()
    opportunity = OfferSerializer()

    class Meta:
        model = Nomination
        fields = ("id", "state", "state_since_at", "due_on", "postponed_until", "person", "opportunity")


class NominationFilter(django_filters.FilterSet):
    state = django_filters.ChoiceFilter(choices=states.NOMINATION.choices)
    person = django_filters.UUIDFilter(field_name="person__public_id")
    opportunity = django_filters.UUIDFilter(field_name="opportunity__public_id")

    class Meta:
        model = Nomination
        fields = ("state", "person", "opportunity")


class OfNominations(Call):
    doors: ClassVar = READ
    queryset = Nomination.objects.all()
    serializer_class = NominationSerializer

    def rows(self, user: User) -> QuerySet[Nomination]:
        rows = Nomination.objects.filter(person__died_on=None).changeable_by(user)
        return rows.select_related("person", "opportunity__employer")

    def seen(self, nominations: list[Nomination]) -> None:
        user = self.request.user
        people = dict.fromkeys(row.person for row in nominations)
        record_view(people, council=user.council, by=user, purpose="program", fields=["identity", "nominations"])


class Nominations(OfNominations):
    filter_backends = (DjangoFilterBackend, OrderingFilter)
    filterset_class = NominationFilter
    ordering_fields = ("state_since_at",)
    ordering = ("-state_since_at",)

    @extend_schema(operation_id="list_nominations", tags=["nominations"], responses=NominationSerializer(many=True))
    def get(self, request: Request) -> Response:
        found = self.paginate_queryset(self.filter_queryset(self.get_queryset()))
        self.seen(found)
        return self.get_paginated_response(self.get_serializer(found, many=True).data)


class OneNomination(OfNominations):
    @extend_schema(operation_id="read_nomination", tags=["nominations"])
    def get(self, request: Request, **kwargs: Any) -> Response:
        nomination = self.one()
        self.seen([nomination])
        return self.answer(nomination)


urlpatterns = [
    path("nominations/", Nominations.as_view(), name="api_nominations"),
    path("nominations/<uuid:id>/", OneNomination.as_view(), name="api_nomination"),
]
