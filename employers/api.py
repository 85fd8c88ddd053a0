"""Employers and business events, for programs. Contacts are people: none is sent (E1)."""

from typing import Any, ClassVar

from django.urls import path
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.filters import OrderingFilter, SearchFilter
from rest_framework.request import Request
from rest_framework.response import Response

from config.accounts.permissions import Permission, Scope
from config.api.views import Call, Door
from employers.models import BusinessEvent, Employer

KEPT = {"GET": Door((Permission.KEEP_EMPLOYERS, Permission.ANSWER_NOMINATIONS), Scope.READ_OFFERS)}
EVENTS = {"GET": Door((Permission.KEEP_EMPLOYERS,), Scope.READ_OFFERS)}


class EmployerSerializer(serializers.ModelSerializer):
    id = serializers.UUIDField(source="public_id")
    is_paused = serializers.SerializerMethodField(help_text="Nothing of theirs is shown or goes live")

    class Meta:
        model = Employer
        fields = ("id", "name", "kind", "sector", "postcode", "covenant_signatory", "is_paused")

    def get_is_paused(self, employer: Employer) -> bool:
        return employer.paused_at is not None


class EventSerializer(serializers.ModelSerializer):
    id = serializers.UUIDField(source="public_id")

    class Meta:
        model = BusinessEvent
        fields = ("id", "name", "held_on", "postcode")


class Employers(Call):
    """The register of the council; an employer's own program sees its own organisation."""

    doors: ClassVar = KEPT
    queryset = Employer.objects.all()
    serializer_class = EmployerSerializer
    filter_backends = (SearchFilter, OrderingFilter)
    search_fields = ("name", "sector")
    ordering_fields = ("name",)
    ordering = ("name",)

    @extend_schema(operation_id="list_employers", tags=["employers"], responses=EmployerSerializer(many=True))
    def get(self, request: Request) -> Response:
        return self.page()


class OneEmployer(Call):
    doors: ClassVar = KEPT
    queryset = Employer.objects.all()
    serializer_class = EmployerSerializer

    @extend_schema(operation_id="read_employer", tags=["employers"])
    def get(self, request: Request, **kwargs: Any) -> Response:
        return self.answer(self.one())


class Events(Call):
    """Days on which businesses are asked for pledges."""

    doors: ClassVar = EVENTS
    queryset = BusinessEvent.objects.all()
    serializer_class = EventSerializer
    filter_backends = (SearchFilter, OrderingFilter)
    search_fields = ("name",)
    ordering_fields = ("held_on", "name")
    ordering = ("-held_on",)

    @extend_schema(operation_id="list_events", tags=["events"], responses=EventSerializer(many=True))
    def get(self, request: Request) -> Response:
        return self.page()


class OneEvent(Call):
    doors: ClassVar = EVENTS
    queryset = BusinessEvent.objects.all()
    serializer_class = EventSerializer

    @extend_schema(operation_id="read_event", tags=["events"])
    def get(self, request: Request, **kwargs: Any) -> Response:
        return self.answer(self.one())


urlpatterns = [
    path("employers/", Employers.as_view(), name="api_employers"),
    path("employers/<uuid:id>/", OneEmployer.as_view(), name="api_employer"),
    path("events/", Events.as_view(), name="api_events"),
    path("events/<uuid:id>/", OneEvent.as_view(), name="api_event"),
]
