"""The agenda (P1): everyone once, in the order of need, with the chair's mark above the points."""

from datetime import date, timedelta

import pytest

from aspirations.models import YoungPerson
from config.refusal import Refused
from matching.panel import agenda, cycle, late
from matching.panel.asking import ask_for_discussion
from matching.panel.models import AgendaItem, PanelMeeting
from tests.factories.chain import (
    everyone_around,
    make_adult,
    make_item,
    make_meeting,
    make_nomination,
    who_may,
)  # fmt: skip
from tests.factories.offers import make_employer
from tests.factories.people import DAY, make_council, make_person, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def chair(db: None):
    return make_user("panel_chair")


def drawn(meeting: PanelMeeting, chair) -> dict[str, list[YoungPerson]]:
    agenda.draw_up_agenda(meeting, by=chair)
    return {
        part: [item.person for item in meeting.items.filter(part=part).select_related("person")]
        for part in AgendaItem.Part.values
    }


def test_everyone_who_is_neet_once_and_those_of_whom_nothing_is_known_apart(chair) -> None:
    neet = [make_adult(activity=code) for code in ("G4", "G5", "G6")]
    unknown = [make_person(), make_person(activity="0"), make_person("restricted")]
    make_person("eet")
    make_person("neet", died_on=DAY)
    make_person("neet", since=DAY + timedelta(1)).spells.update(activity="F2")
    make_person("neet", council=make_council("E08000035", "Otherbeck"))
    found = drawn(make_meeting(), chair)
    assert set(found["neet"]) == set(neet) and len(found["neet"]) == 3
    assert set(unknown) < set(found["no_activity"])
    assert not set(found["neet"]) & set(found["no_activity"])


def test_the_order_of_need(chair) -> None:
    short = make_adult(since=DAY - timedelta(100), last_contact_on=DAY)
    long = make_adult(since=DAY - timedelta(500), last_contact_on=DAY)
    lost = make_adult(since=DAY - timedelta(100), last_contact_on=DAY - timedelta(60))
    assert drawn(make_meeting(), chair)["neet"] == [long, lost, short]


def test_equal_points_go_by_the_longest_undiscussed_and_then_by_a_fixed_draw(chair) -> None:
    people = [make_adult() for _ in range(6)]
    unseen = people[-1]
    make_item(make_meeting("reported", date(2026, 10, 29)), unseen, to_discuss=False)
    meeting = make_meeting()
    first = drawn(meeting, chair)["neet"]
    assert first[0] == unseen
    assert drawn(meeting, chair)["neet"] == first
    AgendaItem.objects.all().delete()
    PanelMeeting.objects.filter(pk=meeting.pk).update(public_id="00000000-0000-4000-8000-000000000001")
    others = [drawn(make_meeting(held_on=DAY + timedelta(31 * month)), chair)["neet"] for month in (1, 2, 3)]
    assert any(other != first for other in others)


def test_positions_points_and_parts_are_kept(chair) -> None:
    make_adult(since=DAY - timedelta(500))
    meeting = make_meeting()
    drawn(meeting, chair)
    item = meeting.items.get()
    assert item.position == 1 and item.points == sum(points for _, points, _ in item.parts) > 0
    meeting.refresh_from_db()
    assert meeting.need_weights == "need-2026-04-01"


def test_marks_and_requests_outlive_a_new_draw(chair) -> None:
    marked, asked, plain = make_adult(), make_adult(), make_adult()
    meeting = make_meeting()
    drawn(meeting, chair)
    agenda.mark_for_discussion(meeting.items.get(person=marked), by=chair)
    ask_for_discussion(asked, by=asked.adviser, because="Moved house")
    drawn(meeting, chair)
    assert set(meeting.items.filter(to_discuss=True).values_list("person", flat=True)) == {marked.pk, asked.pk}
    assert meeting.items.get(person=marked).marked_by == chair
    item = meeting.items.get(person=asked)
    assert (item.asked_by, item.asked_because) == (asked.adviser, "Moved house")
    assert "asked" in [code for code, *_ in item.parts]
    agenda.mark_for_discussion(meeting.items.get(person=marked), by=chair, discuss=False)
    drawn(meeting, chair)
    assert not meeting.items.get(person=marked).to_discuss and not meeting.items.get(person=plain).to_discuss


