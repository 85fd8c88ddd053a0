from django.urls import path

from matching.desks.administrator import first_page, synonyms, views

urlpatterns = [
    path("administration/", first_page.AdministratorDesk.as_view(), name="administrator_desk"),
    path("synonyms/", synonyms.Synonyms.as_view(), name="synonyms"),
    path("synonyms/<uuid:synonym>/", synonyms.TakeBackSynonym.as_view(), name="take_back_synonym"),
    path("weights/", views.Weights.as_view(), name="weights"),
    path("weights/new/", views.ChangeWeights.as_view(), name="change_weights"),
]
