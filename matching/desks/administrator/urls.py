from django.urls import path

from matching.desks.administrator import views

urlpatterns = [
    path("weights/", views.Weights.as_view(), name="weights"),
    path("weights/new/", views.ChangeWeights.as_view(), name="change_weights"),
]
