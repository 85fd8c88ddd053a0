"""The figures of an agreed month, for programs: the tree of which page, PDF, workbook and csv are made (P4, P6)."""

import re
from datetime import date
from typing import Any, ClassVar

from django.shortcuts import get_object_or_404
from django.urls import path
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from config.accounts.models import User
from config.accounts.permissions import Permission, Scope
from config.api.views import Call, Door
from matching.reports.pack.models import MonthlyPack
from matching.reports.pack.querysets import MonthlyPackQuerySet

MONTH_SHAPE = r"20[0-9]{2}-(0[1-9]|1[0-2])"
MONTH = OpenApiParameter(
    "month", {"type": "string", "pattern": f"^{MONTH_SHAPE}$"}, description="Such as 2026-10; else the newest"
)
NOT_A_MONTH = "Give a month such as 2026-10."


def month_of(request: Request) -> date | None:
    """The month that is asked for, as its first day; None where none is."""
    asked = request.query_params.get("month", "")
    if not asked:
        return None
    if not re.fullmatch(MONTH_SHAPE, asked):
        raise ValidationError({"month": NOT_A_MONTH})
    return date.fromisoformat(f"{asked}-01")


class PrintedSerializer(serializers.Serializer):
    text = serializers.CharField(help_text="What is printed; “1 to 4” and “Not shown” hide a count")
    number = serializers.FloatField(allow_null=True, help_text="Null for words and for what is hidden")


class ColumnSerializer(serializers.Serializer):
    label = serializers.CharField()
    kind = serializers.CharField(help_text="words, people, number or percent")


class FigureTableSerializer(serializers.Serializer):
    code = serializers.CharField()
    caption = serializers.CharField()
    columns = ColumnSerializer(many=True)
    rows = serializers.ListField(child=PrintedSerializer(many=True))
    note = serializers.CharField()


class PointSerializer(serializers.Serializer):
    label = serializers.CharField()
    series = serializers.CharField()
    value = serializers.FloatField()


class ChartSerializer(serializers.Serializer):
    code = serializers.CharField()
    kind = serializers.CharField(help_text="share, bars or months")
    says = serializers.CharField()
    points = PointSerializer(many=True)
    marks = serializers.ListField(child=serializers.FloatField(), help_text="Targets, in percent")


class StandingSerializer(serializers.Serializer):
    who = serializers.CharField()
    percent = serializers.CharField()
    says = serializers.CharField()
    chart = ChartSerializer(allow_null=True)


class SectionSerializer(serializers.Serializer):
    code = serializers.CharField()
    heading = serializers.CharField()
    says = serializers.ListField(child=serializers.CharField())
    standings = StandingSerializer(many=True)
    checked = serializers.ListField(child=serializers.CharField(), help_text="What adds up")
    off = serializers.ListField(child=serializers.CharField(), help_text="What does not")
    charts = ChartSerializer(many=True)
    tables = FigureTableSerializer(many=True)


class TreeSerializer(serializers.Serializer):
    version = serializers.IntegerField(help_text="Of this shape")
    council = serializers.CharField()
    month = serializers.DateField()
    day = serializers.DateField(help_text="The day of the position")
    everyone = serializers.CharField()
    sections = SectionSerializer(many=True)


class FiguresSerializer(serializers.ModelSerializer):
    id = serializers.UUIDField(source="public_id")
    month = serializers.DateField()
    figures = serializers.SerializerMethodField()

    class Meta:
        model = MonthlyPack
        fields = ("id", "month", "version", "because", "agreed_at", "figures")

    @extend_schema_field(TreeSerializer)
    def get_figures(self, pack: MonthlyPack) -> Any:
        """As it was kept when it was drawn up: an agreed pack never changes."""
        return pack.figures


class Figures(Call):
    """A month's agreed pack. Drafts are not sent, to nobody."""

    doors: ClassVar = {"GET": Door((Permission.SEE_FIGURES,), Scope.READ_FIGURES)}
    queryset = MonthlyPack.objects.all()
    serializer_class = FiguresSerializer

    def rows(self, user: User) -> MonthlyPackQuerySet:
        rows: MonthlyPackQuerySet = super().rows(user)
        return rows.in_force().defer("pictures")

    @extend_schema(operation_id="read_figures", tags=["figures"], parameters=[MONTH])
    def get(self, request: Request) -> Response:
        month = month_of(request)
        rows = self.get_queryset()
        if month:
            rows = rows.filter(month=month)
        return self.answer(get_object_or_404(rows.order_by("-month")[:1]))


urlpatterns = [path("figures/", Figures.as_view(), name="api_figures")]
