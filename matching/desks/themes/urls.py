"""Why young people are not in EET, and what the council did."""

from django.urls import path

from matching.desks.themes import answering, views

urlpatterns = [
    path("themes/", views.ThemesPage.as_view(), name="themes"),
    path("themes/add/", answering.AddAnswer.as_view(), name="add_theme_answer"),
    path("themes/answers/<uuid:answer>/", answering.FinishAnswer.as_view(), name="finish_theme_answer"),
    path("themes/<slug:group>/", views.OneTheme.as_view(), name="theme"),
]
