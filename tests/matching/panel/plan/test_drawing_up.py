"""M8: the plan for places, drawn up from who said yes or from everyone not in EET."""

from datetime import timedelta

import pytest

from aspirations.models import NoGo, Pause
from aspirations.people.restricted import restrict
from config.refusal import NotAllowed, Refused
from employers.models import Employer
from matching.panel.attendance import step_back
from matching.panel.plan.choosing import forbid, lock, take_back
from matching.panel.plan.drawing_up import draw_up_plan
from matching.panel.plan.models import PanelPlan, PlanChoice
from tests.factories.chain import events_of, make_nomination
from tests.factories.people import DAY, make_council, make_user
from tests.matching.panel.plan.conftest import Situation, given, row_of

pytestmark = pytest.mark.django_db


def plan(at_panel: Situation, pool: str = "yes") -> PanelPlan:
    return draw_up_plan(at_panel.meeting, pool=pool, by=at_panel.chair)


def test_three_said_yes_to_one_place_and_more_need_gets_it(at_panel: Situation) -> None:
    bakery = at_panel.job("Bakery assistant")
    at_panel.person("Wren", bakery, need=4), at_panel.person("Plum", bakery, need=25), at_panel.person("Fen", bakery)
    made = plan(at_panel)
    assert given(made) == {"Wren": None, "Plum": "Bakery assistant", "Fen": None}
    assert (made.version, made.pool, made.places, made.weights.name) == (1, "yes", 1, "expert-2026")
    assert made.need_weights["bands"] == [["lower", 0, 1.0], ["middle", 10, 1.25], ["high", 20, 1.5]]
    assert made.prices["plan"]["high_need_placed"] == made.prices["plan"]["high_need"] == 1
    assert row_of(made, "Plum").why.startswith("Said yes. ")
    wren = row_of(made, "Wren")
    assert wren.why == "3 people for 1 place of “Bakery assistant”."
    assert wren.would_help == f"Ask {bakery.employer} for one more place, or Wren about a second wish."
    assert (wren.swap_person.preferred_name, wren.swap_opportunity, wren.band) == ("Plum", bakery, "lower")


def test_everything_it_was_made_from_is_kept(at_panel: Situation) -> None:
    offer = at_panel.job("Warehouse", places=3)
    person = at_panel.person("Kit", offer, need=12)
    made = plan(at_panel)
    assert made.inputs["people"] == [[str(person.public_id), 12]]
    place = next(k for k, (known, _) in enumerate(made.inputs["places"]) if known == str(offer.public_id))
    assert made.inputs["places"][place] == [str(offer.public_id), 3]
    assert made.inputs["pairs"] == [[0, place, made.rows.get().points]]
    assert made.prices["plan"]["starts"] == pytest.approx(0.2 + 0.006 * made.rows.get().points)


def test_one_event_is_written_and_each_working_out_is_a_version(at_panel: Situation) -> None:
    at_panel.person("Kit", at_panel.job("Warehouse"))
    assert [event.verb for event in events_of(lambda: plan(at_panel))] == ["plan_drawn_up"]
    assert plan(at_panel).version == 2
    assert [row.version for row in PanelPlan.objects.newest()] == [2]


def test_the_young_persons_yes_goes_before_what_they_wished_for(at_panel: Situation) -> None:
    """Too many hours for the list, not for their own yes; without one it is no place for them."""
    at_panel.person("Kit", at_panel.job("Long weeks", hours_per_week=45)), at_panel.person("Ash")
    assert given(plan(at_panel)) == {"Kit": "Long weeks"}
    assert given(plan(at_panel, "neet")) == {"Kit": None, "Ash": None}


def test_a_must_have_stays_one_after_a_yes(at_panel: Situation) -> None:
    driver = at_panel.job("Driver", requirements=[("licence", "full", "A full licence")])
    at_panel.person("Kit", driver, audit={"licence": "none"})
    made = plan(at_panel)
    assert given(made) == {"Kit": None}
    assert "licence" in row_of(made, "Kit").why


