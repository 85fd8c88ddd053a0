"""Pledges, for programs: what was promised and what is left of it (E4)."""

from typing import Any, ClassVar

from django.db import transaction
from django_filters.rest_framework import DjangoFilterBackend
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import serializers
from rest_framework.filters import OrderingFilter
from rest_framework.request import Request
from rest_framework.response import Response

from config.accounts.models import User
from config.accounts.permissions import Permission, Scope
from config.api.description import IF_MATCH
from config.api.said import Strict, said_in
from config.api.views import Call, Door
from matching.desks.pledge_book.one_pledge import BUTTONS
from matching.desks.programs.filters import PledgeFilter
from matching.desks.programs.showing import PledgeSerializer
from opportunities.models import Pledge
from opportunities.pledge_actions import move_pledge
from opportunities.querysets import PledgeQuerySet

LOOKED_AT = OpenApiExample("Looked at", request_only=True, value={"target": "triaged"})


class OfPledges(Call):
    doors: ClassVar = {"GET": Door((Permission.KEEP_EMPLOYERS, Permission.ANSWER_NOMINATIONS), Scope.READ_OFFERS)}
    queryset = Pledge.objects.all()
    serializer_class = PledgeSerializer

    def rows(self, user: User) -> PledgeQuerySet:
        rows: PledgeQuerySet = super().rows(user)
        return rows.select_related("employer", "event")


class Pledges(OfPledges):
    filter_backends = (DjangoFilterBackend, OrderingFilter)
    filterset_class = PledgeFilter
    ordering_fields = ("pledged_on", "title", "changed_at")
    ordering = ("-pledged_on",)

    @extend_schema(operation_id="list_pledges", tags=["pledges"], responses=PledgeSerializer(many=True))
    def get(self, request: Request) -> Response:
        return self.page()


class OnePledge(OfPledges):
    @extend_schema(operation_id="read_pledge", tags=["pledges"])
    def get(self, request: Request, **kwargs: Any) -> Response:
        return self.answer(self.one())


class SaidMove(Strict):
    target = serializers.ChoiceField(list(BUTTONS.items()), help_text="The state to come")


class MovePledge(OfPledges):
    doors: ClassVar = {"POST": Door((Permission.KEEP_EMPLOYERS,), Scope.WRITE_OFFERS)}

    @extend_schema(
        operation_id="move_pledge", tags=["pledges"], parameters=[IF_MATCH], request=SaidMove,
        responses={200: PledgeSerializer}, examples=[LOOKED_AT],
    )  # fmt: skip
    @transaction.atomic
    def post(self, request: Request, **kwargs: Any) -> Response:
        """Takes the pledge one step on, as the button of its page does."""
        pledge = self.locked(request)
        move_pledge(pledge, said_in(SaidMove, request.data)["target"], by=request.user)
        return self.answer(self.one())
