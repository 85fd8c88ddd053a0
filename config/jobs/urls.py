from django.urls import path

from config.jobs import views

urlpatterns = [
    path("timetable/", views.Timetable.as_view(), name="timetable"),
    path("timetable/<slug:job>/run/", views.RunNow.as_view(), name="run_job"),
    path("timetable/mails/<uuid:message>/send-again/", views.SendAgain.as_view(), name="send_mail_again"),
]
