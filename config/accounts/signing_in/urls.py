"""Signing in and out. What django-allauth adds (codes, new passwords, second factor) stands under account/."""

from allauth.account import views as allauth
from django.urls import include, path

from config.accounts.signing_in import views

urlpatterns = [
    path("sign-in/", allauth.login, name="sign_in"),
    path("sign-out/", allauth.logout, name="sign_out"),
    path("signed-out/", views.SignedOut.as_view(), name="signed_out"),
    path("account/email/", views.kept_by_administrators),
    path("account/", include("allauth.urls")),
]
