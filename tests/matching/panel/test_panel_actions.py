"""P5: actions go to somebody by name, are handed on, and go up when nobody does them."""

from datetime import date, datetime, time, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client

from config.refusal import NotAllowed, Refused
from matching.panel import decisions, panel_actions
from matching.panel.decisions import MainReason
from matching.panel.models import PanelAction
from matching.panel.panel_actions import NewAction
from tests.factories.chain import (
    events_of,
    everyone_around,
    make_decision,
    make_item,
    make_meeting,
    make_nomination,
    who_may,
)
from tests.factories.offers import make_employer
from tests.factories.people import DAY, make_council, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def action(db: None) -> PanelAction:
    decisions.decide(
        make_item(make_meeting("in_session")), decision="no_change", why="The bus",
        reason=MainReason(theme="no_route"), actions=[NewAction("talk_with_person")], by=make_user("panel_chair"),
    )  # fmt: skip
    return PanelAction.objects.get()


def test_handing_on_names_the_next_owner_and_keeps_the_day(action: PanelAction) -> None:
    before, colleague = action.due_on, make_user()
    (event,) = events_of(lambda: panel_actions.hand_on(action, to=colleague, by=action.person.adviser))
    assert (event.verb, event.person_id, event.context) == ("panel_action_handed_on", action.person.public_id, {})
    action.refresh_from_db()
    assert (action.owner, action.due_on) == (colleague, before)
    panel_actions.finish_action(action, by=colleague)


def test_who_hands_on(action: PanelAction) -> None:
    to, users = make_user(), everyone_around(action.person, make_employer())
    able = who_may(lambda user: panel_actions.hand_on(PanelAction.objects.get(), to=to, by=user), users)
    assert able == {"own adviser", "panel member", "panel chair"}


def test_not_to_an_employer_another_council_somebody_gone_or_oneself(action: PanelAction) -> None:
    chair = make_user("panel_chair")
    for to, sentence in (
        (make_user("employer"), "employer cannot be given"),
        (make_user(council=make_council("E08000035", "Otherbeck")), "works with your council"),
        (make_user(is_active=False), "works with your council"),
        (action.owner, "has this action already"),
    ):
        with pytest.raises(Refused, match=sentence):
            panel_actions.hand_on(action, to=to, by=chair)
    panel_actions.finish_action(action, by=chair)
    with pytest.raises(Refused, match="already done"):
        panel_actions.hand_on(action, to=make_user(), by=chair)


def test_overdue_twice_it_waits_for_the_manager_too(action: PanelAction) -> None:
    manager = action.person.manager
    with pytest.raises(NotAllowed):
        panel_actions.finish_action(action, by=manager)
    assert not PanelAction.objects.waiting_for(manager).exists()
    action.carried_by = [uuid4(), uuid4()]
    action.save()
    assert list(PanelAction.objects.waiting_for(manager)) == [action]
    panel_actions.finish_action(action, by=manager)


def test_whose_actions_somebody_sees(action: PanelAction) -> None:
    users = everyone_around(action.person, make_employer())
    seeing = {relation for relation, user in users.items() if PanelAction.objects.visible_to(user).exists()}
    assert seeing == {"own adviser", "own manager", "manager of the team", "Virtual School", "panel member",
                      "panel chair"}  # fmt: skip


def test_an_action_is_not_due_in_the_past(action: PanelAction) -> None:
    with pytest.raises(Refused, match="day for the action that has not passed"):
        panel_actions.set_action(
            action.decision, NewAction("book_taster", due_on=DAY - timedelta(1)), by=make_user("panel_chair"), day=DAY
        )


def test_introducing_as_the_panel_asked_is_done_with_that(db: None) -> None:
    """P5, N5: nobody is reminded to introduce somebody whom the employer already knows of."""
    nomination = make_nomination("panel_agreed")
    item = make_item(make_meeting("in_session", council=nomination.council), person=nomination.person)
    decision = make_decision(item, "nominate", nomination=nomination)
    facts = {"person": nomination.person, "owner_role": "pa", "owner": nomination.person.adviser, "due_on": DAY}
    asked = decision.actions.create(type="introduce_employer", **facts)
    panel_actions.introduce_as_agreed(nomination, by=nomination.person.adviser)
    asked.refresh_from_db()
    assert (nomination.state, asked.done_by) == ("introduced", nomination.person.adviser)
    assert decision.actions.get(type="talk_with_person").done_at is None


@pytest.mark.parametrize(("hour", "minute", "days", "late"), [(23, 59, 0, 0), (0, 1, 1, 1)])
def test_an_action_is_late_when_its_day_is_over_in_london(
    hour: int, minute: int, days: int, late: int, action: PanelAction, client: Client
) -> None:
    """In summer the day ends an hour before that of the server's clock."""
    day = date(2027, 6, 30)
    PanelAction.objects.filter(pk=action.pk).update(due_on=day)
    now = datetime.combine(day + timedelta(days), time(hour, minute), ZoneInfo("Europe/London"))
    with time_machine.travel(now, tick=False):
        client.force_login(action.owner)
        assert client.get("/actions/").context["late"] == late
