"""Why young people are not in EET and what the council did, for programs: the counts that the page prints (P4)."""

from typing import Any, ClassVar

from django.urls import path
from django.utils import timezone
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, extend_schema, extend_schema_serializer
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from config.accounts.models import Council
from config.accounts.permissions import Permission, Scope
from config.api.views import Call, Door, version
from config.reference.named_owners import named_owners
from config.reference.vocabulary import terms
from matching.desks.themes.rows import Rows, since_then
from matching.desks.themes.views import asked_group, asked_period
from matching.panel.themes.models import ThemeAnswer
from matching.reports.themes import YEAR, Themes
from matching.reports.themes_told import Shown, first_sentence

EXAMPLE: dict[str, Any] = {
    "period": "November 2026",
    "months": ["2026-11", "2026-10"],
    "people": 38,
    "sentence": "Getting there is the main reason: 9 of 38, up from 5 of 36 in October.",
    "themes": [
        {
            "code": "travel", "label": "Getting there", "people": "9", "before": "5",
            "owner": "Transport lead: Sorrel Wainhouse",
        },
        {"code": "system", "label": "Waiting for a service", "people": "1 to 4", "before": "0", "owner": "Housing"},
    ],
    "promised": [{"theme": "travel", "words": "Travel cards for new starters", "due_on": "2026-12-12"}],
    "said": [
        {
            "theme": "travel", "said": "The bus costs too much", "did": "Travel cards", "done_on": "2026-11-02",
            "since_then": "Too early to say",
        }
    ],
}  # fmt: skip


class ThemeSerializer(serializers.Serializer):
    code = serializers.CharField()
    label = serializers.CharField()
    people = serializers.CharField(help_text="As it may be printed: counts of 1 to 4 are not shown exactly")
    before = serializers.CharField(help_text="At the meeting before; empty where there is none")
    owner = serializers.CharField(help_text="Who answers for it")


class PromisedSerializer(serializers.ModelSerializer):
    theme = serializers.CharField(source="group")

    class Meta:
        model = ThemeAnswer
        fields = ("theme", "words", "due_on")


class YouSaidSerializer(serializers.ModelSerializer):
    theme = serializers.CharField(source="group")
    did = serializers.CharField(source="words")
    since_then = serializers.SerializerMethodField()

    class Meta:
        model = ThemeAnswer
        fields = ("theme", "said", "did", "done_on", "since_then")

    def get_since_then(self, answer: ThemeAnswer) -> str:
        return since_then(answer, timezone.localdate())


@extend_schema_serializer(examples=[OpenApiExample("A month", value=EXAMPLE)])
class ThemesSerializer(serializers.Serializer):
    """One meeting, or twelve months. `people` is null where there are too few to show anything."""

    period = serializers.CharField(help_text="Empty where no minutes were agreed yet")
    months = serializers.ListField(child=serializers.CharField(), help_text="What can be asked for, newest first")
    people = serializers.IntegerField(allow_null=True)
    sentence = serializers.CharField()
    themes = ThemeSerializer(many=True)
    promised = PromisedSerializer(many=True)
    said = YouSaidSerializer(many=True, help_text="You said, we did: of the last 12 months, newest first")


class ReadThemes(Call):
    """The main reasons with their owners, what is promised, and “you said, we did”."""

    doors: ClassVar = {"GET": Door((Permission.SEE_FIGURES,), Scope.READ_FIGURES)}
    serializer_class = ThemesSerializer
    pagination_class = None

    @extend_schema(
        operation_id="read_themes",
        tags=["figures"],
        parameters=[
            OpenApiParameter("month", str, description="Such as 2026-10, or year for twelve months; else the newest"),
            OpenApiParameter("who", str, description="Such as age:19-21: age, status, area or team; else everyone"),
        ],
    )
    def get(self, request: Request) -> Response:
        council, today, asked = request.user.council, timezone.localdate(), request.query_params
        answers = ThemeAnswer.objects.of(council)
        themes = Themes(council)
        body = self.show(
            {
                "months": [f"{row.month:%Y-%m}" for row in themes.meetings],
                "promised": answers.planned(),
                "said": answers.done_since(today - YEAR),
                **counted(themes, council, asked.get("month", ""), asked.get("who", "")),
            }
        )
        return Response(body, headers={"ETag": version(body)})


def counted(themes: Themes, council: Council, month: str, who: str) -> dict[str, Any]:
    """What the table of the page says of this period and group; nothing of too few people."""
    group, period = asked_group(who), asked_period(themes, month)
    shown = Shown.of(themes, period, group) if period else None
    nothing: dict[str, Any] = {"period": period.name if period else "", "people": None, "sentence": "", "themes": []}
    if shown is None or shown.now.of is None:
        return nothing
    owners = {code: row.label for code, row in terms("owners", council=council).items()}
    rows = Rows(shown, themes, owners, named_owners(council), ())
    labels = {code: row.label for code, row in themes.groups.items()}
    return nothing | {
        "people": shown.now.of,
        "sentence": first_sentence(shown, labels),
        "themes": [
            {
                "code": code,
                "label": labels[code],
                "people": shown.now.count(code).text,
                "before": shown.earlier.count(code).text if shown.before else "",
                "owner": rows.owner(code),
            }
            for code in shown.codes(themes.groups)
        ],
    }


urlpatterns = [path("themes/", ReadThemes.as_view(), name="api_themes")]
