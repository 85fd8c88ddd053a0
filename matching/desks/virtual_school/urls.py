"""The Virtual School: what needs it, the aspiration audit, wishes beside places, council departments."""

from django.urls import path

from matching.desks.virtual_school import rounds
from matching.desks.virtual_school.departments import FamilyBusiness
from matching.desks.virtual_school.desk import VirtualSchoolDesk
from matching.desks.virtual_school.invitations import InvitationList
from matching.desks.virtual_school.supply import DemandAndSupply

urlpatterns = [
    path("virtual-school/", VirtualSchoolDesk.as_view(), name="virtual_school_desk"),
    path("wishes-and-places/", DemandAndSupply.as_view(), name="demand_and_supply"),
    path("wishes-and-places/invite/", InvitationList.as_view(), name="invitation_list"),
    path("departments/", FamilyBusiness.as_view(), name="family_business"),
    path("aspiration-audit/", rounds.AuditRounds.as_view(), name="audit_rounds"),
    path("aspiration-audit/new/", rounds.OpenRound.as_view(), name="open_round"),
    path("aspiration-audit/<uuid:round>/", rounds.Coverage.as_view(), name="coverage"),
    path("aspiration-audit/<uuid:round>/missing/", rounds.MissingFromRound.as_view(), name="missing_from_round"),
    path("aspiration-audit/<uuid:round>/close/", rounds.CloseRound.as_view(), name="close_round"),
    path("aspiration-audit/<uuid:round>/open/", rounds.OpenRoundAgain.as_view(), name="open_round_again"),
]
