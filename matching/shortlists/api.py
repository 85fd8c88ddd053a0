"""Matches of one young person, for programs: the list with its reasons, and why or why not any offer (M2-M5)."""

from typing import Any, ClassVar

from django.shortcuts import get_object_or_404
from django.urls import path
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from aspirations.models import YoungPerson
from aspirations.people.querysets import YoungPersonQuerySet
from config.accounts.models import User
from config.accounts.permissions import Scope
from config.api.once import plain
from config.api.views import Call, Door, version
from config.audit_trail.trail import record_view
from matching.shortlists.api_fields import MatchesSerializer, WhySerializer
from matching.shortlists.explaining import explain_to
from matching.shortlists.matches import matches_of
from matching.shortlists.views import READS
from opportunities.models import Opportunity


class OfOnePerson(Call):
    """What is worked out on the spot for one young person whom this user may see."""

    doors: ClassVar = {"GET": Door(READS, Scope.READ_PEOPLE)}
    queryset = YoungPerson.objects.all()

    def rows(self, user: User) -> YoungPersonQuerySet:
        people = YoungPerson.objects.visible_to(user).saying_who_works_with(user).alive()
        return people.select_related("council", "personal_adviser", "social_worker", "manager")

    def told(self, person: YoungPerson, found: Any) -> Response:
        body = plain(self.get_serializer_class()(found, context={"called": person.called}).data)
        return Response(body, headers={"ETag": version(body)})


class PersonMatches(OfOnePerson):
    """The newest list as people changed it, what is in the way of others, and what would open doors."""

    serializer_class = MatchesSerializer

    @extend_schema(operation_id="read_matches", tags=["people"])
    def get(self, request: Request, **kwargs: Any) -> Response:
        person = self.one()
        record_view(
            [person], council=person.council, by=request.user, purpose="matches", fields=["wishes", "shortlist"]
        )
        return self.told(person, matches_of(person, timezone.localdate()))


class WhyOrNot(OfOnePerson):
    """Why, and why not, for any opportunity beside this person."""

    serializer_class = WhySerializer

    @extend_schema(operation_id="read_why", tags=["people"])
    def get(self, request: Request, **kwargs: Any) -> Response:
        person = self.one()
        offers = Opportunity.objects.offered_to(request.user).select_related("employer")
        offer = get_object_or_404(offers, public_id=kwargs["opportunity"])
        return self.told(person, explain_to(request.user, person=person, opportunity=offer, day=timezone.localdate()))


urlpatterns = [
    path("people/<uuid:id>/matches/", PersonMatches.as_view(), name="api_matches"),
    path("people/<uuid:id>/why/<uuid:opportunity>/", WhyOrNot.as_view(), name="api_why"),
]
