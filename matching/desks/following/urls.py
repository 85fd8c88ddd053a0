"""How it goes: the list of whom to phone, and its two buttons; stories; guarantees."""

from django.urls import path

from matching.desks.following import guarantees, stories, views

urlpatterns = [
    path("following/", views.HowItGoesInbox.as_view(), name="outcome_inbox"),
    path("following/<uuid:milestone>/as-hoped/", views.AsHoped.as_view(), name="as_hoped"),
    path("following/<uuid:milestone>/undo/", views.UndoAnswer.as_view(), name="undo_answer"),
    path("people/<uuid:person>/story/", stories.TellStory.as_view(), name="tell_story"),
    path(
        "put-forward/<uuid:nomination>/guarantee/<slug:target>/",
        guarantees.GuaranteeStep.as_view(),
        name="guarantee_step",
    ),
    path("stories/<uuid:story>/", stories.UseOfStory.as_view(), name="story"),
]
