from django.urls import path

from config.imports import question_views, views

urlpatterns = [
    path("files/", views.Files.as_view(), name="files"),
    path("files/new/", views.SendFile.as_view(), name="send_file"),
    path("files/waiting/<uuid:waiting>/", views.CheckedFile.as_view(), name="waiting_file"),
    path("files/waiting/<uuid:waiting>/as-history/", views.WantAsHistory.as_view(), name="want_as_history"),
    path("files/waiting/<uuid:waiting>/start-again/", views.StartAgain.as_view(), name="start_again"),
    path("files/questions/", question_views.Questions.as_view(), name="values_to_confirm"),
    path("files/questions/<uuid:question>/", question_views.Question.as_view(), name="value_to_confirm"),
    path("files/<uuid:file>/", views.LoadedFile.as_view(), name="loaded_file"),
]
