"""The employer's first page, and closing an opportunity that people may be put forward for."""

from django.urls import path

from matching.desks.my_offers import views

urlpatterns = [
    path("employer/", views.EmployerDesk.as_view(), name="employer_desk"),
    path(
        "employer/opportunities/<uuid:opportunity>/close/", views.CloseOpportunity.as_view(), name="close_opportunity"
    ),
]
