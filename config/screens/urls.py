"""Pages that belong to no room."""

from django.urls import path

from config.screens import standing

urlpatterns = [
    path("accessibility/", standing.Accessibility.as_view(), name="accessibility"),
    path("privacy/", standing.Privacy.as_view(), name="privacy"),
]
