"""M8: accepting a plan makes drafts, introduces nobody, and never gives more places than there are."""

import pytest

from config.refusal import NotAllowed, Refused
from matching.nominations.actions import accept, decline_by_person
from matching.nominations.models import Nomination
from matching.panel.attendance import step_back
from matching.panel.decisions import MainReason
from matching.panel.models import PanelDecision
from matching.panel.plan.accepting import accept_plan
from matching.panel.plan.choosing import lock
from matching.panel.plan.deciding import decide_place
from matching.panel.plan.drawing_up import draw_up_plan
from matching.panel.plan.models import PanelPlan
from matching.panel.undoing import undo_decision
from tests.factories.chain import events_of, make_nomination
from tests.factories.people import make_user
from tests.matching.nominations.test_the_last_place import race
from tests.matching.panel.plan.conftest import Situation, given, row_of

pytestmark = pytest.mark.django_db
REASON = MainReason(theme="no_route")


def plan(at_panel: Situation, pool: str = "yes") -> PanelPlan:
    return draw_up_plan(at_panel.meeting, pool=pool, by=at_panel.chair)


def test_a_place_becomes_a_draft_that_waits_for_its_adviser(at_panel: Situation) -> None:
    at_panel.job("Warehouse", places=2), at_panel.person("Kit"), at_panel.person("Ash")
    made = plan(at_panel, "neet")
    said = [event.verb for event in events_of(lambda: accept_plan(made, by=at_panel.chair))]
    drafts = Nomination.objects.all()
    assert [(draft.state, draft.recorded_by) for draft in drafts] == [("suggested", at_panel.chair)] * 2
    assert all(draft.due_on for draft in drafts)
    assert set(made.rows.values_list("nomination", flat=True)) == {draft.pk for draft in drafts}
    assert said == ["nomination_suggested", "nomination_suggested", "plan_accepted"]
    made.refresh_from_db()
    assert made.accepted_by == at_panel.chair


def test_who_said_yes_goes_on_from_where_they_are(at_panel: Situation) -> None:
    offer = at_panel.job("Warehouse", places=2)
    at_panel.person("Kit", offer), at_panel.person("Ash", offer, state="nominated")
    made = plan(at_panel)
    assert accept_plan(made, by=at_panel.chair) == 2
    assert sorted(Nomination.objects.values_list("state", flat=True)) == ["nominated", "person_said_yes"]
    assert made.rows.exclude(nomination=None).count() == 2


def test_whoever_has_a_draft_is_not_planned_again_nor_is_their_place(at_panel: Situation) -> None:
    offer = at_panel.job("Warehouse", places=2)
    at_panel.person("Kit", offer)
    accept_plan(plan(at_panel), by=at_panel.chair)
    at_panel.person("Ash", offer), at_panel.person("Fen", offer)
    again = plan(at_panel)
    assert set(given(again)) == {"Ash", "Fen"}
    assert (again.places, again.rows.placed().count(), again.on_their_way) == (1, 1, 1)


def test_a_draft_that_ends_gives_its_place_back(at_panel: Situation) -> None:
    offer = at_panel.job("Warehouse")
    person = at_panel.person("Kit", offer)
    accept_plan(plan(at_panel), by=at_panel.chair)
    decline_by_person(person.nominations.get(), reason="y_not_wanted", by=person.adviser)
    at_panel.person("Ash", offer)
    assert given(plan(at_panel)) == {"Ash": "Warehouse"}


def gone(at_panel: Situation, offer) -> None:
    other = make_nomination("offered", opportunity=offer)
    accept(other, by=None)


def said_no(at_panel: Situation, offer) -> None:
    nomination = Nomination.objects.get(opportunity=offer)
    decline_by_person(nomination, reason="y_not_wanted", by=None)


def on_their_way(at_panel: Situation, offer) -> None:
    make_nomination("introduced", person=Nomination.objects.get(opportunity=offer).person)


@pytest.mark.parametrize(
    ("happens", "sentence"),
    [
        (gone, "has not as many places left"),
        (said_no, "Kit does not say yes to “Warehouse” any more"),
        (on_their_way, "Kit has something else on its way since"),
    ],
)
def test_what_changed_since_stops_all_drafts(happens, sentence: str, at_panel: Situation) -> None:
    offer = at_panel.job("Warehouse")
    at_panel.person("Kit", offer), at_panel.person("Ash", at_panel.job("Bakery"))
    made = plan(at_panel)
    happens(at_panel, offer)
    with pytest.raises(Refused, match=sentence):
        accept_plan(made, by=at_panel.chair)
    made.refresh_from_db()
    assert made.accepted_at is None
    assert not made.rows.exclude(nomination=None).exists()


def test_only_the_last_word_is_accepted_and_once(at_panel: Situation) -> None:
    offer = at_panel.job("Warehouse")
    at_panel.person("Kit", offer)
    old, new = plan(at_panel), plan(at_panel)
    with pytest.raises(Refused, match="worked out again meanwhile"):
        accept_plan(old, by=at_panel.chair)
    accept_plan(new, by=at_panel.chair)
    with pytest.raises(Refused, match="made already"):
        accept_plan(new, by=at_panel.chair)


def test_a_choice_since_asks_for_working_out_again(at_panel: Situation) -> None:
    offer = at_panel.job("Warehouse")
    at_panel.person("Kit", offer)
    made = plan(at_panel)
    lock(row_of(made, "Kit"), opportunity=offer, reason="Promised", by=at_panel.chair)
    with pytest.raises(Refused, match="Work out again first"):
        accept_plan(made, by=at_panel.chair)


