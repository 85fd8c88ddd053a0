"""P1, P5: meetings, agenda, attendance, minutes, decisions and actions through their pages."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from config.accounts.models import User
from config.audit_trail.models import Event
from matching.panel.models import AgendaItem, DiscussionRequest, PanelAction, PanelMeeting
from tests.factories.chain import at, events_of, make_adult, make_decision, make_item, make_meeting, open_to_panel
from tests.factories.people import DAY, make_council, make_person, make_user

pytestmark = pytest.mark.django_db
OCTOBER = DAY.replace(month=10, day=29)
MOST_QUERIES = 20
"""Of them five are the session, the user and the sealed event of the trail."""


@pytest.fixture
def chair(client: Client) -> User:
    user = make_user("panel_chair", name="Ivy Hazelgrove")
    client.force_login(user)
    return user


def of(name: str, meeting: PanelMeeting, **more: Any) -> str:
    return reverse(name, kwargs={"meeting": meeting.public_id, **more})


def words(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


# Calling a meeting


def test_calling_a_meeting_draws_up_its_agenda(client: Client, chair: User) -> None:
    make_adult(preferred_name="Robin"), make_person()
    day = {"held_on_day": "26", "held_on_month": "11", "held_on_year": "2026", "when_and_where": "2 pm, room 3"}
    page = client.post(reverse("call_meeting"), day, follow=True).content.decode()
    assert "Everyone is on it once." in page and "1 not in EET: 0 to discuss, 1 carried over." in " ".join(page.split())
    assert PanelMeeting.objects.get().items.count() == 2 and "2 pm, room 3" in page
    again = client.post(reverse("call_meeting"), day).content.decode()
    assert "November already has a meeting" in again and "<title>Error: " in again


def test_a_meeting_needs_its_day(client: Client, chair: User) -> None:
    assert "Type the day of the meeting" in client.post(reverse("call_meeting"), {}).content.decode()


def test_the_first_page_says_what_the_next_meeting_waits_for(client: Client, chair: User) -> None:
    assert "No meeting is called." in words(client, reverse("panel"))
    meeting = make_meeting()
    assert "Draw up the agenda" in words(client, reverse("panel"))
    make_item(meeting)
    assert "The agenda is a draft: 1 case is marked to discuss." in words(client, reverse("panel"))
    make_decision(make_item(make_meeting("reported", OCTOBER)))
    assert "29 October 2026" in words(client, reverse("panel"))


# The agenda


def test_the_agenda_says_why_now_with_points_and_what_is_open(client: Client, chair: User) -> None:
    meeting, person = make_meeting(), make_adult(preferred_name="Robin")
    make_decision(make_item(make_meeting("reported", OCTOBER), person))
    PanelAction.objects.update(due_on=DAY - timedelta(12))
    make_item(meeting, person, points=9, parts=[["months", 6, "Not in EET for 6 months."], ["overdue", 3, "Late."]])
    open_to_panel(meeting, chair)
    page = words(client, of("agenda", meeting))
    assert 'Not in EET for 6 months. <span class="eet-quiet">(6)</span> Late.' in page and "Robin</a>, 19" in page
    assert "Ask the young person first, 29 October" in page and "12 days late" in page
    assert Event.objects.latest("pk").context["purpose"] == "agenda"


def test_marking_moves_a_case_between_the_lists(client: Client, chair: User) -> None:
    meeting = make_meeting()
    item = make_item(meeting, to_discuss=False)
    open_to_panel(meeting, chair)
    client.post(of("mark_case", meeting), {"yes": str(item.public_id), "list": "carried"})
    assert AgendaItem.objects.get().to_discuss and "To discuss (1)" in words(client, of("agenda", meeting))
    client.post(of("mark_case", meeting), {"no": str(item.public_id)})
    assert not AgendaItem.objects.get().to_discuss


@pytest.mark.parametrize("given", ["", "nonsense", "00000000-0000-4000-8000-000000000009"])
def test_marking_what_is_not_there_says_so(given: str, client: Client, chair: User) -> None:
    answer = client.post(of("mark_case", make_meeting()), {"yes": given}, follow=True)
    assert "not on the agenda any more" in answer.content.decode()


def test_from_the_freeze_to_agreed_minutes_by_the_pages_buttons(client: Client, chair: User) -> None:
    meeting = make_meeting()
    refused = client.post(of("move_meeting", meeting, target="agenda_frozen"), follow=True).content.decode()
    assert "Mark at least one person to discuss." in refused
    make_item(meeting)
    for target in ("agenda_frozen", "in_session", "minutes_drafted", "minutes_agreed", "reported"):
        client.post(of("move_meeting", meeting, target=target))
        meeting.refresh_from_db()
        assert meeting.state == target
    assert "Agreed by Ivy Hazelgrove, 20 November 2026." in words(client, of("minutes", meeting))
    assert client.post(of("move_meeting", meeting, target="nowhere")).status_code == 404


def test_a_case_is_taken_up_after_the_freeze_with_its_note(client: Client, chair: User) -> None:
    meeting = make_meeting("agenda_frozen")
    item = make_item(meeting, to_discuss=False)
    open_to_panel(meeting, chair)
    take_up = of("take_up_case", meeting, item=item.public_id)
    assert "Say why the case is taken up now" in client.post(take_up, {}).content.decode()
    client.post(take_up, {"because": "The offer closes on Monday"})
    assert "Added after the freeze by Ivy Hazelgrove: “The offer closes" in words(client, of("agenda", meeting))


def test_a_member_sees_no_name_before_the_freeze_nor_after_the_minutes(client: Client, chair: User) -> None:
    meeting = make_meeting()
    make_item(meeting, make_adult(preferred_name="Robin"))
    client.force_login(make_user("panel_member"))
    page = words(client, of("agenda", meeting))
    assert "The chair prepares this agenda." in page and "Robin" not in page
    PanelMeeting.objects.update(state="minutes_agreed", agenda_frozen_at=at(hour=9))
    assert "Robin" not in words(client, of("minutes", meeting))


def test_the_earlier_meetings_are_a_file_too(client: Client, chair: User) -> None:
    make_meeting("reported", council=chair.council)
    (event,) = events_of(lambda: client.get(reverse("panel"), {"csv": "1"}))
    lines = client.get(reverse("panel"), {"csv": "1"}).content.decode("utf-8-sig").splitlines()
    assert len(lines) == 2 and lines[0].startswith("Meeting,Where it stands,Discussed,Put forward")
    assert (event.verb, event.context["purpose"]) == ("export_made", "meetings")


def test_the_file_has_the_rows_of_the_page_and_leaves_its_event(client: Client, chair: User) -> None:
    meeting = make_meeting()
    make_item(meeting, make_adult(preferred_name="Robin"))
    make_item(meeting, make_adult("restricted", preferred_name="Hidden"))
    open_to_panel(meeting, chair)
    file = client.get(of("agenda", meeting) + "?list=discuss&csv=1")
    text = file.content.decode()
    assert file["Content-Disposition"].endswith('"agenda-2026-11-discuss.csv"')
    assert "Robin" in text and "Hidden" not in text and "Restricted record" in text
    assert Event.objects.latest("pk").verb == "export_made"


@pytest.mark.parametrize("name", ["agenda", "minutes"])
def test_queries_do_not_grow_with_cases(name: str, client: Client, chair: User) -> None:
    meeting = make_meeting("in_session")
    client.get("/roles/")  # the session is saved once a minute
    counted = []
    client.get(of(name, meeting))  # the first page also begins the session and the lists
    for number in (2, 6):
        for _ in range(number):
            make_decision(make_item(meeting))
        open_to_panel(meeting, chair)
        with CaptureQueriesContext(connection) as captured:
            client.get(of(name, meeting))
        counted.append(len(captured))
    assert counted[0] == counted[1] <= MOST_QUERIES


# Attendance, asking


def test_who_is_here_is_kept(client: Client, chair: User) -> None:
    meeting, member = make_meeting("in_session"), make_user("panel_member", name="Moss Fen")
    client.post(of("attendance", meeting), {"present": [str(member.public_id)], "also_present": "Ash, Jobcentre"})
    assert list(meeting.present.all()) == [member]
    assert "Moss Fen; Ash, Jobcentre" in words(client, of("minutes", meeting))


def test_an_adviser_asks_the_panel(client: Client) -> None:
    person, meeting = make_adult(preferred_name="Robin"), make_meeting()
    item = make_item(meeting, person, to_discuss=False)
    client.force_login(person.adviser)
    ask = reverse("ask_for_discussion", kwargs={"person": person.public_id})
    assert "Say what the panel should know" in client.post(ask, {}).content.decode()
    answer = client.post(ask, {"because": "Robin asks for a mentor"})
    assert answer["Location"] == reverse("person", kwargs={"person": person.public_id})
    item.refresh_from_db()
    assert item.to_discuss and DiscussionRequest.objects.get().because == "Robin asks for a mentor"
    assert "already asked" in client.post(ask, {"because": "Again"}).content.decode()
    client.force_login(make_user())
    assert client.get(ask).status_code == 404


# Minutes and decisions


def test_the_minutes_say_what_was_decided_and_by_whom(client: Client, chair: User) -> None:
    meeting, person = make_meeting("in_session"), make_adult(preferred_name="Robin")
    make_decision(make_item(meeting, person), system_issue="housing_delay", system_owner="housing")
    make_item(meeting)
    open_to_panel(meeting, chair)
    page = words(client, of("minutes", meeting))
    assert "Robin</a>: Ask the young person first" in page and "No workable journey" in page
    assert "Waiting on a housing decision (Housing service)" in page
    assert "1 case waits for a decision" in page and "Talk with the young person." in page


def test_a_decision_page_shows_what_was_seen(client: Client, chair: User) -> None:
    item = make_item(make_meeting("in_session"), points=6, parts=[["months", 6, "Not in EET for 6 months."]])
    made = make_decision(item)
    address = reverse("panel_decision", kwargs={"decision": made.public_id})
    assert client.get(address).status_code == 404
    client.force_login(item.person.adviser)
    page = words(client, address)
    assert "What was seen" in page and "Not in EET for 6 months. (6)" in page and "No workable journey" in page


def test_a_restricted_reason_is_read_by_the_chair_alone(client: Client) -> None:
    made = make_decision(make_item(make_meeting("in_session")), theme="staying_safe")
    client.force_login(made.item.person.adviser)
    page = words(client, reverse("panel_decision", kwargs={"decision": made.public_id}))
    assert "Staying safe" not in page and "A reason that only the chair reads" in page


# Actions


def test_my_actions_late_first_done_and_handed_on(client: Client) -> None:
    made = make_decision(make_item(make_meeting("reported", OCTOBER), make_adult(preferred_name="Robin")))
    adviser, colleague = made.item.person.adviser, make_user(name="Moss Fen")
    PanelAction.objects.update(due_on=DAY - timedelta(2))
    client.force_login(adviser)
    page = words(client, reverse("my_actions"))
    assert "1 action waits for you, and is late." in page and "2 days late" in page and "Robin" in page
    action = PanelAction.objects.get()
    hand_on = reverse("hand_on_action", kwargs={"action": action.public_id})
    assert "Choose who has it from now on" in client.post(hand_on, {}).content.decode()
    answer = client.post(hand_on, {"to": str(colleague.public_id)}, follow=True)
    assert (
        "Moss Fen has it now." in answer.content.decode() and "Nothing is waiting for you." in answer.content.decode()
    )
    client.force_login(colleague)
    assert "Robin" not in words(client, reverse("my_actions")), "a colleague may not open this record"
    client.post(reverse("finish_action"), {"action": str(action.public_id)})
    action.refresh_from_db()
    assert action.done_by == colleague
    assert "Done (1)" in words(client, reverse("my_actions"))


def test_only_the_panel_sees_everybodys_actions(client: Client, chair: User) -> None:
    make_decision(make_item(make_meeting("reported", OCTOBER)))
    assert "Everybody’s (1)" in words(client, reverse("my_actions"))
    client.force_login(make_user())
    assert "Everybody" not in words(client, reverse("my_actions") + "?list=all")


def test_another_councils_action_is_not_found(client: Client) -> None:
    make_decision(make_item(make_meeting("reported", OCTOBER)))
    client.force_login(make_user("panel_chair", council=make_council("E08000035", "Otherbeck")))
    action = PanelAction.objects.get()
    assert client.get(reverse("hand_on_action", kwargs={"action": action.public_id})).status_code == 404
    answer = client.post(reverse("finish_action"), {"action": str(action.public_id)}, follow=True)
    assert "not yours any more" in answer.content.decode()
    assert PanelAction.objects.get().done_at is None
