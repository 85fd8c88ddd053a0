"""Posting an opportunity, part by part, and looking after it."""

from django.urls import path, register_converter

from opportunities.posting import need_views, part_views, public, views
from opportunities.posting.need_forms import NEEDS


class NeedConverter:
    """A kind of need, such as "english"."""

    regex = "|".join(NEEDS)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(NeedConverter, "need")
OF = "employer/opportunities/<uuid:opportunity>"
NEED = f"{OF}/needs/<uuid:need>"

urlpatterns = [
    path("employer/opportunities/new/", part_views.NewOpportunity.as_view(), name="post_opportunity"),
    path("employer/pledges/<uuid:pledge>/draft/", part_views.FromPledge.as_view(), name="post_from_pledge"),
    path(f"{OF}/", views.Edit.as_view(), name="edit_opportunity"),
    path(f"{OF}/work/", part_views.Work.as_view(), name="post_work"),
    path(f"{OF}/where/", part_views.Where.as_view(), name="post_where"),
    path(f"{OF}/places/", part_views.Places.as_view(), name="post_places"),
    path(f"{OF}/pay/", part_views.HoursAndPay.as_view(), name="post_pay"),
    path(f"{OF}/help/", part_views.Help.as_view(), name="post_help"),
    path(f"{OF}/needs/", need_views.Needs.as_view(), name="post_needs"),
    path(f"{OF}/needs/new/", need_views.NeedType.as_view(), name="post_need_type"),
    path(f"{OF}/needs/new/<need:what>/", need_views.AddNeed.as_view(), name="post_need"),
    path(f"{OF}/needs/proposed/<need:what>/", need_views.AddProposed.as_view(), name="post_need_proposed"),
    path(f"{NEED}/", need_views.ChangeNeed.as_view(), name="post_need_change"),
    path(f"{NEED}/take-away/", need_views.DropNeed.as_view(), name="post_need_drop"),
    path(f"{OF}/check/", views.Check.as_view(), name="post_check"),
    path(f"{OF}/preview/", views.Preview.as_view(), name="post_preview"),
    path(f"{OF}/public-page/open/", public.OpenPublicPage.as_view(), name="open_public_page"),
    path(f"{OF}/public-page/close/", public.ClosePublicPage.as_view(), name="close_public_page"),
    path("offers/<uuid:opportunity>/", public.PublicPage.as_view(), name="public_page"),
    path(f"{OF}/pause/", views.Pause.as_view(), name="pause_opportunity"),
    path(f"{OF}/take-up-again/", views.Resume.as_view(), name="resume_opportunity"),
    path(f"{OF}/still-stands/", views.StillStands.as_view(), name="still_stands"),
    path(f"{OF}/copy/", views.Copy.as_view(), name="copy_opportunity"),
    path(f"{OF}/put-away/", views.PutAway.as_view(), name="put_away"),
    path(f"{OF}/longer/", views.Extend.as_view(), name="extend_opportunity"),
    path(f"{OF}/again/", views.ListAgain.as_view(), name="list_again"),
]
