"""Pages of what councils promise."""

from django.urls import path

from matching.desks.guarantees import views

urlpatterns = [
    path("guarantees/", views.Guarantees.as_view(), name="guarantees"),
    path("guarantees/new/", views.PublishGuarantee.as_view(), name="publish_guarantee"),
    path("guarantees/<uuid:guarantee>/end/", views.EndGuarantee.as_view(), name="end_guarantee"),
]
