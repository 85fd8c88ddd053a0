"""The team manager's pages."""

from django.urls import path

from matching.desks.team import views

urlpatterns = [
    path("team/", views.Team.as_view(), name="team"),
    path("team/cover/", views.ArrangeCover.as_view(), name="arrange_cover"),
    path("team/cover/<uuid:grant>/end/", views.EndCover.as_view(), name="end_cover"),
]
