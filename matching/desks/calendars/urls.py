"""Calendars that other programs subscribe to."""

from django.urls import path

from matching.desks.calendars import views

urlpatterns = [
    path("my-calendar/", views.MyCalendar.as_view(), name="my_calendar"),
    path("my-calendar/take-back/", views.RevokeCalendar.as_view(), name="revoke_calendar"),
    path("calendar/<str:token>/eet-match.ics", views.CalendarFeed.as_view(), name="calendar_feed"),
]
