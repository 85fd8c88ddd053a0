"""What is live, in the formats that other services read: JobPosting and Display Advert (O7)."""

from typing import Any, ClassVar

from django.utils import timezone
from django_filters.rest_framework import DjangoFilterBackend
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.filters import OrderingFilter
from rest_framework.request import Request
from rest_framework.response import Response

from config.accounts.models import User
from config.api.once import plain
from config.api.paging import DisplayAdvertPages, JobPostingPages, ServicePages
from config.api.views import version
from matching.desks.programs.filters import OpportunityFilter
from matching.desks.programs.opportunities import READ, TAGS, OfOpportunities
from opportunities.exports import display_advert, job_posting, open_referral
from opportunities.models import Opportunity
from opportunities.querysets import OpportunityQuerySet


class Advert(serializers.Serializer):
    """A whole advert; `always` says what stands in every one, and as what."""

    always: ClassVar[dict[str, type[serializers.Field]]]

    def get_fields(self) -> dict[str, serializers.Field]:
        return {name: field() for name, field in self.always.items()}

    def to_representation(self, opportunity: Opportunity) -> dict[str, Any]:
        raise NotImplementedError


class JobPostingSerializer(Advert):
    """schema.org JobPosting. `additionalType` is our code of the kind; members that nobody said are left out."""

    always: ClassVar = {
        "@type": serializers.CharField, "title": serializers.CharField, "additionalType": serializers.CharField,
        "datePosted": serializers.DateField, "totalJobOpenings": serializers.IntegerField,
    }  # fmt: skip

    def to_representation(self, opportunity: Opportunity) -> dict[str, Any]:
        return job_posting.job_posting(opportunity)


class DisplayAdvertSerializer(Advert):
    """The shape of Find an apprenticeship's adverts, version 2; members that nobody said are left out."""

    always: ClassVar = {
        "vacancyReference": serializers.CharField, "title": serializers.CharField,
        "employerName": serializers.CharField, "numberOfPositions": serializers.IntegerField,
        "postedDate": serializers.DateField,
    }  # fmt: skip

    def to_representation(self, opportunity: Opportunity) -> dict[str, Any]:
        return display_advert.display_advert(opportunity)


class ServiceSerializer(Advert):
    """A service of Open Referral UK 3.0; members that nobody said are left out."""

    always: ClassVar = {
        "id": serializers.UUIDField, "name": serializers.CharField, "status": serializers.CharField,
        "url": serializers.CharField, "last_modified": serializers.DateTimeField,
    }  # fmt: skip

    def to_representation(self, opportunity: Opportunity) -> dict[str, Any]:
        return open_referral.service(opportunity)


def pulled(serializer: type[Advert]) -> dict[str, Any]:
    """How a feed is described: what is sent, or that nothing has changed."""
    had = OpenApiParameter(
        "If-None-Match", str, OpenApiParameter.HEADER, description="The ETag of what you have of this page"
    )
    return {"parameters": [had], "responses": {200: serializer(many=True), 304: None}}


def _with_tag(answer: Response, tag: str) -> Response:
    answer["ETag"] = tag
    return answer


class Feed(OfOpportunities):
    """What is live today and has a place left; the newest first."""

    doors: ClassVar = {"GET": READ}
    filter_backends = (DjangoFilterBackend, OrderingFilter)
    filterset_class = OpportunityFilter
    ordering_fields = ("posted_at", "changed_at", "title")
    ordering = ("-posted_at",)
    kinds: ClassVar[frozenset[str]]

    def page(self) -> Response:
        """With the ETag of all it says, so that a pull of what has not changed costs a few bytes."""
        answer = super().page()
        tag = version(plain(answer.data))
        had = [word.strip().removeprefix("W/") for word in self.request.headers.get("If-None-Match", "").split(",")]
        return Response(status=304, headers={"ETag": tag}) if tag in had else _with_tag(answer, tag)

    def finalize_response(self, *args: Any, **kwargs: Any) -> Any:
        """Kept by the one who asked, and asked for again each time."""
        response = super().finalize_response(*args, **kwargs)
        response["Cache-Control"] = "private, no-cache"
        return response

    def rows(self, user: User) -> OpportunityQuerySet:
        """Each council sends its own: what others share is in theirs."""
        own = super().rows(user).filter(pk__in=Opportunity.objects.visible_to(user).values("pk"))
        return own.open_on(timezone.localdate()).filter(kind__in=self.kinds)


class JobPostings(Feed):
    kinds = job_posting.KINDS
    pagination_class = JobPostingPages
    serializer_class = JobPostingSerializer

    @extend_schema(operation_id="list_job_postings", tags=TAGS, **pulled(JobPostingSerializer))
    def get(self, request: Request) -> Response:
        """Everything that is no mere help, as schema.org JobPosting (JSON-LD)."""
        return self.page()


class DisplayAdverts(Feed):
    kinds = frozenset(display_advert.KINDS)
    pagination_class = DisplayAdvertPages
    serializer_class = DisplayAdvertSerializer

    @extend_schema(operation_id="list_display_adverts", tags=TAGS, **pulled(DisplayAdvertSerializer))
    def get(self, request: Request) -> Response:
        """Apprenticeships in the shape of Find an apprenticeship's Display Advert."""
        return self.page()


class Services(Feed):
    kinds = open_referral.KINDS
    pagination_class = ServicePages
    serializer_class = ServiceSerializer

    @extend_schema(operation_id="list_services", tags=TAGS, **pulled(ServiceSerializer))
    def get(self, request: Request) -> Response:
        """Help beside work, as services of Open Referral UK 3.0."""
        return self.page()