def test_everyone_not_in_eet_also_without_a_yes(at_panel: Situation) -> None:
    at_panel.job("Warehouse"), at_panel.person("Kit"), at_panel.person("Ash")
    made = plan(at_panel, "neet")
    assert [row.opportunity.title for row in made.rows.placed()] == ["Warehouse"]
    assert (made.rows.count(), made.places) == (2, 1)
    assert made.rows.get(opportunity=None).why == "2 people for 1 place of “Warehouse”."


def test_visits_are_no_places_for_everyone_not_in_eet(at_panel: Situation) -> None:
    at_panel.job("A look round", kind="taster"), at_panel.person("Kit")
    made = plan(at_panel, "neet")
    assert given(made) == {"Kit": None}
    assert row_of(made, "Kit").why == "Nothing open meets every must-have."


@pytest.mark.parametrize("state", ["panel_agreed", "introduced", "interview", "offered", "accepted"])
def test_who_has_something_on_its_way_is_left_out_and_so_is_its_place(state: str, at_panel: Situation) -> None:
    offer = at_panel.job("Warehouse", places=2, places_taken=int(state == "accepted"))
    going = at_panel.person("Kit", offer, state=state)
    make_nomination("person_said_yes", person=going, opportunity=at_panel.job("Bakery"))
    at_panel.person("Ash", offer), at_panel.person("Fen", offer)
    made = plan(at_panel)
    assert set(given(made)) == {"Ash", "Fen"}
    assert (made.on_their_way, made.places, made.rows.placed().count()) == (1, 1, 1)


def test_records_not_open_to_whoever_plans_are_left_out(at_panel: Situation) -> None:
    offer = at_panel.job("Warehouse", places=3)
    hidden = at_panel.person("Hidden", offer)
    at_panel.person("Kit", offer)
    restrict(person=hidden, named=[make_user("team_manager")], by=hidden.manager)
    assert set(given(plan(at_panel))) == {"Kit"}


def test_no_go_employers_pauses_and_open_safeguarding_checks_stand_in_the_way(at_panel: Situation) -> None:
    one, two, three = at_panel.job("One"), at_panel.job("Two"), at_panel.job("Three")
    Employer.objects.filter(pk=three.employer_id).update(safeguarding_check="open")
    no_go, paused = at_panel.person("Nell", one), at_panel.person("Pax", two)
    at_panel.person("Young", three, born_on=DAY - timedelta(17 * 365))
    NoGo.objects.create(person=no_go, employer=one.employer)
    Pause.objects.create(person=paused, from_on=DAY, until_on=DAY + timedelta(30), reason="y_not_now")
    made = plan(at_panel)
    assert given(made) == {"Nell": None, "Pax": None, "Young": None}
    assert row_of(made, "Young").why == "The employer’s safeguarding check is not cleared yet."
    assert not any(row.swap_person for row in made.rows.all())


def test_locks_and_forbids_are_kept_and_priced(at_panel: Situation) -> None:
    bakery = at_panel.job("Bakery assistant")
    at_panel.person("Wren", bakery, need=4), at_panel.person("Plum", bakery, need=25)
    first = plan(at_panel)
    made = lock(row_of(first, "Wren"), opportunity=bakery, reason="Promised in June", by=at_panel.chair)
    second = plan(at_panel)
    assert given(second) == {"Wren": "Bakery assistant", "Plum": None}
    assert list(second.prices["choices"]) == [str(made.public_id)]
    take_back(made, by=at_panel.chair)
    forbid(row_of(second, "Plum"), opportunity=bakery, reason="Knows somebody there", by=at_panel.chair)
    third = plan(at_panel)
    assert given(third) == {"Wren": "Bakery assistant", "Plum": None}
    assert row_of(third, "Plum").why == "The panel ruled out what could fit."