def test_nobody_drafts_what_they_stepped_back_from_and_a_stranger_nothing(at_panel: Situation) -> None:
    at_panel.person("Kit", at_panel.job("Warehouse"))
    made = plan(at_panel)
    step_back(at_panel.meeting.items.get(), member=at_panel.chair, why="A neighbour", by=at_panel.chair)
    for user in (at_panel.chair, make_user()):
        with pytest.raises(NotAllowed):
            accept_plan(made, by=user)


def test_a_plan_without_a_place_has_nothing_to_draft(at_panel: Situation) -> None:
    at_panel.person("Kit")
    with pytest.raises(Refused, match="gives nobody a place"):
        accept_plan(plan(at_panel, "neet"), by=at_panel.chair)


@pytest.mark.django_db(transaction=True)
def test_a_place_taken_in_the_same_moment_is_never_given_twice(at_panel: Situation) -> None:
    """Somebody accepts the last place while the panel makes its drafts."""
    offer = at_panel.job("Warehouse")
    at_panel.person("Kit", offer)
    made, other = plan(at_panel), make_nomination("offered", opportunity=at_panel.job("Spare"))
    other.opportunity = offer
    other.save()
    race([lambda: accept_plan(made, by=at_panel.chair), lambda: accept(other, by=None, others="keep")])
    offer.refresh_from_db()
    made.refresh_from_db()
    assert offer.places_taken + int(made.accepted_at is not None and offer.places_taken == 0) <= offer.places


@pytest.mark.django_db(transaction=True)
def test_two_who_accept_make_the_drafts_once(at_panel: Situation) -> None:
    at_panel.job("Warehouse"), at_panel.person("Kit")
    made = plan(at_panel, "neet")
    said = race([lambda: accept_plan(made, by=at_panel.chair)] * 2)
    assert said.count("") == 1
    assert Nomination.objects.count() == 1


def test_the_panel_decides_each_and_its_price_is_kept(at_panel: Situation) -> None:
    """M8: who has most need gets the place, though it is not the one most likely to start; the decision says so."""
    offer = at_panel.job("Warehouse")
    person = at_panel.person("Kit", offer, state="nominated")
    made, item = plan(at_panel), at_panel.meeting.items.get()
    with pytest.raises(Refused, match="Make the drafts first"):
        decide_place(item, why="The plan's place", reason=REASON, by=at_panel.chair)
    accept_plan(made, by=at_panel.chair)
    decision = decide_place(item, why="The plan's place", reason=REASON, by=at_panel.chair)
    assert decision.decision == "place_plan"
    price = "The plan expects as many starts as “most starts only”, and as many starts as “one after the other”."
    assert decision.details == {"plan_version": "1", "price_shown": price}
    assert decision.snapshot["plan"]["price"] == price and decision.snapshot["plan"]["place"] == "Warehouse"
    assert decision.snapshot["plan"]["prices"]["plan"] == made.prices["plan"]
    assert person.nominations.get().state == "panel_agreed"
    assert decision.actions.get().type == "introduce_employer"
    undo_decision(decision, by=at_panel.chair)
    assert person.nominations.get().state == "nominated"
    assert not PanelDecision.objects.exists()


def test_a_lock_that_costs_is_in_the_price_that_is_kept(at_panel: Situation) -> None:
    offer = at_panel.job("Warehouse")
    at_panel.person("Kit", offer, need=5), at_panel.person("Ash", offer, need=30)
    lock(row_of(plan(at_panel), "Kit"), opportunity=offer, reason="Promised", by=at_panel.chair)
    made = plan(at_panel)
    PanelPlan.objects.update(prices=made.prices | {
        "plan": made.prices["plan"] | {"starts": 0.2}, "most_starts": made.prices["most_starts"] | {"starts": 0.5},
        "in_turn": made.prices["in_turn"] | {"starts": 0.1},
        "choices": dict.fromkeys(made.prices["choices"], 0.3),
    })  # fmt: skip
    made.refresh_from_db()
    accept_plan(made, by=at_panel.chair)
    item = at_panel.meeting.items.get(person__preferred_name="Kit")
    decision = decide_place(item, why="Promised", reason=REASON, by=at_panel.chair)
    assert decision.details["price_shown"] == (
        "The plan expects 0.3 fewer starts than “most starts only”, and 0.1 more starts than “one after the other”."
        " This lock costs 0.3 starts."
    )
    assert decision.snapshot["plan"]["choice_costs"] == 0.3


def test_a_draft_not_asked_yet_is_decided_with_who_asks(at_panel: Situation) -> None:
    at_panel.job("Warehouse")
    person = at_panel.person("Kit")
    accept_plan(plan(at_panel, "neet"), by=at_panel.chair)
    decision = decide_place(at_panel.meeting.items.get(), why="The plan's place", reason=REASON, by=at_panel.chair)
    assert decision.details["asker"] == str(person.adviser.public_id)
    assert (decision.actions.get().type, decision.actions.get().owner) == ("talk_with_person", person.adviser)
    assert person.nominations.get().state == "suggested"


def test_a_draft_that_moved_on_is_decided_no_more(at_panel: Situation) -> None:
    person = at_panel.person("Kit", at_panel.job("Warehouse"), state="nominated")
    accept_plan(plan(at_panel), by=at_panel.chair)
    decline_by_person(person.nominations.get(), reason="y_not_wanted", by=None)
    with pytest.raises(Refused, match="No draft from the plan waits"):
        decide_place(at_panel.meeting.items.get(), why="The plan's place", reason=REASON, by=at_panel.chair)
