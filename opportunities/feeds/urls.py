from django.urls import path

from opportunities.feeds import views

urlpatterns = [
    path("files/feeds/", views.FollowedFeeds.as_view(), name="followed_feeds"),
    path("files/feeds/<uuid:feed>/end/", views.EndFeed.as_view(), name="end_feed"),
]
