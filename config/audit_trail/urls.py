from django.urls import path

from config.audit_trail import views

urlpatterns = [path("who-did-what/", views.TrailSearch.as_view(), name="trail_search")]
