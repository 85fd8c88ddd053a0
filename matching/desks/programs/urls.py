"""What programs call about offers."""

from django.urls import path

from matching.desks.programs import opportunities, pledges

urlpatterns = [
    path("opportunities/", opportunities.Opportunities.as_view(), name="api_opportunities"),
    path("opportunities/map/", opportunities.OpportunityMap.as_view(), name="api_opportunity_map"),
    path("opportunities/<uuid:id>/", opportunities.OneOpportunity.as_view(), name="api_opportunity"),
    path("opportunities/<uuid:id>/post/", opportunities.PostOpportunity.as_view(), name="api_post_opportunity"),
    path("opportunities/<uuid:id>/close/", opportunities.CloseOpportunity.as_view(), name="api_close_opportunity"),
    path("pledges/", pledges.Pledges.as_view(), name="api_pledges"),
    path("pledges/<uuid:id>/", pledges.OnePledge.as_view(), name="api_pledge"),
]
