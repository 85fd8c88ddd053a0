"""The wishes of one young person."""

from django.urls import path

from matching.desks.wishes import correcting, views

WISHES = "people/<uuid:person>/wishes/"
urlpatterns = [
    path(WISHES, views.Wishes.as_view(), name="wishes"),
    path(WISHES + "compare/", views.Compare.as_view(), name="compare_wishes"),
    path(WISHES + "leave/", views.DropDraft.as_view(), name="drop_wishes"),
    path(WISHES + "meaning/<uuid:wish>/", correcting.CorrectReading.as_view(), name="correct_reading"),
    path(WISHES + "<slug:question>/", views.Ask.as_view(), name="wish_question"),
]
