"""Everybody who is signed in says where their own system is told what happens, and has an event told again."""

from typing import Any, ClassVar

import django_filters
from django.db.models import QuerySet
from django.urls import path
from django_filters.rest_framework import DjangoFilterBackend
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from config.accounts.models import User
from config.accounts.permissions import Permission, Scope
from config.api.views import Call, Door
from config.outbox.models import Message, Webhook
from config.outbox.webhooks import end_webhook, make_webhook, tell_again

SIGNED_IN = Door(tuple(Permission), None)
READ = Door(tuple(Permission), Scope.READ_OFFERS)
TAGS = ["webhooks"]
EXAMPLE = OpenApiExample(
    "A job board",
    value={"address": "https://jobs.example.org/events", "events": ["opportunity.live", "opportunity.closed"]},
    request_only=True,
)
MADE = OpenApiExample(
    "A job board's",
    value={
        **EXAMPLE.value,
        "id": "5f0c7f5e-8a3c-4a54-9c0e-0f6a0d9b7c11",
        "made_at": "2026-11-23T09:00:00Z",
        "secret": "whsec_sent-here-and-never-again",
    },
    response_only=True,
)


class AskedWebhook(serializers.Serializer):
    address = serializers.CharField(max_length=250)
    events = serializers.ListField(
        child=serializers.ChoiceField(Webhook.Event.choices), min_length=1, max_length=len(Webhook.Event)
    )


class WebhookSerializer(serializers.ModelSerializer):
    id = serializers.UUIDField(source="public_id")

    class Meta:
        model = Webhook
        fields: ClassVar[tuple[str, ...]] = ("id", "address", "events", "made_at")


class MadeWebhook(WebhookSerializer):
    secret = serializers.SerializerMethodField(help_text="Sent once: it verifies the signature of every event")

    class Meta(WebhookSerializer.Meta):
        fields = (*WebhookSerializer.Meta.fields, "secret")

    def get_secret(self, webhook: Webhook) -> str:
        return str(self.context["secret"])


class DeliverySerializer(serializers.ModelSerializer):
    """One event for one address. What it said is sent there alone."""

    id = serializers.UUIDField(source="public_id", help_text="The webhook-id that it is sent with")
    webhook = serializers.UUIDField(source="webhook.public_id")
    event = serializers.ChoiceField(Webhook.Event.choices, source="subject")
    state = serializers.ChoiceField(["waiting", "arrived", "given_up", "stopped"])

    class Meta:
        model = Message
        fields = ("id", "webhook", "event", "state", "tries", "last_error", "recorded_at", "not_before_at", "sent_at")


class OwnWebhooks(Call):
    queryset = Webhook.objects.all()
    serializer_class = WebhookSerializer

    def rows(self, user: User) -> QuerySet[Webhook]:
        return Webhook.objects.filter(owner=user, ended_at=None)


class Webhooks(OwnWebhooks):
    doors: ClassVar = {"GET": READ, "POST": SIGNED_IN}

    @extend_schema(operation_id="list_webhooks", tags=TAGS, responses=WebhookSerializer(many=True))
    def get(self, request: Request) -> Response:
        return self.page()

    @extend_schema(
        operation_id="make_webhook",
        tags=TAGS,
        request=AskedWebhook,
        responses={201: MadeWebhook},
        examples=[EXAMPLE, MADE],
    )
    def post(self, request: Request) -> Response:
        """Events that you may know of are posted there. You sign in for it; no token makes or ends one."""
        asked = AskedWebhook(data=request.data)
        asked.is_valid(raise_exception=True)
        given: dict[str, Any] = asked.validated_data
        webhook, secret = make_webhook(**given, by=request.user)
        return Response(MadeWebhook(webhook, context={"secret": secret}).data, 201)


class OneWebhook(OwnWebhooks):
    doors: ClassVar = {"DELETE": SIGNED_IN}

    @extend_schema(operation_id="end_webhook", tags=TAGS, responses={204: None})
    def delete(self, request: Request, **kwargs: Any) -> Response:
        """Nothing is sent there any more."""
        end_webhook(self.one(), by=request.user)
        return Response(status=204)


class OwnDeliveries(Call):
    queryset = Message.objects.all()
    serializer_class = DeliverySerializer

    def rows(self, user: User) -> QuerySet[Message]:
        return Message.objects.filter(webhook__owner=user).select_related("webhook")


class DeliveryFilter(django_filters.FilterSet):
    webhook = django_filters.UUIDFilter(field_name="webhook__public_id")
    arrived = django_filters.BooleanFilter("sent_at", "isnull", exclude=True)

    class Meta:
        model = Message
        fields = ("webhook", "arrived")


class Deliveries(OwnDeliveries):
    doors: ClassVar = {"GET": READ}
    filter_backends = (DjangoFilterBackend,)
    filterset_class = DeliveryFilter

    @extend_schema(operation_id="list_deliveries", tags=TAGS, responses=DeliverySerializer(many=True))
    def get(self, request: Request) -> Response:
        """Every event left for your addresses: waiting, arrived, given up after the last try, or stopped."""
        return self.page()


class DeliverAgain(OwnDeliveries):
    doors: ClassVar = {"POST": READ}

    @extend_schema(operation_id="deliver_again", tags=TAGS, request=None, responses=DeliverySerializer)
    def post(self, request: Request, **kwargs: Any) -> Response:
        """Sent once more within a minute, with the same id: also one that had arrived."""
        return Response(self.show(tell_again(self.one(), by=request.user)))


urlpatterns = [
    path("webhooks/", Webhooks.as_view(), name="api_webhooks"),
    path("webhooks/<uuid:id>/", OneWebhook.as_view(), name="api_webhook"),
    path("webhooks/deliveries/", Deliveries.as_view(), name="api_deliveries"),
    path("webhooks/deliveries/<uuid:id>/again/", DeliverAgain.as_view(), name="api_deliver_again"),
]
