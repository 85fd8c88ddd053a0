from django.urls import path

from config.accounts import councils, rights, views

urlpatterns = [
    path("users/", views.Users.as_view(), name="users"),
    path("users/new/", views.AddUser.as_view(), name="add_user"),
    path("users/<uuid:user>/", views.ChangeUser.as_view(), name="user"),
    path("users/<uuid:user>/stop/", views.StopUser.as_view(), name="stop_user"),
    path("users/<uuid:user>/let-back/", views.LetUserBack.as_view(), name="let_user_back"),
    path("administration/number/", councils.CouncilPhone.as_view(), name="council_phone"),
    path("councils/", councils.Councils.as_view(), name="councils"),
    path("councils/<uuid:council>/", councils.RenameCouncil.as_view(), name="council"),
    path("roles/", rights.WhoMayDoWhat.as_view(), name="roles"),
]
