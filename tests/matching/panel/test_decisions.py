"""What the panel decides (P2, P3, P5): each decision with what it needs, a main reason, actions and a snapshot."""

from datetime import date, timedelta
from typing import Any

import pytest

from config.refusal import NotAllowed, Refused
from matching.panel import agenda, cycle, decisions, minutes, panel_actions
from matching.panel.carried import carry_over_actions
from matching.panel.decisions import MainReason
from matching.panel.models import AgendaItem, PanelAction, PanelDecision
from matching.panel.panel_actions import NewAction
from tests.factories.chain import (
    at,
    events_of,
    everyone_around,
    make_adult,
    make_item,
    make_meeting,
    make_nomination,
    who_may,
)  # fmt: skip
from tests.factories.lists import shipped
from tests.factories.offers import make_employer
from tests.factories.people import DAY, make_council, make_user

pytestmark = pytest.mark.django_db

WHY = "Because of the bus"
REASON = MainReason(theme="no_route", note="Marker note")
COMPLETE: dict[str, dict[str, Any]] = {
    "nominate": {},
    "stepping_stone": {"details": {"kind": "taster", "wish_served": "1", "due_on": "2026-12-01"}},
    "refer": {"details": {"referral_target": "job_coach", "owner": "pa", "due_on": "2026-12-01"}},
    "unblock": {"details": {"enabler": "travel_card", "owner": "pa", "due_on": "2026-12-01"}},
    "hear_first": {"details": {"question": "What would you like?", "owner": "pa", "due_on": "2026-12-01"}},
    "check_facts": {"details": {"fact": "right_to_work", "owner": "pa", "due_on": "2026-12-01"}},
    "defer": {"review_on": DAY + timedelta(92)},
    "escalate": {
        "details": {"owner": "college", "question": "When?", "due_on": "2026-12-01"},
        "reason": MainReason(theme="no_route", system_issue="provider_delay"),
    },
    "place_plan": {"details": {"plan_version": "3", "price_shown": "yes"}},
    "no_change": {},
    "now_eet": {"details": {"start_on": "2026-11-01", "activity": "F5", "milestones": "set"}},
}
DETAILS = [(code, field) for code, said in COMPLETE.items() for field in said.get("details", {})]


@pytest.fixture
def chair(db: None):
    return make_user("panel_chair")


@pytest.fixture
def item(db: None) -> AgendaItem:
    return make_item(make_meeting("in_session"))


def decide(item: AgendaItem, decision: str, **said: Any) -> PanelDecision:
    facts: dict[str, Any] = {"why": WHY, "reason": REASON, **COMPLETE.get(decision, {}), **said}
    if decision == "nominate":
        facts.setdefault("nomination", make_nomination("nominated", person=item.person))
    facts.setdefault("by", make_user("panel_member"))
    return decisions.decide(item, decision=decision, **facts)


def test_every_decision_of_the_list_is_walked_here() -> None:
    assert COMPLETE.keys() == {row["code"] for row in shipped("decisions")} - {"carry_over"}


@pytest.mark.parametrize("code", COMPLETE)
def test_a_complete_decision_is_kept_with_who_when_and_why(code: str, item: AgendaItem) -> None:
    member = make_user("panel_member")
    made = decide(item, code, by=member, occurred_at=at(hour=11))
    assert (made.decision, made.why, made.decided_by, made.decided_at) == (code, WHY, member, at(hour=11))
    assert made.tells_person == item.person.adviser and made.tell_by_on == date(2026, 11, 27)


@pytest.mark.parametrize(("code", "field"), DETAILS)
def test_a_missing_field_is_named(code: str, field: str, item: AgendaItem) -> None:
    details = {key: value for key, value in COMPLETE[code]["details"].items() if key != field}
    with pytest.raises(Refused, match=f"also needs: .*{field.replace('_', ' ')}"):
        decide(item, code, details=details)
    assert not PanelDecision.objects.exists()


