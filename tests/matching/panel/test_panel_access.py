"""What the panel may open: the people on its agenda, from the freeze until the minutes; the chair earlier."""

from datetime import date

import pytest

from aspirations.models import YoungPerson
from config.accounts.models import User
from config.refusal import Refused
from matching.panel import agenda, cycle, minutes
from matching.panel.models import PanelMeeting
from tests.factories.chain import make_adult, make_meeting
from tests.factories.people import DAY, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def chair(db: None) -> User:
    return make_user("panel_chair")


@pytest.fixture
def member(db: None) -> User:
    return make_user("panel_member")


def opens(user: User) -> set[YoungPerson]:
    return set(YoungPerson.objects.visible_to(user))


def drawn_up(chair: User, held_on: date = DAY) -> PanelMeeting:
    """An agenda of everyone NEET, all marked."""
    meeting = make_meeting(held_on=held_on)
    agenda.draw_up_agenda(meeting, by=chair)
    meeting.items.update(to_discuss=True)
    return meeting


def test_from_the_freeze_until_the_minutes_are_agreed(chair: User, member: User) -> None:
    listed, restricted = make_adult(), make_adult("restricted")
    assert opens(chair) == set()
    meeting = drawn_up(chair)
    not_listed = make_adult()
    assert opens(chair) == {listed} and opens(member) == set()
    cycle.freeze(meeting, by=chair)
    for user in (chair, member, make_user("panel_member")):
        assert opens(user) == {listed}
    assert not {restricted, not_listed} & opens(member)
    assert opens(make_user("board_viewer")) == set()
    cycle.move_meeting(meeting, "in_session", by=chair)
    minutes.draft_minutes(meeting, by=chair)
    assert opens(member) == {listed}
    minutes.agree_minutes(meeting, by=chair)
    assert opens(chair) == opens(member) == set()


def test_an_agenda_opened_again_is_the_chairs_alone_until_the_next_freeze(chair: User, member: User) -> None:
    listed = make_adult()
    meeting = drawn_up(chair)
    cycle.freeze(meeting, by=chair)
    cycle.move_meeting(meeting, "scheduled", by=chair)
    assert opens(member) == set() and opens(chair) == {listed}
    cycle.freeze(meeting, by=chair)
    assert opens(member) == opens(chair) == {listed}


def test_whoever_is_not_listed_any_more_is_closed_again(chair: User) -> None:
    found_work, still_listed = make_adult(), make_adult()
    meeting = drawn_up(chair)
    found_work.spells.update(activity="F5")
    agenda.draw_up_agenda(meeting, by=chair)
    assert opens(chair) == {still_listed}


def test_another_meetings_records_stay_open(chair: User, member: User) -> None:
    october, november = drawn_up(chair, date(2026, 10, 29)), drawn_up(chair)
    listed = make_adult()
    for meeting in (october, november):
        agenda.draw_up_agenda(meeting, by=chair)
        meeting.items.update(to_discuss=True)
        cycle.freeze(meeting, by=chair)
    cycle.end_panel_access(october, by=chair)
    assert opens(member) == {listed}
    cycle.end_panel_access(november, by=chair)
    assert opens(member) == set()


def test_an_agenda_with_nothing_to_discuss_is_not_frozen(chair: User, member: User) -> None:
    make_adult()
    meeting = make_meeting()
    agenda.draw_up_agenda(meeting, by=chair)
    with pytest.raises(Refused, match="Mark at least one person"):
        cycle.freeze(meeting, by=chair)
    assert opens(member) == set()
