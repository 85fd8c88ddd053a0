"""What each role opens first."""

from django.contrib.auth.views import LoginView, LogoutView
from django.urls import include, path

from matching.desks import views

urlpatterns = [
    path("", views.desk, name="desk"),
    path("sign-in/", LoginView.as_view(template_name="sign_in.html"), name="sign_in"),
    path("sign-out/", LogoutView.as_view(), name="sign_out"),
    path("", include("matching.shortlists.urls")),
    path("", include("matching.desks.finding.urls")),
    path("", include("matching.desks.putting_forward.urls")),
    path("", include("matching.desks.my_offers.urls")),
    path("", include("matching.desks.hr_review.urls")),
]