def test_two_locks_for_one_place_are_refused_by_name(at_panel: Situation) -> None:
    bakery = at_panel.job("Bakery assistant", places=2)
    at_panel.person("Wren", bakery), at_panel.person("Plum", bakery)
    made = plan(at_panel)
    lock(row_of(made, "Plum"), opportunity=bakery, reason="First", by=at_panel.chair)
    lock(row_of(made, "Wren"), opportunity=bakery, reason="Second", by=at_panel.chair)
    bakery.places = 1
    bakery.save()
    with pytest.raises(Refused, match=r"Two locks want one place of “Bakery assistant”: \w+ and \w+\. Unlock one\."):
        plan(at_panel)
    take_back(PlanChoice.objects.get(reason="First"), by=at_panel.chair)
    with pytest.raises(Refused, match=r"Two locks want one place: Plum and Wren\. Unlock one\."):
        lock(row_of(made, "Plum"), opportunity=bakery, reason="Again", by=at_panel.chair)


def test_a_lock_that_is_not_possible_any_more_is_named(at_panel: Situation) -> None:
    offer = at_panel.job("Warehouse")
    person = at_panel.person("Kit", offer)
    lock(row_of(plan(at_panel), "Kit"), opportunity=offer, reason="Promised", by=at_panel.chair)
    NoGo.objects.create(person=person, employer=offer.employer)
    with pytest.raises(Refused, match="Kit is locked to “Warehouse”, which is not possible any more"):
        plan(at_panel)


@pytest.mark.parametrize(
    ("act", "sentence"),
    [
        (lambda row, offer, other, by: lock(row, opportunity=offer, reason=" ", by=by), "Say why"),
        (lambda row, offer, other, by: lock(row, opportunity=other, reason="Because", by=by), "cannot take"),
        (
            lambda row, offer, other, by: [lock(row, opportunity=offer, reason="Because", by=by) for _ in range(2)],
            "already",
        ),
    ],
)
def test_a_choice_is_refused_with_the_way_out(act, sentence: str, at_panel: Situation) -> None:
    offer, other = at_panel.job("Warehouse", places=2), at_panel.job("Elsewhere")
    at_panel.person("Kit", offer)
    with pytest.raises(Refused, match=sentence):
        act(row_of(plan(at_panel), "Kit"), offer, other, at_panel.chair)


def test_whoever_stepped_back_chooses_nothing_for_that_case(at_panel: Situation) -> None:
    offer = at_panel.job("Warehouse")
    at_panel.person("Kit", offer)
    made = plan(at_panel)
    step_back(at_panel.meeting.items.get(), member=at_panel.chair, why="A neighbour", by=at_panel.chair)
    with pytest.raises(NotAllowed, match="You stepped back"):
        lock(row_of(made, "Kit"), opportunity=offer, reason="Because", by=at_panel.chair)


@pytest.mark.parametrize("state", ["minutes_drafted", "minutes_agreed", "reported"])
def test_after_the_minutes_nothing_is_planned(state: str, at_panel: Situation) -> None:
    at_panel.person("Kit", at_panel.job("Warehouse"))
    at_panel.meeting.state = state
    at_panel.meeting.save()
    with pytest.raises(Refused, match="The minutes are drafted"):
        plan(at_panel)


def test_before_the_freeze_the_chair_alone_plans(at_panel: Situation) -> None:
    at_panel.person("Kit", at_panel.job("Warehouse"))
    at_panel.meeting.state = "scheduled"
    at_panel.meeting.save()
    member = make_user("panel_member")
    with pytest.raises(NotAllowed):
        draw_up_plan(at_panel.meeting, pool="yes", by=member)
    assert given(plan(at_panel)) == {"Kit": "Warehouse"}


def test_another_council_s_chair_and_an_adviser_plan_nothing(at_panel: Situation) -> None:
    at_panel.person("Kit", at_panel.job("Warehouse"))
    for user in (make_user("panel_chair", council=make_council("E08000035", "Elsewhere")), make_user()):
        with pytest.raises(NotAllowed):
            draw_up_plan(at_panel.meeting, pool="yes", by=user)


def test_with_nobody_to_plan_for_it_says_so(at_panel: Situation) -> None:
    at_panel.person("Kit")
    with pytest.raises(Refused, match="Nobody on this agenda waits"):
        plan(at_panel)
    with pytest.raises(Refused, match="Choose whose plan"):
        plan(at_panel, "all")
