"""P2: a decision can be undone for ten minutes, with everything it set in motion."""

from datetime import timedelta

import pytest
import time_machine

from config.refusal import NotAllowed, Refused
from matching.panel import decisions, panel_actions
from matching.panel.decisions import MainReason
from matching.panel.models import AgendaItem, PanelAction, PanelDecision
from matching.panel.panel_actions import NewAction
from matching.panel.undoing import undo_decision
from tests.factories.chain import at, events_of, everyone_around, make_item, make_meeting, make_nomination, who_may
from tests.factories.offers import make_employer
from tests.factories.people import DAY, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def item(db: None) -> AgendaItem:
    return make_item(make_meeting("in_session"))


def decided(item: AgendaItem, decision: str = "no_change", **said) -> PanelDecision:
    facts = {"why": "The bus", "reason": MainReason(theme="no_route"), "by": make_user("panel_member"), **said}
    return decisions.decide(item, decision=decision, **facts)


def test_an_undone_decision_is_gone_with_its_actions_and_can_be_made_anew(item: AgendaItem) -> None:
    made = decided(item, actions=[NewAction("book_taster")])
    (event,) = events_of(lambda: undo_decision(made, by=made.decided_by))
    assert (event.verb, event.actor, event.person_id) == (
        "panel_decision_undone",
        made.decided_by,
        item.person.public_id,
    )
    assert not PanelDecision.objects.exists() and not PanelAction.objects.exists()
    assert decided(AgendaItem.objects.get(), "defer", review_on=DAY + timedelta(30)).decision == "defer"


def test_what_the_panel_agreed_goes_back_to_put_forward(item: AgendaItem) -> None:
    nomination = make_nomination("nominated", person=item.person)
    made = decided(item, "nominate", nomination=nomination)
    undo_decision(made, by=made.decided_by)
    nomination.refresh_from_db()
    assert nomination.state == "nominated"


def test_what_the_employer_was_told_is_not_undone(item: AgendaItem) -> None:
    nomination = make_nomination("nominated", person=item.person)
    made = decided(item, "nominate", nomination=nomination)
    nomination.moves.create(source="panel_agreed", target="introduced", occurred_at=at(hour=13))
    nomination.state = "introduced"
    nomination.save()
    with pytest.raises(Refused, match="The employer was told already"):
        undo_decision(PanelDecision.objects.get(), by=made.decided_by)
    assert PanelDecision.objects.exists()


@pytest.mark.parametrize(("minutes", "possible"), [(10, True), (11, False)])
def test_for_ten_minutes(minutes: int, possible: bool, item: AgendaItem) -> None:
    made = decided(item)
    with time_machine.travel(made.recorded_at + timedelta(minutes=minutes), tick=False):
        if possible:
            undo_decision(made, by=made.decided_by)
        else:
            with pytest.raises(Refused, match="for 10 minutes"):
                undo_decision(made, by=made.decided_by)
    assert PanelDecision.objects.exists() is not possible


def test_not_once_the_minutes_are_drafted_or_an_action_is_done(item: AgendaItem) -> None:
    made = decided(item, actions=[NewAction("book_taster")])
    panel_actions.finish_action(PanelAction.objects.get(), by=made.decided_by)
    with pytest.raises(Refused, match="already done"):
        undo_decision(made, by=made.decided_by)
    item.meeting.state = "minutes_drafted"
    item.meeting.save()
    with pytest.raises(Refused, match="not in session any more"):
        undo_decision(made, by=made.decided_by)


def test_whoever_recorded_it_undoes_it_or_the_chair(item: AgendaItem) -> None:
    made = decided(item)
    users = everyone_around(item.person, make_employer()) | {"who recorded it": made.decided_by}
    able = who_may(lambda user: undo_decision(PanelDecision.objects.get(pk=made.pk), by=user), users)
    assert able == {"who recorded it", "panel chair"}
    with pytest.raises(NotAllowed, match="can undo it, or the chair"):
        undo_decision(made, by=users["panel member"])
