"""Figures, never a name."""

from django.urls import path

from matching.desks.figures.views import BoardDesk

urlpatterns = [path("figures/", BoardDesk.as_view(), name="board_desk")]
