"""What programs call about offers."""

from django.urls import path

from matching.desks.programs import feeds, following, opportunities, pledges, sharing

urlpatterns = [
    path("opportunities/", opportunities.Opportunities.as_view(), name="api_opportunities"),
    path("opportunities/map/", opportunities.OpportunityMap.as_view(), name="api_opportunity_map"),
    path("opportunities/job-postings/", feeds.JobPostings.as_view(), name="api_job_postings"),
    path("opportunities/display-adverts/", feeds.DisplayAdverts.as_view(), name="api_display_adverts"),
    path("opportunities/services/", feeds.Services.as_view(), name="api_services"),
    path("opportunities/<uuid:id>/", opportunities.OneOpportunity.as_view(), name="api_opportunity"),
    path("opportunities/<uuid:id>/post/", opportunities.PostOpportunity.as_view(), name="api_post_opportunity"),
    path("opportunities/<uuid:id>/close/", opportunities.CloseOpportunity.as_view(), name="api_close_opportunity"),
    path("opportunities/<uuid:id>/share/", sharing.ShareOpportunity.as_view(), name="api_share_opportunity"),
    path("feeds/", following.Followed.as_view(), name="api_feeds"),
    path("feeds/<uuid:id>/", following.OneFeed.as_view(), name="api_feed"),
    path("pledges/", pledges.Pledges.as_view(), name="api_pledges"),
    path("pledges/<uuid:id>/", pledges.OnePledge.as_view(), name="api_pledge"),
    path("pledges/<uuid:id>/move/", pledges.MovePledge.as_view(), name="api_move_pledge"),
]
