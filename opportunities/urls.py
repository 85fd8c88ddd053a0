"""Pages of what is offered: the public pledge, and posting an opportunity."""

from django.urls import include, path

urlpatterns = [
    path("", include("opportunities.pledging.urls")),
    path("", include("opportunities.posting.urls")),
]
