from django.urls import path

from matching.desks.administrator import first_page, views

urlpatterns = [
    path("administration/", first_page.AdministratorDesk.as_view(), name="administrator_desk"),
    path("weights/", views.Weights.as_view(), name="weights"),
    path("weights/new/", views.ChangeWeights.as_view(), name="change_weights"),
]
