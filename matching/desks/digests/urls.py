from django.urls import path

from matching.desks.digests import views

urlpatterns = [path("my-mails/", views.MyMails.as_view(), name="my_mails")]
