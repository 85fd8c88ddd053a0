"""Employers and business events, for programs. Contacts are people: none is sent (E1)."""

from typing import Any, ClassVar

from django.db import transaction
from django.urls import path, reverse
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import serializers
from rest_framework.filters import OrderingFilter, SearchFilter
from rest_framework.request import Request
from rest_framework.response import Response

from config.accounts.permissions import Permission, Scope
from config.api.description import IF_MATCH, KEY
from config.api.once import once
from config.api.said import Strict, said_in
from config.api.views import Call, Door, version
from config.places.postcodes import normalise
from employers.actions import add_event, change_event
from employers.models import BusinessEvent, Employer

KEPT = {"GET": Door((Permission.KEEP_EMPLOYERS, Permission.ANSWER_NOMINATIONS), Scope.READ_OFFERS)}
EVENTS = {"GET": Door((Permission.KEEP_EMPLOYERS,), Scope.READ_OFFERS)}
WRITES = Door((Permission.KEEP_EMPLOYERS,), Scope.WRITE_OFFERS)
EXAMPLE = OpenApiExample(
    "Open Doors", request_only=True, value={"name": "Open Doors", "held_on": "2027-01-21", "postcode": "BD1 1HX"}
)


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


class SaidEvent(Strict):
    name = serializers.CharField(max_length=150)
    held_on = serializers.DateField()
    postcode = serializers.CharField(required=False, allow_blank=True, default="", max_length=10)

    def validate_postcode(self, postcode: str) -> str:
        if postcode and normalise(postcode) is None:
            raise serializers.ValidationError("Type a full postcode, such as BD1 1HX")
        return postcode


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

    doors: ClassVar = EVENTS | {"POST": WRITES}
    queryset = BusinessEvent.objects.all()
    serializer_class = EventSerializer
    filter_backends = (SearchFilter, OrderingFilter)
    search_fields = ("name",)
    ordering_fields = ("held_on", "name")
    ordering = ("-held_on",)

    @extend_schema(operation_id="list_events", tags=["events"], responses=EventSerializer(many=True))
    def get(self, request: Request) -> Response:
        return self.page()

    @extend_schema(
        operation_id="add_event", tags=["events"], parameters=[KEY], filters=False, request=SaidEvent,
        responses={201: EventSerializer}, examples=[EXAMPLE],
    )  # fmt: skip
    def post(self, request: Request) -> Response:
        body = once(request, lambda: self.added(request))
        place = reverse("api_event", kwargs={"id": body["id"]})
        return Response(body, 201, headers={"ETag": version(body), "Location": place})

    def added(self, request: Request) -> dict[str, Any]:
        said, by = said_in(SaidEvent, request.data), request.user
        return self.show(add_event(council=by.council, by=by, **said))


class OneEvent(Call):
    doors: ClassVar = EVENTS | {"PATCH": WRITES}
    queryset = BusinessEvent.objects.all()
    serializer_class = EventSerializer

    @extend_schema(operation_id="read_event", tags=["events"])
    def get(self, request: Request, **kwargs: Any) -> Response:
        return self.answer(self.one())

    @extend_schema(
        operation_id="change_event", tags=["events"], parameters=[IF_MATCH], request=SaidEvent(partial=True),
        responses={200: EventSerializer}, examples=[EXAMPLE],
    )  # fmt: skip
    @transaction.atomic
    def patch(self, request: Request, **kwargs: Any) -> Response:
        """Changes what is sent; pledges made there stay with it."""
        event = self.locked(request)
        said = SaidEvent(data=request.data, partial=True)
        said.is_valid(raise_exception=True)
        before = {name: getattr(event, name) for name in ("name", "held_on", "postcode")}
        change_event(event, by=request.user, **before | said.validated_data)
        return self.answer(self.one())


urlpatterns = [
    path("employers/", Employers.as_view(), name="api_employers"),
    path("employers/<uuid:id>/", OneEmployer.as_view(), name="api_employer"),
    path("events/", Events.as_view(), name="api_events"),
    path("events/<uuid:id>/", OneEvent.as_view(), name="api_event"),
]