def test_always_discussed_are_a_right_about_to_be_lost_and_a_promise_not_kept(chair) -> None:
    soon = make_adult(born_on=(DAY + timedelta(30)).replace(year=2001))
    later = make_adult(born_on=(DAY + timedelta(31)).replace(year=2001))
    promised, stalled = make_nomination("introduced"), make_nomination("introduced")
    promised.interview_due_on = stalled.due_on = DAY - timedelta(1)
    promised.save()
    stalled.save()
    meeting = make_meeting()
    drawn(meeting, chair)
    discussed = set(meeting.items.filter(to_discuss=True).values_list("person", flat=True))
    assert discussed == {soon.pk, promised.person_id}
    assert later.pk not in discussed


def test_one_meeting_a_month(chair) -> None:
    agenda.schedule(council=chair.council, held_on=DAY, by=chair)
    with pytest.raises(Refused, match="already has a meeting"):
        agenda.schedule(council=chair.council, held_on=DAY + timedelta(5), by=chair)


def take_up_after_a_freeze(item: AgendaItem, by) -> None:
    item.meeting.state, item.to_discuss = "agenda_frozen", False
    late.take_up(item, because="Late", by=by)


ONLY_THE_CHAIR = {
    "schedule": lambda item, by: agenda.schedule(council=item.meeting.council, held_on=date(2027, 1, 28), by=by),
    "draw up": lambda item, by: agenda.draw_up_agenda(item.meeting, by=by),
    "mark": lambda item, by: agenda.mark_for_discussion(item, by=by),
    "take up": take_up_after_a_freeze,
    "freeze": lambda item, by: cycle.freeze(item.meeting, by=by),
}


@pytest.mark.parametrize("act", ONLY_THE_CHAIR)
def test_only_the_chair_runs_the_meeting(act: str) -> None:
    item = make_item(make_meeting())
    users = everyone_around(item.person, make_employer())
    assert who_may(lambda user: ONLY_THE_CHAIR[act](fresh(item), user), users) == {"panel chair"}


def test_who_may_ask_for_a_case_to_be_discussed() -> None:
    item = make_item(make_meeting())
    able = who_may(lambda user: ask_for_discussion(item.person, by=user), everyone_around(item.person, make_employer()))
    assert able == {"own adviser", "own manager", "manager of the team"}


def test_what_is_asked_after_the_freeze_waits_for_the_next_agenda(chair) -> None:
    item = make_item(make_meeting("agenda_frozen"), to_discuss=False)
    ask_for_discussion(item.person, by=item.person.adviser, because="An interview fell through")
    assert not fresh(item).to_discuss
    later = make_meeting(held_on=DAY + timedelta(31))
    drawn(later, chair)
    listed = later.items.get(person=item.person)
    assert listed.to_discuss and listed.asked_because == "An interview fell through"
    drawn(make_meeting(held_on=DAY + timedelta(62)), chair)
    assert item.person.agenda_items.order_by("meeting__held_on").last().asked_by is None


def test_asking_twice_for_one_meeting_is_refused() -> None:
    person = make_adult(preferred_name="Robin")
    ask_for_discussion(person, by=person.adviser)
    with pytest.raises(Refused, match="already asked the panel to discuss Robin"):
        ask_for_discussion(person, by=person.manager)


def test_after_the_freeze_the_chair_takes_a_case_up_with_a_note(chair) -> None:
    item = make_item(make_meeting("agenda_frozen"), to_discuss=False)
    with pytest.raises(Refused, match="Say why"):
        late.take_up(item, because=" ", by=chair)
    late.take_up(item, because="Offer closes on Monday", by=chair)
    assert fresh(item).to_discuss and fresh(item).taken_up_because == "Offer closes on Monday"
    with pytest.raises(Refused, match="discussed already"):
        late.take_up(item, because="Again", by=chair)


@pytest.mark.parametrize("state", ["scheduled", "minutes_drafted", "minutes_agreed", "reported"])
def test_a_case_is_taken_up_only_between_the_freeze_and_the_minutes(state: str, chair) -> None:
    item = make_item(make_meeting(state), to_discuss=False)
    with pytest.raises(Refused, match="between the freeze and the minutes"):
        late.take_up(item, because="Late", by=chair)


def fresh(item: AgendaItem) -> AgendaItem:
    return AgendaItem.objects.get(pk=item.pk)


@pytest.mark.parametrize("state", ["agenda_frozen", "in_session", "minutes_drafted", "minutes_agreed", "reported"])
def test_a_frozen_agenda_stays_as_it_is(state: str, chair) -> None:
    item = make_item(make_meeting(state))
    for act in (
        lambda: agenda.draw_up_agenda(item.meeting, by=chair),
        lambda: agenda.mark_for_discussion(item, by=chair),
    ):
        with pytest.raises(Refused, match="The agenda is frozen"):
            act()
