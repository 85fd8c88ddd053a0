"""The employer register."""

from django.urls import path

from matching.desks.register import employers, inviting
from matching.desks.register.duplicates import JudgePair, LikelyDuplicates

urlpatterns = [
    path("employers/", employers.Employers.as_view(), name="employers"),
    path("employers/new/", employers.AddEmployer.as_view(), name="add_employer"),
    path("employers/alike/", LikelyDuplicates.as_view(), name="likely_duplicates"),
    path("employers/alike/<uuid:first>/<uuid:second>/", JudgePair.as_view(), name="judge_pair"),
    path("employers/<uuid:employer>/", employers.EmployerPage.as_view(), name="employer"),
    path("employers/<uuid:employer>/change/", employers.ChangeEmployer.as_view(), name="change_employer"),
    path("employers/<uuid:employer>/contact/", employers.AddContact.as_view(), name="add_contact"),
    path("employers/<uuid:employer>/check/", employers.SafeguardingCheck.as_view(), name="safeguarding_check"),
    path("employers/<uuid:employer>/go-on/", employers.LetEmployerGoOn.as_view(), name="let_employer_go_on"),
    path("employers/contacts/<uuid:contact>/spoken/", inviting.SpokenWith.as_view(), name="spoken_with"),
    path("employers/contacts/<uuid:contact>/invite/", inviting.Invite.as_view(), name="invite_contact"),
    path("employers/contacts/<uuid:contact>/take-back/", inviting.TakeBack.as_view(), name="take_back_invitation"),
    path("invited/<str:token>/", inviting.Invited.as_view(), name="invited"),
]
