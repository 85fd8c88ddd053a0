"""The panel's pages."""

from django.urls import path

from matching.panel.views import (
    after_freeze,
    agenda_page,
    meetings,
    minutes_page,
    my_actions,
    people_there,
    plan_choices,
    plan_page,
    room,
)

MEETING = "panel/<uuid:meeting>/"
CASE = MEETING + "cases/<uuid:item>/"
urlpatterns = [
    path("panel/", meetings.Panel.as_view(), name="panel"),
    path("panel/new/", meetings.CallMeeting.as_view(), name="call_meeting"),
    path("panel/keys/", room.SingleKeys.as_view(), name="single_keys"),
    path("panel/decisions/<uuid:decision>/", minutes_page.Decision.as_view(), name="panel_decision"),
    path("panel/decisions/<uuid:decision>/undo/", room.UndoDecision.as_view(), name="undo_decision"),
    path("panel/decisions/<uuid:decision>/told/", minutes_page.ToldThem.as_view(), name="told_decision"),
    path(MEETING, agenda_page.Agenda.as_view(), name="agenda"),
    path(MEETING + "draw-up/", meetings.DrawUpAgenda.as_view(), name="draw_up_agenda"),
    path(MEETING + "move/<slug:target>/", meetings.MoveMeeting.as_view(), name="move_meeting"),
    path(MEETING + "mark/", agenda_page.MarkCase.as_view(), name="mark_case"),
    path(MEETING + "attendance/", people_there.Attendance.as_view(), name="attendance"),
    path(MEETING + "room/", room.PanelRoom.as_view(), name="panel_room"),
    path(MEETING + "minutes/", minutes_page.Minutes.as_view(), name="minutes"),
    path(MEETING + "add/<uuid:asked>/", after_freeze.AddLateCase.as_view(), name="add_late_case"),
    path(MEETING + "plan/", plan_page.PlanPage.as_view(), name="panel_plan"),
    path(MEETING + "plan/draw-up/", plan_page.DrawUpPlan.as_view(), name="draw_up_plan"),
    path(MEETING + "plan/accept/", plan_page.AcceptPlan.as_view(), name="accept_plan"),
    path(MEETING + "plan/take-back/", plan_page.TakeBackChoice.as_view(), name="take_back_choice"),
    path("panel/plan-rows/<uuid:row>/<slug:act>/", plan_choices.ChoosePlace.as_view(), name="choose_place"),
    path(CASE, room.PanelCase.as_view(), name="panel_case"),
    path(CASE + "take-up/", after_freeze.TakeUpCase.as_view(), name="take_up_case"),
    path(CASE + "step-back/", people_there.StepBack.as_view(), name="step_back"),
    path("actions/", my_actions.MyActions.as_view(), name="my_actions"),
    path("actions/done/", my_actions.FinishAction.as_view(), name="finish_action"),
    path("actions/<uuid:action>/hand-on/", my_actions.HandOnAction.as_view(), name="hand_on_action"),
    path("people/<uuid:person>/ask-the-panel/", people_there.AskForDiscussion.as_view(), name="ask_for_discussion"),
]
