"""Pages of putting forward."""

from django.urls import path

from matching.desks.putting_forward import following, listing, showing, views

PAIR = "people/<uuid:person>/{}/<uuid:opportunity>/"
ONE = "put-forward/<uuid:nomination>/"
urlpatterns = [
    path("put-forward/", listing.PutForwardList.as_view(), name="put_forward_list"),
    path(PAIR.format("put-forward"), showing.PutForward.as_view(), name="put_forward"),
    path("people/<uuid:person>/matches/show/", showing.ShowOffers.as_view(), name="show_offers"),
    path(PAIR.format("apply-directly"), showing.ApplyDirectly.as_view(), name="apply_directly"),
    path(ONE, views.NominationPage.as_view(), name="nomination"),
    path(f"{ONE}agreement/", views.Agreement.as_view(), name="agreement"),
    path(f"{ONE}ended/", following.EndPlacement.as_view(), name="end_placement"),
    path(f"{ONE}step/<slug:step>/", views.TakeStep.as_view(), name="nomination_step"),
    path("milestones/<uuid:milestone>/", following.AnswerMilestone.as_view(), name="milestone"),
]
