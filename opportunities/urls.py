"""Pages of what is offered: the public pledge, posting an opportunity, and feeds that are followed."""

from django.urls import include, path

urlpatterns = [
    path("", include("opportunities.pledging.urls")),
    path("", include("opportunities.posting.urls")),
    path("", include("opportunities.feeds.urls")),
]
