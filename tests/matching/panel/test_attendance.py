"""P1: who was there, and who stepped back from which case."""

import pytest
from django.test import Client
from django.urls import reverse

from config.refusal import NotAllowed, Refused
from matching.panel import attendance, decisions
from matching.panel.decisions import MainReason
from matching.panel.models import AgendaItem, ConflictOfInterest
from tests.factories.chain import events_of, everyone_around, make_item, make_meeting, who_may
from tests.factories.offers import make_employer
from tests.factories.people import make_council, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def item(db: None) -> AgendaItem:
    return make_item(make_meeting("in_session"))


def test_attendance_is_kept_with_guests_by_name(item: AgendaItem) -> None:
    member, chair = make_user("panel_member"), make_user("panel_chair")
    (event,) = events_of(
        lambda: attendance.note_attendance(item.meeting, present=[member, chair], also_present=" A guest ", by=chair)
    )
    assert set(item.meeting.present.all()) == {member, chair} and item.meeting.also_present == "A guest"
    assert (event.verb, event.context) == ("attendance_noted", {"people": 2})


def test_nobody_of_another_council_is_ticked(item: AgendaItem) -> None:
    stranger = make_user("panel_member", council=make_council("E08000035", "Otherbeck"))
    with pytest.raises(Refused, match="Name a guest from elsewhere"):
        attendance.note_attendance(item.meeting, present=[stranger], by=make_user("panel_chair"))


def test_who_steps_back_does_not_decide(item: AgendaItem) -> None:
    member, chair = make_user("panel_member"), make_user("panel_chair")
    (event,) = events_of(lambda: attendance.step_back(item, member=member, why="A relative", by=chair))
    assert (event.verb, event.person_id, event.context) == ("conflict_noted", item.person.public_id, {})
    said = {"decision": "no_change", "why": "The bus", "reason": MainReason(theme="no_route")}
    with pytest.raises(NotAllowed, match="You stepped back from this case"):
        decisions.decide(item, by=member, **said)
    made = decisions.decide(item, by=chair, **said)
    assert made.snapshot["stepped_back"] == [str(member.public_id)]


def test_stepping_back_says_who_and_why_and_once(item: AgendaItem) -> None:
    member, chair = make_user("panel_member"), make_user("panel_chair")
    with pytest.raises(Refused, match="Say why they step back"):
        attendance.step_back(item, member=member, why="  ", by=chair)
    with pytest.raises(Refused, match="somebody on this panel"):
        attendance.step_back(item, member=make_user("board_viewer"), why="A relative", by=chair)
    attendance.step_back(item, member=member, why="A relative", by=member)
    with pytest.raises(Refused, match="already stepped back"):
        attendance.step_back(item, member=member, why="A relative", by=chair)
    assert ConflictOfInterest.objects.count() == 1


ACTS = {
    "attendance": lambda item, by: attendance.note_attendance(item.meeting, present=[], by=by),
    "stepping back": lambda item, by: attendance.step_back(item, member=make_user("panel_member"), why="Kin", by=by),
}


@pytest.mark.parametrize("act", ACTS)
def test_the_councils_own_panel_notes_it_until_the_minutes_are_agreed(act: str, item: AgendaItem) -> None:
    users = everyone_around(item.person, make_employer())
    assert who_may(lambda user: ACTS[act](item, user), users) == {"panel member", "panel chair"}
    item.meeting.state = "minutes_agreed"
    with pytest.raises(Refused, match="minutes are agreed"):
        ACTS[act](item, users["panel chair"])


def test_members_are_named_with_their_role_as_it_is_written(item: AgendaItem, client: Client) -> None:
    client.force_login(make_user("panel_chair", name="Woodruff Stonechat"))
    page = client.get(reverse("attendance", args=[item.meeting.public_id])).content.decode()
    assert "Woodruff Stonechat, EET panel chair" in page
