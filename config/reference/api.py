"""The councils of this installation, with what each has published that it promises its care leavers, by age (S7)."""

from typing import Any, ClassVar

from django.db.models import Prefetch
from django.urls import path
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.filters import OrderingFilter
from rest_framework.request import Request
from rest_framework.response import Response

from config.accounts.models import Council, User
from config.accounts.permissions import Permission, Scope
from config.api.views import Call, Door
from config.reference.models import Guarantee

READ = (Permission.SEE_OWN_CASELOAD, Permission.SEE_AGENDA, Permission.SEE_FIGURES, Permission.KEEP_EMPLOYERS)


class GuaranteeSerializer(serializers.ModelSerializer):
    class Meta:
        model = Guarantee
        fields = ("label", "more", "from_age", "until_age", "valid_from", "source")


class CouncilSerializer(serializers.ModelSerializer):
    """`guarantees` are those that count today; `until_age` is the birthday on which one ends, null where none does."""

    guarantees = GuaranteeSerializer(many=True)

    class Meta:
        model = Council
        fields = ("code", "name", "guarantees")


class Councils(Call):
    """Every council here, by name."""

    doors: ClassVar = {"GET": Door(READ, Scope.READ_OFFERS)}
    queryset = Council.objects.all()
    serializer_class = CouncilSerializer
    filter_backends = (OrderingFilter,)
    ordering_fields = ("name",)
    ordering = ("name",)

    def rows(self, user: User) -> Any:
        today = Guarantee.objects.on(timezone.localdate())
        return Council.objects.prefetch_related(Prefetch("guarantees", queryset=today))

    @extend_schema(operation_id="list_councils", tags=["councils"], responses=CouncilSerializer(many=True))
    def get(self, request: Request) -> Response:
        return self.page()


urlpatterns = [path("councils/", Councils.as_view(), name="api_councils")]
