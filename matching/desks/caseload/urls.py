"""The caseload and the team."""

from django.urls import path

from matching.desks.caseload import views

urlpatterns = [
    path("caseload/", views.Caseload.as_view(), name="caseload"),
    path("caseload/file/", views.CaseloadFile.as_view(), name="caseload_file"),
]
