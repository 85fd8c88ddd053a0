"""People put forward, signed in and by link."""

from django.urls import path

from matching.desks.nominees import links, views

urlpatterns = [
    path("employer/people/", views.Nominees.as_view(), name="nominees"),
    path("employer/people/<uuid:nomination>/", views.NomineePage.as_view(), name="nominee"),
    path("employer/how-it-goes/<uuid:milestone>/", views.HowItGoes.as_view(), name="how_it_goes"),
    path("answer/<str:token>/", links.AnswerByLink.as_view(), name="answer_link"),
    path("how-it-goes/<str:token>/", links.OutcomeByLink.as_view(), name="outcome_link"),
]
