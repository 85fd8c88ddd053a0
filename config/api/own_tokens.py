"""Everybody who is signed in makes the tokens of their own programs: the one way to a scope about young people."""

from typing import Any, ClassVar

from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from config.accounts.permissions import Permission, Scope
from config.api.models import ApiToken
from config.api.tokens import LONGEST_DAYS, make_token
from config.api.views import Call, Door

EXAMPLE = OpenApiExample(
    "A token for a month", value={"label": "Our case system", "scopes": ["people:read"], "days": 30}, request_only=True
)
MADE = OpenApiExample(
    "The token, once",
    value={
        "id": "7d2f0f6e-1b52-4f0a-9a58-2d1a4b0c8a11",
        "label": "Our case system",
        "scopes": ["people:read"],
        "expires_at": "2026-12-23T09:00:00Z",
        "secret": "eet_sent-here-and-never-again",
    },
    response_only=True,
)
SCOPES = [(str(scope), str(scope)) for scope in Scope]


class AskedToken(serializers.Serializer):
    label = serializers.CharField(max_length=100)
    scopes = serializers.ListField(child=serializers.ChoiceField(SCOPES), min_length=1, max_length=len(Scope))
    days = serializers.IntegerField(min_value=1, max_value=LONGEST_DAYS, default=90)


class MadeToken(serializers.ModelSerializer):
    id = serializers.UUIDField(source="public_id")
    secret = serializers.SerializerMethodField(help_text="Sent once; only its hash is kept")

    class Meta:
        model = ApiToken
        fields = ("id", "label", "scopes", "expires_at", "secret")

    def get_secret(self, token: ApiToken) -> str:
        return str(self.context["secret"])


class OwnTokens(Call):
    """For a program in your own name: it never may more than you. You sign in for it; no token makes another."""

    doors: ClassVar = {"POST": Door(tuple(Permission), None)}
    queryset = ApiToken.objects.all()
    serializer_class = MadeToken

    @extend_schema(
        operation_id="make_token",
        tags=["tokens"],
        request=AskedToken,
        responses={201: MadeToken},
        examples=[EXAMPLE, MADE],
    )
    def post(self, request: Request) -> Response:
        asked = AskedToken(data=request.data)
        asked.is_valid(raise_exception=True)
        given: dict[str, Any] = asked.validated_data
        token, secret = make_token(user=request.user, by=request.user, **given)
        return Response(MadeToken(token, context={"secret": secret}).data, 201)
