"""Pages of finding."""

from django.urls import path

from matching.desks.finding import opportunity, sharing, views

urlpatterns = [
    path("opportunities/", views.FindOpportunities.as_view(), name="find_opportunities"),
    path("opportunities/<uuid:opportunity>/", opportunity.OpportunityPage.as_view(), name="opportunity_page"),
    path("opportunities/<uuid:opportunity>/share/", sharing.ShareOpportunity.as_view(), name="share_opportunity"),
]
