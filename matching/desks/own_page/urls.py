"""The own page of a young person, and the adviser's side of it."""

from django.urls import path

from matching.desks.own_page import link, meetings, promises, stories, views, why, wishes

MY = "my/<str:token>/"
PERSON = "people/<uuid:person>/own-page/"
urlpatterns = [
    path(PERSON, link.OwnPageLink.as_view(), name="own_page_link"),
    path(PERSON + "take-back/", link.RevokeOwnPage.as_view(), name="revoke_own_page"),
    path("messages/<uuid:message>/read/", link.ReadMessage.as_view(), name="read_message"),
    path(MY, views.MyOffers.as_view(), name="own_page"),
    path(MY + "answer/<uuid:nomination>/", views.Answer.as_view(), name="own_answer"),
    path(MY + "thanks/<uuid:nomination>/", views.Answered.as_view(), name="own_answered"),
    path(MY + "known/<uuid:nomination>/", views.Sharing.as_view(), name="own_sharing"),
    path(MY + "meeting/<uuid:nomination>/", meetings.OwnMeeting.as_view(), name="own_meeting"),
    path(MY + "in-the-way/", why.WhatIsInTheWay.as_view(), name="own_why"),
    path(MY + "promises/", promises.Promises.as_view(), name="own_promises"),
    path(MY + "seen/", views.WhoSaw.as_view(), name="own_seen"),
    path(MY + "wrong/", views.LooksWrong.as_view(), name="own_wrong"),
    path(MY + "story/", stories.OwnStory.as_view(), name="own_story"),
    path(MY + "story/<uuid:story>/take-back/", stories.TakeBackStory.as_view(), name="own_take_back_story"),
    path(MY + "print/", views.PrintOffers.as_view(), name="own_print"),
    path(MY + "exit/", views.Exit.as_view(), name="own_exit"),
    path(MY + "wishes/", wishes.OwnWishes.as_view(), name="own_wishes"),
    path(MY + "wishes/leave/", wishes.DropChanges.as_view(), name="own_drop_wishes"),
    path(MY + "wishes/<slug:question>/", wishes.OwnWish.as_view(), name="own_wish"),
]
