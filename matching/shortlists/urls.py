"""Pages of the shortlists."""

from django.urls import path

from matching.shortlists import views

PAIR = "people/<uuid:person>/matches/<uuid:opportunity>/"
urlpatterns = [
    path("people/<uuid:person>/matches/", views.Matches.as_view(), name="matches"),
    path("people/<uuid:person>/matches/draw-up-again/", views.DrawUpAgain.as_view(), name="draw_up_again"),
    path("people/<uuid:person>/why/<uuid:opportunity>/", views.WhyNot.as_view(), name="why_not"),
    path("people/<uuid:person>/matches/back/<uuid:override>/", views.TakeBack.as_view(), name="take_back_change"),
    path(f"{PAIR}leave-out/", views.LeaveOut.as_view(), name="leave_out"),
    path(f"{PAIR}add/", views.Add.as_view(), name="add_to_list"),
    path(f"{PAIR}move/", views.MoveInList.as_view(), name="move_in_list"),
]
