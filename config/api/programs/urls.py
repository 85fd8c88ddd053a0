from django.urls import path

from config.api.programs import views

urlpatterns = [
    path("programs/", views.Programs.as_view(), name="programs"),
    path("programs/new/", views.LetIn.as_view(), name="let_in"),
    path("programs/<uuid:token>/end/", views.EndToken.as_view(), name="end_token"),
    path("programs/told/new/", views.HaveTold.as_view(), name="have_told"),
    path("programs/told/<uuid:webhook>/", views.ToldSystem.as_view(), name="told_system"),
    path("programs/told/<uuid:webhook>/again/", views.TellAgain.as_view(), name="tell_again"),
    path("programs/told/<uuid:webhook>/stop/", views.StopTelling.as_view(), name="stop_telling"),
]
