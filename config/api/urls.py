"""The description of the API and its pages; the calls stand in the rooms."""

from django.contrib.auth.decorators import login_not_required
from django.urls import path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView

DESCRIPTION = login_not_required(SpectacularAPIView.as_view())
DOCS = login_not_required(SpectacularSwaggerSplitView.as_view(url_name="api_schema"))

urlpatterns = [
    path("schema/", DESCRIPTION, name="api_schema"),
    path("docs/", DOCS, name="api_docs"),
]
