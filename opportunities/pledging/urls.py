"""The public pledge: from a poster's QR code, a link, or the employer's own page."""

from django.urls import path

from opportunities.pledging import views

urlpatterns = [
    path("pledge/", views.Offer.as_view(), name="pledge"),
    path("pledge/<uuid:event>/", views.Offer.as_view(), name="pledge"),
    path("pledge/how-many/", views.HowMany.as_view(), name="pledge_how_many"),
    path("pledge/who/", views.Who.as_view(), name="pledge_who"),
    path("pledge/thank-you/", views.ThankYou.as_view(), name="pledge_sent"),
    path("pledge/confirm/<str:token>/", views.ConfirmEmail.as_view(), name="confirm_email"),
]