@pytest.mark.parametrize("code", COMPLETE)
@pytest.mark.parametrize(
    ("missing", "sentence"),
    [
        ({"why": "  "}, "Say why, in a sentence"),
        ({"reason": MainReason(system_issue="provider_delay")}, "Choose a main reason, or waive it by name"),
        ({"reason": MainReason(theme="no_theme", system_issue="provider_delay")}, "Choose a main reason from the list"),
        ({"reason": MainReason(theme="other", system_issue="provider_delay")}, "needs a note"),
        ({"reason": MainReason(theme="no_route", system_issue="confidence")}, "is not a system issue"),
    ],
    ids=["why", "main reason", "unknown theme", "note of other", "no system issue"],
)
def test_every_decision_says_why_and_the_main_reason(code: str, item: AgendaItem, missing: dict, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        decide(item, code, **missing)


def test_an_unknown_decision_or_view_is_refused(item: AgendaItem) -> None:
    with pytest.raises(Refused, match="Choose a decision from the list"):
        decide(item, "close_case")
    with pytest.raises(Refused):
        decide(item, "no_change", reason=MainReason(theme="no_route", person_view="nods"))


def test_carrying_over_is_the_systems_word(item: AgendaItem) -> None:
    with pytest.raises(Refused, match="when the minutes are drafted"):
        decide(item, "carry_over")


def test_escalating_names_the_system_issue_and_takes_its_owner(item: AgendaItem) -> None:
    with pytest.raises(Refused, match="also needs: system issue"):
        decide(item, "escalate", reason=REASON)
    assert decide(item, "escalate").system_owner == "college"


@pytest.mark.parametrize("days", [None, 0, 93])
def test_coming_back_has_a_day_within_92(days: int | None, item: AgendaItem) -> None:
    with pytest.raises(Refused, match="Choose a date after today and by 20 February 2027"):
        decide(item, "defer", review_on=None if days is None else DAY + timedelta(days))


def test_a_waiver_is_by_name_and_says_why(item: AgendaItem) -> None:
    member = make_user("panel_member")
    made = decide(item, "no_change", reason=MainReason(waived_because="Nobody could say"), by=member)
    assert (made.theme, made.theme_waived_by, made.theme_waived_because) == ("", member, "Nobody could say")
    assert decide(make_item(item.meeting), "no_change").theme_waived_by is None


def test_no_change_twice_running_is_for_the_chair(chair) -> None:
    person = make_adult()
    decide(make_item(make_meeting("in_session", date(2026, 10, 29)), person), "no_change", occurred_at=at(DAY, 8))
    item = make_item(make_meeting("in_session"), person)
    with pytest.raises(NotAllowed, match="twice running is for the chair"):
        decide(item, "no_change")
    assert decide(item, "no_change", by=chair).decided_by == chair


# Nominating


def test_nominating_moves_the_nomination_on(item: AgendaItem) -> None:
    nomination = make_nomination("nominated", person=item.person)
    decide(item, "nominate", nomination=nomination)
    assert (nomination.state, nomination.due_on) == ("panel_agreed", date(2026, 11, 24))


def test_nominating_before_the_yes_names_who_asks(item: AgendaItem) -> None:
    nomination = make_nomination("shortlisted", person=item.person)
    with pytest.raises(Refused, match="have not said yes yet: name who asks them"):
        decide(item, "nominate", nomination=nomination)
    decide(item, "nominate", nomination=nomination, details={"asker": "The adviser"})
    nomination.refresh_from_db()
    assert nomination.state == "shortlisted"


def test_what_the_panel_decided_before_the_yes_needs_no_second_panel(item: AgendaItem) -> None:
    nomination = make_nomination("shortlisted", person=item.person)
    decide(item, "nominate", nomination=nomination, details={"asker": "The adviser"})
    assert not decisions.agree_as_decided(nomination, by=item.person.adviser)
    nomination.state = "nominated"
    nomination.save()
    assert decisions.agree_as_decided(nomination, by=item.person.adviser)
    nomination.refresh_from_db()
    assert nomination.state == "panel_agreed"
    assert not decisions.agree_as_decided(make_nomination("nominated"), by=item.person.adviser)


def test_nominating_needs_a_live_nomination_of_this_person(item: AgendaItem) -> None:
    for wrong in (None, make_nomination("nominated"), make_nomination("withdrawn", person=item.person)):
        with pytest.raises(Refused, match="Choose the opportunity"):
            decide(item, "nominate", nomination=wrong)


# Who, when, once


def test_only_the_councils_own_panel_decides(item: AgendaItem) -> None:
    users = everyone_around(item.person, make_employer())
    able = who_may(lambda user: decide(AgendaItem.objects.get(pk=item.pk), "defer", by=user), users)
    assert able == {"panel member", "panel chair"}


@pytest.mark.parametrize("state", ["scheduled", "agenda_frozen", "minutes_drafted", "minutes_agreed", "reported"])
def test_only_in_session(state: str) -> None:
    with pytest.raises(Refused, match="not in session"):
        decide(make_item(make_meeting(state)), "no_change")


def test_a_case_is_decided_once(item: AgendaItem) -> None:
    decide(item, "defer")
    with pytest.raises(Refused, match="was decided at this meeting"):
        decide(item, "no_change")


def test_one_event_with_actor_and_person_and_no_words(item: AgendaItem) -> None:
    member = make_user("panel_member")
    events = events_of(lambda: decide(item, "hear_first", by=member, actions=[NewAction("book_taster", words=WHY)]))
    assert [event.verb for event in events] == ["panel_action_set", "panel_decided"]
    assert {(event.actor, event.person_id) for event in events} == {(member, item.person.public_id)}
    assert {str(event.context) for event in events} == {"{'type': 'book_taster'}", "{'decision': 'hear_first'}"}


def test_what_was_seen_is_kept(item: AgendaItem) -> None:
    item.meeting.need_weights = "need-2026-04-01"
    item.meeting.save()
    item.points, item.parts = 14, [["months", 14, "Not in EET for 14 months."]]
    earlier = decide(
        make_item(make_meeting("in_session", date(2026, 10, 29)), item.person), "defer", occurred_at=at(DAY, 8)
    )
    action = panel_actions.set_action(earlier, NewAction("book_taster"), by=earlier.decided_by, day=DAY)
    seen = decide(item, "no_change").snapshot
    assert seen["need"] == {"points": 14, "parts": item.parts, "weights": "need-2026-04-01"} and seen["matches"] == []
    assert seen["last_decision"] == {"id": str(earlier.public_id), "decision": "defer"}
    assert seen["open_actions"] == [str(action.public_id)]


# Actions


@pytest.mark.parametrize("row", shipped("action_types"), ids=lambda row: row["code"])
def test_an_action_is_due_and_owned_as_the_list_says(row: dict[str, str], item: AgendaItem) -> None:
    decide(item, "no_change", actions=[NewAction(row["code"])], occurred_at=at())
    action = PanelAction.objects.get()
    assert (action.owner_role, action.due_on) == (row["owner"], DAY + timedelta(int(row["due_days"])))
    named = {"pa": item.person.adviser, "manager": item.person.manager}
    assert action.owner == named.get(row["owner"])


def test_an_action_may_say_its_own_owner_and_day(item: AgendaItem) -> None:
    owner = make_user("team_manager")
    decide(item, "no_change", actions=[NewAction("get_document", owner=owner, due_on=DAY)])
    assert (PanelAction.objects.get().owner, PanelAction.objects.get().due_on) == (owner, DAY)
    with pytest.raises(Refused, match="Choose an action from the list"):
        decide(make_item(item.meeting), "no_change", actions=[NewAction("wait_and_see")])
    assert PanelDecision.objects.count() == 1


def test_who_finishes_an_action_and_once(item: AgendaItem) -> None:
    decide(item, "no_change", actions=[NewAction("talk_with_person")])
    action = PanelAction.objects.get()
    users = everyone_around(item.person, make_employer())
    able = who_may(lambda user: panel_actions.finish_action(PanelAction.objects.get(), by=user), users)
    assert able == {"own adviser", "panel member", "panel chair"}
    (event,) = events_of(lambda: panel_actions.finish_action(action, by=item.person.adviser))
    assert (event.verb, event.person_id) == ("panel_action_done", item.person.public_id)
    with pytest.raises(Refused, match="already done"):
        panel_actions.finish_action(action, by=item.person.adviser)


def test_another_council_finishes_nothing(item: AgendaItem) -> None:
    decide(item, "no_change", actions=[NewAction("talk_with_person")])
    with pytest.raises(NotAllowed):
        panel_actions.finish_action(
            PanelAction.objects.get(), by=make_user("panel_chair", council=make_council("E08000035", "Otherbeck"))
        )


# Minutes


def test_what_was_not_reached_is_carried_over_and_comes_back(chair, item: AgendaItem) -> None:
    decided, unmarked = make_item(item.meeting), make_item(item.meeting, to_discuss=False)
    decide(decided, "defer")
    events = events_of(lambda: minutes.draft_minutes(item.meeting, by=chair))
    (carried,) = PanelDecision.objects.filter(decision="carry_over")
    assert (carried.item, carried.decided_by) == (item, chair) and not hasattr(unmarked, "decision")
    assert [(event.verb, event.person_id) for event in events if event.person_id] == [
        ("panel_decided", item.person.public_id)
    ]
    later = make_meeting(held_on=DAY + timedelta(31))
    agenda.draw_up_agenda(later, by=chair)
    assert {item.person, decided.person, unmarked.person} == {row.person for row in later.items.all()}


def test_the_minutes_wait_for_every_decision(chair, item: AgendaItem) -> None:
    item.meeting.state = "minutes_drafted"
    item.meeting.save()
    with pytest.raises(Refused, match="1 case has no decision"):
        minutes.agree_minutes(item.meeting, by=chair)
    cycle.move_meeting(item.meeting, "in_session", by=chair)
    minutes.draft_minutes(item.meeting, by=chair)
    minutes.agree_minutes(item.meeting, by=chair)
    assert item.meeting.state == "minutes_agreed"


def test_a_meeting_opened_again_decides_what_it_had_carried_over(chair, item: AgendaItem) -> None:
    minutes.draft_minutes(item.meeting, by=chair)
    cycle.move_meeting(item.meeting, "in_session", by=chair)
    item = AgendaItem.objects.get(pk=item.pk)
    decide(item, "defer")
    assert [row.decision for row in PanelDecision.objects.all()] == ["defer"]


@pytest.mark.parametrize("act", [minutes.draft_minutes, minutes.agree_minutes], ids=["draft", "agree"])
def test_only_the_chair_writes_the_minutes(act: Any) -> None:
    item = make_item(
        make_meeting("in_session" if act is minutes.draft_minutes else "minutes_drafted"), to_discuss=False
    )
    users = everyone_around(item.person, make_employer())
    assert who_may(lambda user: act(AgendaItem.objects.get(pk=item.pk).meeting, by=user), users) == {"panel chair"}


def test_an_overdue_action_carries_over_once_a_meeting_and_then_goes_up(item: AgendaItem, chair: Any) -> None:
    decision = decide(item, "no_change", by=chair)
    due = NewAction("book_taster", due_on=DAY - timedelta(9))
    action = panel_actions.set_action(decision, due, by=chair, day=DAY - timedelta(20))
    held_by = ["owner"]
    for months in (1, 2, 3):
        meeting = make_meeting("in_session", held_on=DAY + timedelta(days=31 * months))
        assert carry_over_actions(meeting) == [action]
        assert carry_over_actions(meeting) == []
        action.refresh_from_db()
        held_by.append(action.goes_to)
    assert held_by == ["owner", "owner", "manager", "board"]
