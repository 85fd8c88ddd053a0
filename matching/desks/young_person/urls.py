"""One young person's record and what is recorded on it."""

from django.urls import path

from matching.desks.young_person import concerns, handing_over, pages, record, recording, views

PERSON = "people/<uuid:person>/"
urlpatterns = [
    path(PERSON, views.Person.as_view(), name="person"),
    path(PERSON + "progress/", pages.Progress.as_view(), name="person_progress"),
    path(PERSON + "record/", pages.Record.as_view(), name="person_record"),
    path(PERSON + "seen/", pages.WhoSaw.as_view(), name="who_saw"),
    path(PERSON + "handover/", handing_over.HandoverSheet.as_view(), name="handover"),
    path(PERSON + "adviser/", handing_over.GiveAdviser.as_view(), name="give_adviser"),
    path(PERSON + "restricted/", handing_over.Restrict.as_view(), name="restrict"),
    path(PERSON + "restricted/lift/", handing_over.LiftRestriction.as_view(), name="lift_restriction"),
    path("step/", recording.Step.as_view(), name="step"),
    path(PERSON + "step/", recording.RecordStep.as_view(), name="record_step"),
    path("steps/<uuid:step>/undo/", recording.UndoStep.as_view(), name="undo_step"),
    path(PERSON + "contact/", recording.RecordContact.as_view(), name="record_contact"),
    path(PERSON + "activity/", recording.RecordActivity.as_view(), name="record_spell"),
    path(PERSON + "tried/", recording.RecordTried.as_view(), name="record_tried"),
    path(PERSON + "told-once/", recording.RecordToldOnce.as_view(), name="tell_once"),
    path("told-once/<uuid:told>/take-back/", recording.TakeBackToldOnce.as_view(), name="take_back_told"),
    path(PERSON + "contact-way/", record.RecordContactWay.as_view(), name="record_contact_way"),
    path(PERSON + "pause/", record.RecordPause.as_view(), name="record_pause"),
    path("pauses/<uuid:pause>/end/", record.LiftPause.as_view(), name="lift_pause"),
    path(PERSON + "no-go/", record.RecordNoGo.as_view(), name="record_no_go"),
    path("no-go/<uuid:no_go>/lift/", record.LiftNoGo.as_view(), name="lift_no_go"),
    path(PERSON + "facts/", record.ChangeFacts.as_view(), name="change_facts"),
    path(PERSON + "death/", record.RecordDeath.as_view(), name="record_death"),
    path(PERSON + "concern/", concerns.RaiseConcern.as_view(), name="raise_concern"),
    path("concerns/<uuid:concern>/", concerns.ShowConcern.as_view(), name="concern"),
    path("concerns/<uuid:concern>/take/", concerns.TakeConcern.as_view(), name="take_concern"),
    path("concerns/<uuid:concern>/hand-on/", concerns.HandOnConcern.as_view(), name="hand_on_concern"),
]
