"""Young people, for programs of those who may open their record: who they are, and what they hope for (A9).

Each answer is a view, and leaves its event. Health, justice, contact, home, support needs, right to work, concerns and
numbers of other systems are not sent.
"""

from typing import Any, ClassVar

from django.db.models import Prefetch, QuerySet
from django.urls import path
from django.utils import timezone
from drf_spectacular.utils import OpenApiExample, extend_schema, extend_schema_field, extend_schema_serializer
from rest_framework import serializers
from rest_framework.filters import OrderingFilter
from rest_framework.request import Request
from rest_framework.response import Response

from aspirations.models import AspirationAudit, YoungPerson
from aspirations.people.ages import age_on
from aspirations.people.querysets import OPENS_RECORDS
from aspirations.spells.activity import group
from config.accounts.models import User
from config.accounts.permissions import Scope
from config.api.views import Call, Door
from config.audit_trail.trail import record_view

READ = {"GET": Door(OPENS_RECORDS, Scope.READ_PEOPLE)}
PURPOSE = "program"
ROBIN: dict[str, Any] = {
    "id": "5f0c0b5e-3c1e-4a57-9f0f-6d1f0f4b7a10",
    "name": "Robin Fernbrook",
    "preferred_name": "",
    "pronouns": "they",
    "age": 19,
    "situation": "neet",
}


@extend_schema_serializer(examples=[OpenApiExample("Somebody on the caseload", value=ROBIN)])
class PersonSerializer(serializers.ModelSerializer):
    """Who it is. What is not known yet is null or empty."""

    id = serializers.UUIDField(source="public_id")
    age = serializers.SerializerMethodField()
    situation = serializers.SerializerMethodField(help_text="eet, neet, or unknown, which is not neet")

    class Meta:
        model = YoungPerson
        fields: ClassVar[tuple[str, ...]] = ("id", "name", "preferred_name", "pronouns", "age", "situation")

    def get_age(self, person: YoungPerson) -> int | None:
        return age_on(person.born_on, timezone.localdate()) if person.born_on else None

    def get_situation(self, person: YoungPerson) -> str:
        return group(getattr(person, "activity", "") or "") or "unknown"


class WishSerializer(serializers.Serializer):
    rank = serializers.IntegerField()
    own_words = serializers.CharField(help_text="As spoken")
    occupation = serializers.CharField(help_text="How it is read: SOC 2010 unit group")
    category = serializers.CharField(help_text="How it is read: career category")


class HopesSerializer(serializers.Serializer):
    asked_on = serializers.DateField()
    kinds_wanted = serializers.ListField(child=serializers.CharField())
    wishes = WishSerializer(many=True)


HOPES: dict[str, Any] = {
    "asked_on": "2026-10-02",
    "kinds_wanted": ["apprenticeship"],
    "wishes": [{"rank": 1, "own_words": "summat with cars", "occupation": "5231", "category": "motor"}],
}


@extend_schema_serializer(examples=[OpenApiExample("One person with hopes", value={**ROBIN, "hopes": HOPES})])
class PersonWithHopesSerializer(PersonSerializer):
    hopes = serializers.SerializerMethodField(help_text="The newest aspiration audit; null where nobody asked yet")

    class Meta(PersonSerializer.Meta):
        fields = (*PersonSerializer.Meta.fields, "hopes")

    @extend_schema_field(HopesSerializer(allow_null=True))
    def get_hopes(self, person: YoungPerson) -> Any:
        audit = next(iter(person.aspiration_audits.all()), None)
        if audit is None:
            return None
        wishes = [wish for wish in audit.wishes.all() if wish.reading == wish.Reading.WISH]
        return HopesSerializer({"asked_on": audit.asked_on, "kinds_wanted": audit.kinds_wanted, "wishes": wishes}).data


class OfPeople(Call):
    doors: ClassVar = READ
    queryset = YoungPerson.objects.all()
    serializer_class = PersonSerializer

    def rows(self, user: User) -> QuerySet[YoungPerson]:
        return YoungPerson.objects.visible_to(user).alive().doing_on(timezone.localdate())

    def seen(self, people: list[YoungPerson], *fields: str) -> None:
        user = self.request.user
        record_view(people, council=user.council, by=user, purpose=PURPOSE, fields=fields)


class People(OfPeople):
    """Whom this user may see: an adviser the caseload, a panel member those on a frozen agenda."""

    filter_backends = (OrderingFilter,)
    ordering_fields = ("name",)
    ordering = ("name",)

    @extend_schema(operation_id="list_people", tags=["people"], responses=PersonSerializer(many=True))
    def get(self, request: Request) -> Response:
        found = self.paginate_queryset(self.filter_queryset(self.get_queryset()))
        self.seen(found, "identity")
        return self.get_paginated_response(self.get_serializer(found, many=True).data)


class OnePerson(OfPeople):
    serializer_class = PersonWithHopesSerializer

    def rows(self, user: User) -> QuerySet[YoungPerson]:
        current = AspirationAudit.objects.current().prefetch_related("wishes")
        return super().rows(user).prefetch_related(Prefetch("aspiration_audits", queryset=current))

    @extend_schema(operation_id="read_person", tags=["people"])
    def get(self, request: Request, **kwargs: Any) -> Response:
        person = self.one()
        self.seen([person], "identity", "wishes")
        return self.answer(person)


urlpatterns = [
    path("people/", People.as_view(), name="api_people"),
    path("people/<uuid:id>/", OnePerson.as_view(), name="api_person"),
]
