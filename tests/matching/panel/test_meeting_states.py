"""Every pair of a meeting's states, and the events that its acts leave."""

from collections.abc import Callable

import pytest
from django.db import transaction

from config.accounts.models import User
from config.refusal import Refused
from matching.panel import agenda, cycle, minutes
from matching.panel.asking import ask_for_discussion
from matching.panel.models import AgendaItem, PanelMeeting
from matching.panel.states import MEETING
from tests.factories.chain import at, check_sentence, events_of, make_item, make_meeting
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db

FOLLOWS = {
    "scheduled": "agenda_frozen",
    "agenda_frozen": "scheduled in_session",
    "in_session": "minutes_drafted",
    "minutes_drafted": "in_session minutes_agreed",
    "minutes_agreed": "reported",
    "reported": "",
}


def goes(meeting: PanelMeeting, target: str) -> bool:
    point = transaction.savepoint()
    try:
        return cycle.move_meeting(meeting, target, by=make_user("panel_chair")).state == target
    except Refused as refusal:
        check_sentence(str(refusal))
        return False
    finally:
        transaction.savepoint_rollback(point)
        meeting.refresh_from_db()


@pytest.mark.parametrize("source", FOLLOWS)
def test_what_may_follow(source: str) -> None:
    assert MEETING.labels.keys() == FOLLOWS.keys()
    meeting = make_meeting(source)
    make_item(meeting, to_discuss=source == "scheduled")
    assert {target for target in FOLLOWS if goes(meeting, target)} == set(FOLLOWS[source].split())


@pytest.mark.parametrize(
    ("state", "target", "sentence"),
    [
        ("scheduled", "agenda_frozen", "Mark at least one person to discuss"),
        ("minutes_drafted", "minutes_agreed", "1 case has no decision"),
    ],
)
def test_no_move_goes_round_its_own_check(state: str, target: str, sentence: str) -> None:
    """P3: the minutes are not agreed with a decision missing, whichever way they are agreed."""
    meeting = make_meeting(state)
    make_item(meeting, to_discuss=state == "minutes_drafted")
    with pytest.raises(Refused, match=sentence):
        cycle.move_meeting(meeting, target, by=make_user("panel_chair"))
    meeting.refresh_from_db()
    assert meeting.state == state


def test_agreed_minutes_say_who_and_when() -> None:
    meeting, chair = make_meeting("minutes_drafted"), make_user("panel_chair")
    minutes.agree_minutes(meeting, by=chair)
    assert meeting.minutes_agreed_by == chair and meeting.minutes_agreed_at >= at(hour=12)


def moving_to(target: str) -> Callable[[AgendaItem, User], object]:
    return lambda item, by: cycle.move_meeting(item.meeting, target, by=by)


ACTS = {
    "draw up": ("scheduled", lambda item, by: agenda.draw_up_agenda(item.meeting, by=by), "agenda_drawn_up", False),
    "mark": ("scheduled", lambda item, by: agenda.mark_for_discussion(item, by=by), "agenda_item_marked", True),
    "freeze": ("scheduled", lambda item, by: cycle.freeze(item.meeting, by=by), "agenda_frozen", False),
    "open": ("agenda_frozen", moving_to("in_session"), "meeting_opened", False),
    "draft": ("in_session", lambda item, by: minutes.draft_minutes(item.meeting, by=by), "minutes_drafted", False),
    "report": ("minutes_agreed", moving_to("reported"), "meeting_reported", False),
}
ALSO = {"draw up": ["access_given"], "freeze": ["access_given"], "draft": ["panel_decided"]}


@pytest.mark.parametrize("act", ACTS)
def test_what_each_act_leaves_in_the_trail(act: str) -> None:
    state, do, verb, of_a_person = ACTS[act]
    item, chair = make_item(make_meeting(state)), make_user("panel_chair")
    events = events_of(lambda: do(item, chair))
    assert sorted(event.verb for event in events) == sorted([verb, *ALSO.get(act, [])])
    for event in events:
        assert (event.actor, event.council) == (chair, chair.council)
        about_person = of_a_person or event.verb != verb
        assert event.person_id == (item.person.public_id if about_person else None)


def test_asking_leaves_an_event_of_the_one_who_asked() -> None:
    item = make_item(make_meeting())
    (event,) = events_of(lambda: ask_for_discussion(item.person, by=item.person.adviser))
    assert (event.verb, event.actor) == ("agenda_item_asked_for", item.person.adviser)
    assert event.person_id == item.person.public_id
