"""P2, P3: the panel room through its pages: one case each, three actions, what is refused and who sees nothing."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from config.accounts.models import User
from config.audit_trail.models import Event
from matching.nominations.models import Nomination
from matching.panel import attendance
from matching.panel.models import AgendaItem, PanelAction, PanelDecision, PanelMeeting, RoomKeys
from matching.shortlists.actions import draw_up
from tests.factories.chain import make_adult, make_decision, make_item, make_meeting, make_nomination, open_to_panel
from tests.factories.offers import make_opportunity
from tests.factories.people import DAY, make_audit, make_user

pytestmark = pytest.mark.django_db
SAID = {"decision": "no_change", "theme": "no_route", "why": "Nothing new since October", "person_view": "not_asked"}
LATER = DAY + timedelta(30)
DUE = {"due_on_day": "4", "due_on_month": "12", "due_on_year": "2026"}


@pytest.fixture
def chair(client: Client) -> User:
    user = make_user("panel_chair", name="Ivy Hazelgrove")
    client.force_login(user)
    return user


@pytest.fixture
def meeting(chair: User) -> PanelMeeting:
    return make_meeting("in_session")


def case(meeting: PanelMeeting, chair: User, points: int = 10, **said: Any) -> AgendaItem:
    """A case of this name, open to the panel."""
    person = make_adult(preferred_name=said.pop("name", "Robin"), **said)
    item = make_item(meeting, person, points=points, parts=[["months", points, "Not in EET for 6 months."]])
    open_to_panel(meeting, chair)
    return item


def address(item: AgendaItem) -> str:
    return reverse("panel_case", kwargs={"meeting": item.meeting.public_id, "item": item.public_id})


def room(meeting: PanelMeeting) -> str:
    return reverse("panel_room", kwargs={"meeting": meeting.public_id})


def test_the_room_opens_at_the_case_of_greatest_need_that_waits(client: Client, meeting: Any, chair: User) -> None:
    case(meeting, chair, 5), case(meeting, chair, 30, name="Wren")
    answer = client.get(room(meeting), follow=True)
    assert "Wren, 19" in answer.content.decode() and "Case 1 of 2. 0 decided." in answer.content.decode()


def test_a_decision_is_recorded_and_the_next_case_shows_it(client: Client, meeting: Any, chair: User) -> None:
    first, second = case(meeting, chair, 30), case(meeting, chair, 20, name="Wren")
    answer = client.post(address(first), SAID, follow=True)
    made = PanelDecision.objects.get()
    assert (made.item, made.decision, made.theme, made.decided_by) == (first, "no_change", "no_route", chair)
    assert answer.redirect_chain == [(f"{address(second)}?recorded={made.public_id}", 302)]
    page = answer.content.decode()
    assert "Recorded for Robin: No change." in page and "Undo (10 minutes)" in page and "1 decided" in page
    client.post(reverse("undo_decision", kwargs={"decision": made.public_id}))
    assert not PanelDecision.objects.exists()


def test_after_the_last_case_the_way_goes_to_the_minutes(client: Client, meeting: Any, chair: User) -> None:
    page = client.post(address(case(meeting, chair)), SAID, follow=True).content.decode()
    assert "All 1 decided" in page and "Read the minutes" in page


@pytest.mark.parametrize(
    ("said", "sentence", "field"),
    [
        ({"decision": ""}, "Choose a decision", "id_decision"),
        ({"theme": ""}, "Choose a main reason, or waive it by name", "id_theme"),
        ({"other_theme": "routine"}, "Choose one main reason", "id_other_theme"),
        ({"waived_because": "Nobody could say"}, "Choose a main reason or waive it, not both", "id_waived_because"),
        ({"why": ""}, "Say why, in a sentence", "id_why"),
        ({"decision": "defer"}, "Type the day to come back", "id_review_on-day"),
        ({"decision": "refer", "owner": "x"}, "Choose where to", "id_referral_target"),
        ({"decision": "escalate"}, "Choose with whom, and about what", "id_issue"),
        ({"decision": "hear_first"}, "Type the question", "id_question"),
        ({"decision": "check_facts"}, "Type which fact is missing", "id_fact"),
        ({"decision": "now_eet"}, "Choose what they do", "id_activity"),
    ],
)
def test_an_error_names_its_field(
    said: dict, sentence: str, field: str, client: Client, meeting: Any, chair: User
) -> None:
    page = client.post(address(case(meeting, chair)), SAID | said).content.decode()
    assert f'<a href="#{field}">{sentence}' in page and "<title>Error: Robin" in page
    assert not PanelDecision.objects.exists()


@pytest.mark.parametrize(("day", "sentence"), [(DAY, "Choose a date after today"), (DAY + timedelta(93), "Choose a")])
def test_waiting_ends_within_three_months(day: Any, sentence: str, client: Client, meeting: Any, chair: User) -> None:
    boxes = {"review_on_day": day.day, "review_on_month": day.month, "review_on_year": day.year}
    page = client.post(address(case(meeting, chair)), SAID | {"decision": "defer"} | boxes).content.decode()
    assert sentence in page and not PanelDecision.objects.exists()


def test_a_reason_is_waived_by_name(client: Client, meeting: Any, chair: User) -> None:
    client.post(address(case(meeting, chair)), SAID | {"theme": "", "waived_because": "Nobody could say"})
    made = PanelDecision.objects.get()
    assert (made.theme, made.theme_waived_by, made.theme_waived_because) == ("", chair, "Nobody could say")


def test_a_reason_of_the_long_list_with_a_system_issue_and_their_view(
    client: Client, meeting: Any, chair: User
) -> None:
    said = {"theme": "", "other_theme": "routine", "system_issue": "housing_delay", "person_view": "differs"}
    client.post(address(case(meeting, chair)), SAID | said)
    made = PanelDecision.objects.get()
    assert (made.theme, made.system_issue, made.system_owner) == ("routine", "housing_delay", "housing")
    assert made.person_view == "differs"


COMPLETE: dict[str, tuple[dict[str, str], str]] = {
    "refer": ({"referral_target": "functional_skills"} | DUE, "skills_assessment"),
    "unblock": ({"enabler": "travel_card"} | DUE, "travel_fix"),
    "hear_first": ({"question": "Would you like to try it?"} | DUE, "talk_with_person"),
    "check_facts": ({"fact": "Right to work"} | DUE, "talk_with_person"),
    "stepping_stone": ({"kind": "taster", "wish_served": "1"} | DUE, "book_taster"),
    "escalate": ({"issue": "housing_delay", "question": "When is it decided?"} | DUE, "housing_answer"),
    "defer": ({"review_on_day": "20", "review_on_month": "12", "review_on_year": "2026"}, ""),
    "now_eet": ({"activity": "F5", "start_on_day": "1", "start_on_month": "11", "start_on_year": "2026"}, ""),
}


@pytest.mark.parametrize("code", COMPLETE)
def test_each_decision_with_its_own_field_and_its_action(code: str, client: Client, meeting: Any, chair: User) -> None:
    item = case(meeting, chair)
    make_audit(item.person, "garage")
    said, action = COMPLETE[code]
    owner = {"owner": str(item.person.adviser.public_id)}
    client.post(address(item), SAID | {"decision": code, "why": ""} | owner | said)
    made = PanelDecision.objects.get()
    assert made.decision == code and made.why.endswith(".")
    assert [row.type for row in made.actions.all()] == ([action] if action else [])
    if action and code != "escalate":
        assert made.actions.get().owner == item.person.adviser and made.actions.get().due_on.day == 4


def test_putting_forward_what_waits_for_the_panel(client: Client, meeting: Any, chair: User) -> None:
    item = case(meeting, chair)
    nomination = make_nomination("nominated", person=item.person, title="Garage trainee")
    assert "Put forward for Garage trainee" in client.get(address(item)).content.decode()
    forward = {"decision": "nominate", "why": "", "forward": f"nomination {nomination.public_id}"}
    client.post(address(item), SAID | forward)
    nomination.refresh_from_db()
    assert nomination.state == "panel_agreed" and PanelDecision.objects.get().why.startswith("Robin said yes")
    assert PanelAction.objects.get().type == "introduce_employer"


def test_putting_forward_a_match_that_nobody_has_begun_with(client: Client, meeting: Any, chair: User) -> None:
    item = case(meeting, chair)
    make_audit(item.person, "garage")
    opportunity = make_opportunity(title="Garage trainee", with_training=True)
    draw_up(council=meeting.council, day=DAY, by=None)
    assert "Put forward for Garage trainee (not asked yet)" in client.get(address(item)).content.decode()
    forward = f"opportunity {opportunity.public_id}"
    client.post(address(item), SAID | {"decision": "nominate", "why": "", "forward": forward})
    made = PanelDecision.objects.get()
    assert made.nomination == Nomination.objects.get() and made.nomination.state == "suggested"
    assert made.details == {"asker": str(item.person.adviser.public_id), "opened_here": True}
    assert PanelAction.objects.get().type == "talk_with_person"
    client.post(reverse("undo_decision", kwargs={"decision": made.public_id}))
    assert Nomination.objects.get().state == "withdrawn"


def test_somebody_elses_nomination_cannot_be_chosen(client: Client, meeting: Any, chair: User) -> None:
    item, other = case(meeting, chair), make_nomination("nominated")
    forward = f"nomination {other.public_id}"
    client.post(address(item), SAID | {"decision": "nominate", "forward": forward})
    assert not PanelDecision.objects.exists()


def test_the_page_shows_the_person_first_and_what_is_not_known(client: Client, meeting: Any, chair: User) -> None:
    item = case(meeting, chair)
    page = client.get(address(item)).content.decode()
    assert "No wish recorded yet" in page and "Readiness not known yet." in page and "Not discussed before." in page
    make_audit(item.person, "summat with cars", readiness="ready")
    earlier = make_decision(make_item(make_meeting("reported", DAY.replace(month=10)), item.person))
    attendance.note_attendance(meeting, present=[item.person.adviser], by=chair)
    page = client.get(address(item)).content.decode()
    assert "“summat with cars”" in page and "Ready to go." in page and "here today" in page
    assert earlier.why in page


def test_a_worry_is_not_read_out_at_the_panel(client: Client, meeting: Any, chair: User) -> None:
    item = case(meeting, chair)
    make_audit(item.person, "somebody hurts me").wishes.update(reading="worry")
    assert "somebody hurts me" not in client.get(address(item)).content.decode()


def test_a_restricted_record_keeps_its_place_and_shows_nothing(client: Client, meeting: Any, chair: User) -> None:
    hidden = case(meeting, chair, 30, is_restricted=True, name="Nobody may read this")
    shown = case(meeting, chair, 20, name="Wren")
    page = client.get(address(hidden)).content.decode()
    assert "named people only" in page and "Nobody may read this" not in page and address(shown) in page
    client.post(address(hidden), SAID)
    assert not PanelDecision.objects.exists()
    assert client.get(room(meeting))["Location"] == address(shown)
    agenda = client.get(reverse("agenda", kwargs={"meeting": meeting.public_id})).content.decode()
    assert "Restricted record" in agenda and "Nobody may read this" not in agenda


def test_whoever_steps_back_sees_nothing_of_the_case(client: Client, meeting: Any, chair: User) -> None:
    item = case(meeting, chair)
    back = reverse("step_back", kwargs={"meeting": meeting.public_id, "item": item.public_id})
    client.post(back, {"member": str(chair.public_id), "why": "A neighbour"})
    page = client.get(address(item)).content.decode()
    assert "You stepped back from this case" in page and "Robin" not in page
    member = make_user("panel_member")
    client.force_login(member)
    assert "Ivy Hazelgrove stepped back: A neighbour." in client.get(address(item)).content.decode()


@pytest.mark.parametrize("state", ["agenda_frozen", "minutes_drafted"])
def test_outside_the_session_the_case_is_shown_without_the_form(state: str, client: Client, chair: User) -> None:
    item = case(make_meeting(state), chair)
    assert 'name="decision"' not in client.get(address(item)).content.decode()
    client.post(address(item), SAID)
    assert not PanelDecision.objects.exists()


def test_a_decided_case_says_what_was_decided(client: Client, meeting: Any, chair: User) -> None:
    item = case(meeting, chair)
    client.post(address(item), SAID)
    page = client.get(address(item)).content.decode()
    assert "Nothing new since October" in page and 'name="decision"' not in page and "Undo this decision" in page
    assert "was decided at this meeting" in client.post(address(item), SAID).content.decode()


def test_looking_leaves_one_event_in_the_trail(client: Client, meeting: Any, chair: User) -> None:
    item = case(meeting, chair)
    before = Event.objects.count()
    client.get(address(item))
    event = Event.objects.latest("pk")
    assert Event.objects.count() == before + 1
    assert (event.verb, event.person_id, event.context) == ("record_seen", item.person.public_id, {"purpose": "panel"})


def test_single_keys_are_turned_off_for_one_user_alone(client: Client, meeting: Any, chair: User) -> None:
    item = case(meeting, chair)
    assert 'data-keys="on"' in client.get(address(item)).content.decode()
    said = {"keys": "off", "meeting": meeting.public_id, "item": item.public_id}
    answer = client.post(reverse("single_keys"), said, follow=True)
    assert answer.redirect_chain[0][0] == address(item) and 'data-keys="off"' in answer.content.decode()
    client.force_login(make_user("panel_member"))
    assert 'data-keys="on"' in client.get(address(item)).content.decode()
    assert RoomKeys.objects.count() == 1


def test_a_restricted_reason_is_offered_to_the_chair_alone(client: Client, meeting: Any, chair: User) -> None:
    item = case(meeting, chair)
    assert 'value="staying_safe"' in client.get(address(item)).content.decode()
    client.force_login(make_user("panel_member"))
    assert 'value="staying_safe"' not in client.get(address(item)).content.decode()
