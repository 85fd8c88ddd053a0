from django.urls import path

from config.reference import named_owners_page, views

urlpatterns = [
    path("lists/", views.Lists.as_view(), name="reference_lists"),
    path("lists/who-stands-behind/", named_owners_page.Owners.as_view(), name="named_owners"),
    path("lists/who-stands-behind/<slug:owner>/", named_owners_page.NameOwner.as_view(), name="name_owner"),
    path("lists/dated-figures/", views.DatedFigures.as_view(), name="dated_figures"),
    path("lists/dated-figures/kept-places/", views.SetPlacesTarget.as_view(), name="set_places_target"),
    path("lists/dated-figures/targets/", views.SetTargets.as_view(), name="set_targets"),
    path("lists/<slug:name>/", views.OneList.as_view(), name="reference_list"),
    path("lists/<slug:name>/new/", views.AddTerm.as_view(), name="add_term"),
    path("lists/<slug:name>/<str:code>/", views.WordTerm.as_view(), name="reference_term"),
]
