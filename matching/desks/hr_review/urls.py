"""HR's pages."""

from django.urls import path

from matching.desks.hr_review import views

urlpatterns = [
    path("review/", views.HrDesk.as_view(), name="hr_desk"),
    path("review/<uuid:opportunity>/", views.ReviewVacancy.as_view(), name="review_vacancy"),
]
