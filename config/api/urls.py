"""The description of the API and its pages; the calls stand in the rooms."""

from django.contrib.auth.decorators import login_not_required
from django.urls import path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView

from config.api import own_webhooks
from config.api.own_tokens import OwnTokens

DESCRIPTION = login_not_required(SpectacularAPIView.as_view())
DOCS = login_not_required(SpectacularSwaggerSplitView.as_view(url_name="api_schema"))

urlpatterns = [
    path("tokens/", OwnTokens.as_view(), name="api_tokens"),
    path("schema/", DESCRIPTION, name="api_schema"),
    path("docs/", DOCS, name="api_docs"),
    *own_webhooks.urlpatterns,
]
