"""What each role opens first."""

from django.urls import include, path

from matching.desks import views

urlpatterns = [
    path("", views.desk, name="desk"),
    path("", include("matching.shortlists.urls")),
    path("", include("matching.desks.finding.urls")),
    path("", include("matching.desks.putting_forward.urls")),
    path("", include("matching.desks.following.urls")),
    path("", include("matching.desks.returns.urls")),
    path("", include("matching.desks.my_offers.urls")),
    path("", include("matching.desks.hr_review.urls")),
    path("", include("matching.desks.guarantees.urls")),
]
