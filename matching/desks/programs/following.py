"""Feeds that are fetched every day, for programs and for who signs in (O7)."""

from typing import Any, ClassVar

from django.db.models import QuerySet
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from config.accounts.models import User
from config.accounts.permissions import Permission, Scope
from config.api.views import Call, Door
from opportunities.feeds.actions import end_feed, follow_feed
from opportunities.models import FollowedFeed

MAY = (Permission.IMPORT_OFFERS,)
TAGS = ["feeds"]
EXAMPLE = OpenApiExample(
    "A job board", value={"address": "https://jobs.example.org/feed.json", "source": "job_posting"}, request_only=True
)


class AskedFeed(serializers.Serializer):
    address = serializers.CharField(max_length=250)
    source = serializers.ChoiceField(FollowedFeed.Kind.choices)


class FeedSerializer(serializers.ModelSerializer):
    id = serializers.UUIDField(source="public_id")

    class Meta:
        model = FollowedFeed
        fields = ("id", "address", "source", "made_at", "read_at", "outcome")


class OfFeeds(Call):
    queryset = FollowedFeed.objects.all()
    serializer_class = FeedSerializer

    def rows(self, user: User) -> QuerySet[FollowedFeed]:
        return FollowedFeed.objects.filter(council=user.council_id, ended_at=None)


class Followed(OfFeeds):
    doors: ClassVar = {"GET": Door(MAY, Scope.READ_OFFERS), "POST": Door(MAY, None)}

    @extend_schema(operation_id="list_feeds", tags=TAGS, responses=FeedSerializer(many=True))
    def get(self, request: Request) -> Response:
        """What your council follows, and what came of the last fetch."""
        return self.page()

    @extend_schema(
        operation_id="follow_feed", tags=TAGS, request=AskedFeed, responses={201: FeedSerializer}, examples=[EXAMPLE]
    )
    def post(self, request: Request) -> Response:
        """Fetched every morning in your name. You sign in for it."""
        asked = AskedFeed(data=request.data)
        asked.is_valid(raise_exception=True)
        given: dict[str, Any] = asked.validated_data
        return Response(self.show(follow_feed(**given, by=request.user)), 201)


class OneFeed(OfFeeds):
    doors: ClassVar = {"DELETE": Door(MAY, None)}

    @extend_schema(operation_id="end_feed", tags=TAGS, responses={204: None})
    def delete(self, request: Request, **kwargs: Any) -> Response:
        """It is fetched no more."""
        end_feed(self.one(), by=request.user)
        return Response(status=204)
