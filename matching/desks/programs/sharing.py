"""Sharing with other councils, for programs (S7)."""

from typing import Any, ClassVar

from django.db import transaction
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from config.accounts.models import Council
from config.accounts.permissions import Permission, Scope
from config.api.views import Door
from matching.desks.programs.opportunities import IF_MATCH, TAGS, OfOpportunities
from matching.desks.programs.saying import Strict
from matching.desks.programs.showing import OpportunitySerializer
from opportunities.sharing import share

UNKNOWN = "There is no council of the code “{value}” here."


class SaidSharing(Strict):
    councils = serializers.SlugRelatedField(
        slug_field="code", many=True, required=False, default=(), queryset=Council.objects.all(),
        error_messages={"does_not_exist": UNKNOWN},
        help_text="ONS codes of the councils; none, and not with all, ends the sharing",
    )  # fmt: skip
    with_all = serializers.BooleanField(default=False, help_text="With every council of this installation")


class ShareOpportunity(OfOpportunities):
    doors: ClassVar = {"POST": Door((Permission.KEEP_EMPLOYERS,), Scope.WRITE_OFFERS)}

    @extend_schema(
        operation_id="share_opportunity", tags=TAGS, parameters=[IF_MATCH], request=SaidSharing,
        responses={200: OpportunitySerializer},
        examples=[OpenApiExample("Share with every council", value={"with_all": True}, request_only=True)],
    )  # fmt: skip
    @transaction.atomic
    def post(self, request: Request, **kwargs: Any) -> Response:
        """Says which other councils may use it from now on. Who is put forward already stays so."""
        row = self.locked(request)
        said = SaidSharing(data=request.data)
        said.is_valid(raise_exception=True)
        share(row, **said.validated_data, by=request.user)
        return self.answer(self.one())
