"""Nominations, for programs of those who work with the people put forward (N1)."""

from typing import Any, ClassVar

import django_filters
from django.db.models import QuerySet
from django.urls import path, reverse
from django_filters.rest_framework import DjangoFilterBackend
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import serializers
from rest_framework.filters import OrderingFilter
from rest_framework.request import Request
from rest_framework.response import Response

from aspirations.models import YoungPerson
from config.accounts.models import User
from config.accounts.permissions import Permission, Scope
from config.api.description import KEY
from config.api.once import once
from config.api.said import Strict, said_in
from config.api.views import Call, Door, version
from config.audit_trail.trail import record_view
from config.refusal import Refused
from matching.nominations import states
from matching.nominations.actions import suggest
from matching.nominations.models import Nomination
from matching.shortlists.api_fields import OfferSerializer
from opportunities.models import Opportunity

READ = {"GET": Door((Permission.NOMINATE,), Scope.READ_NOMINATIONS)}
WRITE = {"POST": Door((Permission.NOMINATE,), Scope.WRITE_NOMINATIONS)}
PAIR = OpenApiExample(
    "A young person and an opportunity", request_only=True,
    value={"person": "5f0c0b5e-3c1e-4a57-9f0f-6d1f0f4b7a10", "opportunity": "9d8f3b9a-7d0e-4c43-bf5f-6a4e2c7d1b02"},
)  # fmt: skip


class PutForwardSerializer(serializers.Serializer):
    id = serializers.UUIDField(source="public_id")
    name = serializers.CharField(source="listed_as")


class NominationSerializer(serializers.ModelSerializer):
    """Where it stands. Reasons and notes stay on the pages."""

    id = serializers.UUIDField(source="public_id")
    person = PutForwardSerializer()
    opportunity = OfferSerializer()

    class Meta:
        model = Nomination
        fields = ("id", "state", "state_since_at", "due_on", "postponed_until", "person", "opportunity")


class SaidNomination(Strict):
    person = serializers.UUIDField(help_text="Somebody you work with")
    opportunity = serializers.UUIDField()


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
    doors: ClassVar = READ | WRITE
    filter_backends = (DjangoFilterBackend, OrderingFilter)
    filterset_class = NominationFilter
    ordering_fields = ("state_since_at",)
    ordering = ("-state_since_at",)

    @extend_schema(operation_id="list_nominations", tags=["nominations"], responses=NominationSerializer(many=True))
    def get(self, request: Request) -> Response:
        found = self.paginate_queryset(self.filter_queryset(self.get_queryset()))
        self.seen(found)
        return self.get_paginated_response(self.get_serializer(found, many=True).data)

    @extend_schema(
        operation_id="suggest_nomination", tags=["nominations"], parameters=[KEY], filters=False,
        request=SaidNomination, responses={201: NominationSerializer}, examples=[PAIR],
    )  # fmt: skip
    def post(self, request: Request) -> Response:
        """Opens one as suggested: nobody has been shown anything, and nothing leaves without an agreement."""
        body = once(request, lambda: self.suggested(request))
        place = reverse("api_nomination", kwargs={"id": body["id"]})
        return Response(body, 201, headers={"ETag": version(body), "Location": place})

    def suggested(self, request: Request) -> dict[str, Any]:
        said, by = said_in(SaidNomination, request.data), request.user
        person = YoungPerson.objects.worked_with_by(by).alive().filter(public_id=said["person"]).first()
        opportunity = Opportunity.objects.offered_to(by).filter(public_id=said["opportunity"]).first()
        if person is None:
            raise Refused("This is nobody you work with.", field="person")
        if opportunity is None:
            raise Refused("This opportunity is not here, or not open to your young people.", field="opportunity")
        return self.show(self.get_queryset().get(pk=suggest(person=person, opportunity=opportunity, by=by).pk))


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
