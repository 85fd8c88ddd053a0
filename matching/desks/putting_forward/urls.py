"""Pages of putting forward."""

from django.urls import path

from matching.desks.putting_forward import listing, views

ONE = "put-forward/<uuid:nomination>/"
urlpatterns = [
    path("put-forward/", listing.PutForwardList.as_view(), name="put_forward_list"),
    path("people/<uuid:person>/put-forward/<uuid:opportunity>/", views.PutForward.as_view(), name="put_forward"),
    path("people/<uuid:person>/matches/show/", views.ShowOffers.as_view(), name="show_offers"),
    path(
        "people/<uuid:person>/apply-directly/<uuid:opportunity>/", views.ApplyDirectly.as_view(), name="apply_directly"
    ),
    path(ONE, views.NominationPage.as_view(), name="nomination"),
    path(f"{ONE}agreement/", views.Agreement.as_view(), name="agreement"),
    path(f"{ONE}ended/", views.EndPlacement.as_view(), name="end_placement"),
    path(f"{ONE}step/<slug:step>/", views.TakeStep.as_view(), name="nomination_step"),
    path("milestones/<uuid:milestone>/", views.AnswerMilestone.as_view(), name="milestone"),
]
