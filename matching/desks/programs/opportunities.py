"""Opportunities, for programs: read, write, post and close (O1, O3)."""

from typing import Any, ClassVar

from django.db import transaction
from django.urls import reverse
from django_filters.rest_framework import DjangoFilterBackend
from drf_spectacular.utils import extend_schema
from rest_framework.filters import OrderingFilter
from rest_framework.request import Request
from rest_framework.response import Response

from config.accounts.models import User
from config.accounts.permissions import Permission, Scope
from config.api.description import IF_MATCH, KEY
from config.api.once import once
from config.api.paging import MapPages
from config.api.views import Call, Door, version
from matching.desks.programs.examples import NEW_OPPORTUNITY, OTHERWISE
from matching.desks.programs.filters import OpportunityFilter
from matching.desks.programs.saying import SaidFacts, SaidOpportunity
from matching.desks.programs.showing import FeatureSerializer, OpportunitySerializer
from matching.desks.programs.writing import change, draft
from matching.nominations.actions import close_opportunity
from opportunities.models import Opportunity
from opportunities.posting.actions import post
from opportunities.querysets import OpportunityQuerySet

READ = Door(
    (
        Permission.DRAW_UP_SHORTLISTS,
        Permission.POST_OPPORTUNITY,
        Permission.KEEP_EMPLOYERS,
        Permission.SEE_AGENDA,
        Permission.REVIEW_BARRIERS,
    ),
    Scope.READ_OFFERS,
)
WRITE = Door((Permission.POST_OPPORTUNITY,), Scope.WRITE_OFFERS)
TAGS = ["opportunities"]


class OfOpportunities(Call):
    queryset = Opportunity.objects.all()
    serializer_class = OpportunitySerializer

    def rows(self, user: User) -> OpportunityQuerySet:
        """Another council's are read where they are shared (S7), and never changed."""
        reading = self.request.method == "GET"
        rows = Opportunity.objects.offered_to(user) if reading else Opportunity.objects.visible_to(user)
        return rows.select_related("employer", "council").prefetch_related("sites", "requirements")


class Opportunities(OfOpportunities):
    """The newest first, unless asked otherwise."""

    doors: ClassVar = {"GET": READ, "POST": WRITE}
    filter_backends = (DjangoFilterBackend, OrderingFilter)
    filterset_class = OpportunityFilter
    ordering_fields = ("posted_at", "changed_at", "title")
    ordering = ("-posted_at",)

    @extend_schema(operation_id="list_opportunities", tags=TAGS, responses=OpportunitySerializer(many=True))
    def get(self, request: Request) -> Response:
        return self.page()

    @extend_schema(
        operation_id="draft_opportunity",
        tags=TAGS,
        parameters=[KEY],
        filters=False,
        request=SaidOpportunity,
        responses={201: OpportunitySerializer},
        examples=[NEW_OPPORTUNITY],
    )
    def post(self, request: Request) -> Response:
        """Writes a draft. It goes live with `post`, once something is said of every part."""
        body = once(request, lambda: self.drafted(request))
        place = reverse("api_opportunity", kwargs={"id": body["id"]})
        return Response(body, 201, headers={"ETag": version(body), "Location": place})

    def drafted(self, request: Request) -> dict[str, Any]:
        said = SaidOpportunity(data=request.data)
        said.is_valid(raise_exception=True)
        made = draft(said.validated_data, by=request.user)
        return self.show(self.get_queryset().get(pk=made.pk))


class OpportunityMap(OfOpportunities):
    """The same opportunities as GeoJSON, with the same filters."""

    doors: ClassVar = {"GET": READ}
    filter_backends = (DjangoFilterBackend, OrderingFilter)
    filterset_class = OpportunityFilter
    ordering_fields = ("posted_at", "changed_at", "title")
    ordering = ("-posted_at",)
    pagination_class = MapPages
    serializer_class = FeatureSerializer

    @extend_schema(operation_id="map_opportunities", tags=TAGS, responses=FeatureSerializer(many=True))
    def get(self, request: Request) -> Response:
        return self.page()


class OneOpportunity(OfOpportunities):
    doors: ClassVar = {"GET": READ, "PATCH": WRITE}

    @extend_schema(operation_id="read_opportunity", tags=TAGS)
    def get(self, request: Request, **kwargs: Any) -> Response:
        return self.answer(self.one())

    @extend_schema(
        operation_id="change_opportunity", tags=TAGS, parameters=[IF_MATCH], request=SaidFacts(partial=True),
        responses={200: OpportunitySerializer}, examples=[OTHERWISE],
    )  # fmt: skip
    @transaction.atomic
    def patch(self, request: Request, **kwargs: Any) -> Response:
        """Changes what is sent; lists are replaced whole."""
        row = self.locked(request)
        said = SaidFacts(row, data=request.data, partial=True)
        said.is_valid(raise_exception=True)
        change(row, said.validated_data, by=request.user)
        return self.answer(self.one())


class ActOnOpportunity(OfOpportunities):
    """An act without words of its own."""

    @transaction.atomic
    def acted(self, request: Request) -> Response:
        self.act(self.locked(request), request.user)
        return self.answer(self.one())

    def act(self, row: Opportunity, user: User) -> object:
        raise NotImplementedError


class PostOpportunity(ActOnOpportunity):
    doors: ClassVar = {"POST": WRITE}

    @extend_schema(
        operation_id="post_opportunity", tags=TAGS, parameters=[IF_MATCH], request=None,
        responses={200: OpportunitySerializer},
    )  # fmt: skip
    def post(self, request: Request, **kwargs: Any) -> Response:
        """Makes it live, or sends a council vacancy to HR first."""
        return self.acted(request)

    def act(self, row: Opportunity, user: User) -> object:
        return post(row, by=user)


class CloseOpportunity(ActOnOpportunity):
    doors: ClassVar = {"POST": WRITE}

    @extend_schema(
        operation_id="close_opportunity", tags=TAGS, parameters=[IF_MATCH], request=None,
        responses={200: OpportunitySerializer},
    )  # fmt: skip
    def post(self, request: Request, **kwargs: Any) -> Response:
        """Closes it; everyone who was put forward for it is told."""
        return self.acted(request)

    def act(self, row: Opportunity, user: User) -> object:
        return close_opportunity(row, by=user)
