"""What each role opens first."""

from django.urls import include, path

from config.accounts.sign_in import SignIn, SignOut
from matching.desks import views

urlpatterns = [
    path("", views.desk, name="desk"),
    path("sign-in/", SignIn.as_view(), name="sign_in"),
    path("sign-out/", SignOut.as_view(), name="sign_out"),
    path("", include("matching.shortlists.urls")),
    path("", include("matching.desks.finding.urls")),
    path("", include("matching.desks.putting_forward.urls")),
    path("", include("matching.desks.my_offers.urls")),
    path("", include("matching.desks.hr_review.urls")),
]
