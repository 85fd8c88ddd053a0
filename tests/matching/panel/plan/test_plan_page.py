"""M8, screens.md 11: the plan's page: who gets a place, who does not and why, what it costs, and what people choose."""

import csv
from io import StringIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from config.accounts.models import User
from matching.nominations.models import Nomination
from matching.panel.attendance import step_back
from matching.panel.models import PanelMeeting
from matching.panel.plan.drawing_up import draw_up_plan
from matching.panel.plan.models import PanelPlan, PlanChoice
from opportunities.models import Opportunity
from tests.factories.chain import events_of
from tests.factories.people import make_council, make_user
from tests.matching.panel.plan.conftest import Situation, row_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def signed_in(client: Client, chair: User) -> Client:
    client.force_login(chair)
    return client


def address(name: str, meeting: PanelMeeting) -> str:
    return reverse(name, kwargs={"meeting": meeting.public_id})


def words(answer: Any) -> str:
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def post(client: Client, name: str, meeting: PanelMeeting, **said: str) -> str:
    return words(client.post(address(name, meeting), said, follow=True))


@pytest.fixture
def three(at_panel: Situation) -> Situation:
    """Three said yes to one place; Kit has most need."""
    offer = at_panel.job("Warehouse")
    at_panel.person("Kit", offer, need=25), at_panel.person("Ash", offer, need=12), at_panel.person("Fen", offer)
    return at_panel


def test_who_gets_a_place_who_does_not_and_what_it_costs(three: Situation, signed_in: Client) -> None:
    page = words(signed_in.get(address("panel_plan", three.meeting)))
    assert "No plan is worked out yet." in page and "Work out for those who said yes" in page
    page = post(signed_in, "draw_up_plan", three.meeting, pool="yes")
    assert "3 young people said yes, for 1 place. <strong>1 gets a place, 2 do not.</strong>" in page
    assert "This plan: most need first" in page and "Most starts only" in page and "1 of 1" in page
    assert "Kit" in page and "High, 25" in page and "Make 1 draft" in page and ">Ash<" not in page
    page = words(signed_in.get(address("panel_plan", three.meeting), {"list": "without"}))
    assert "3 people for 1 place of “Warehouse”." in page and "Ask " in page
    assert "Takes the place of Kit: Warehouse" in page


def test_a_lock_is_kept_priced_and_taken_back(three: Situation, signed_in: Client) -> None:
    post(signed_in, "draw_up_plan", three.meeting, pool="yes")
    row = row_of(PanelPlan.objects.get(), "Fen")
    choose = reverse("choose_place", kwargs={"row": row.public_id, "act": "lock"})
    place = str(Opportunity.objects.get().public_id)
    assert "Say why, in a sentence" in words(signed_in.post(choose, {"place": place, "reason": " "}))
    page = words(signed_in.post(choose, {"place": place, "reason": "Promised in October."}, follow=True))
    assert "Work out again first." in page and "Make 1 draft" not in page
    page = post(signed_in, "draw_up_plan", three.meeting, pool="yes")
    assert "Fen" in page and "Locked" in page and "1 choice was made beforehand. It costs" in page
    page = words(signed_in.get(address("panel_plan", three.meeting), {"list": "chosen"}))
    assert "Promised in October." in page and "Locked, by Ivy Hazelgrove" in page and "Unlock" in page
    page = post(signed_in, "take_back_choice", three.meeting, choice=str(PlanChoice.objects.get().public_id))
    assert "Taken back for Fen." in page and not PlanChoice.objects.in_force().exists()


def test_a_place_ruled_out_goes_to_the_next(three: Situation, signed_in: Client) -> None:
    post(signed_in, "draw_up_plan", three.meeting, pool="yes")
    row = row_of(PanelPlan.objects.get(), "Kit")
    choose = reverse("choose_place", kwargs={"row": row.public_id, "act": "forbid"})
    place = str(row.opportunity.public_id) if row.opportunity else ""
    assert f'value="{place}" selected' in words(signed_in.get(choose))
    signed_in.post(choose, {"place": place, "reason": "A cousin works there."})
    assert "Ash" in post(signed_in, "draw_up_plan", three.meeting, pool="yes")
    assert signed_in.get(choose.replace("forbid", "swap")).status_code == 404


def test_drafts_are_made_of_what_was_read_and_nobody_is_introduced(three: Situation, signed_in: Client) -> None:
    post(signed_in, "draw_up_plan", three.meeting, pool="yes")
    read = str(PanelPlan.objects.get().public_id)
    assert "Read the plan on its page" in post(signed_in, "accept_plan", three.meeting, plan="nonsense")
    page = post(signed_in, "accept_plan", three.meeting, plan=read)
    assert "1 draft made. It waits for its adviser." in page and "Draft: young person said yes" in page
    assert "Drafts made by Ivy Hazelgrove" in page and "Make 1 draft" not in page and "Not this place" not in page
    assert not Nomination.objects.filter(state="introduced").exists()


def test_a_refusal_is_said_on_the_page(three: Situation, signed_in: Client) -> None:
    assert "Choose whose plan it is" in post(signed_in, "draw_up_plan", three.meeting, pool="all")
    assert not PanelPlan.objects.exists()


def test_whoever_stepped_back_reads_of_the_others_alone(three: Situation, client: Client) -> None:
    member = make_user("panel_member", name="Bryony Marsh")
    plan = draw_up_plan(three.meeting, pool="yes", by=three.chair)
    row = row_of(plan, "Kit")
    item = three.meeting.items.get(person=row.person)
    step_back(item, member=member, why="A neighbour", by=three.chair)
    client.force_login(member)
    page = words(client.get(address("panel_plan", three.meeting)))
    assert ">Kit<" not in page and "1 case is not open to you." in page and "You stepped back" in page
    assert client.get(reverse("choose_place", kwargs={"row": row.public_id, "act": "lock"})).status_code == 404
    without = words(client.get(address("panel_plan", three.meeting), {"list": "without"}))
    assert "Ash" in without


def test_everyone_whose_name_is_shown_is_in_the_trail(three: Situation, signed_in: Client) -> None:
    draw_up_plan(three.meeting, pool="yes", by=three.chair)
    (event,) = events_of(lambda: signed_in.get(address("panel_plan", three.meeting), {"list": "without"}))
    assert (event.verb, event.context["purpose"], len(event.context["people"])) == ("list_seen", "plan", 2)


@pytest.mark.parametrize(("name", "people"), [("placed", ["Kit"]), ("without", ["Ash", "Fen"]), ("chosen", [])])
def test_each_list_is_a_file_too_and_the_trail_says_so(
    three: Situation, signed_in: Client, name: str, people: list[str]
) -> None:
    draw_up_plan(three.meeting, pool="yes", by=three.chair)
    asked = {"list": name, "csv": "1"}
    answers: list[Any] = []
    (event,) = events_of(lambda: answers.append(signed_in.get(address("panel_plan", three.meeting), asked)))
    lines = list(csv.reader(StringIO(answers[0].content.decode("utf-8-sig"))))
    assert [line[0] for line in lines[1:]] == people and lines[0][0] == "Young person"
    assert (event.verb, event.context["people"]) == ("export_made", len(people))
    page = words(signed_in.get(address("panel_plan", three.meeting), {"list": name}))
    assert f"?list={name}&amp;csv=1" in page or not people


def test_another_council_s_panel_finds_no_plan(three: Situation, client: Client) -> None:
    plan = draw_up_plan(three.meeting, pool="yes", by=three.chair)
    client.force_login(make_user("panel_chair", council=make_council("E08000035", "Otherbeck")))
    assert client.get(address("panel_plan", three.meeting)).status_code == 404
    choose = reverse("choose_place", kwargs={"row": row_of(plan, "Kit").public_id, "act": "lock"})
    assert client.get(choose).status_code == 404


def test_queries_do_not_grow_with_the_people(
    at_panel: Situation, signed_in: Client, django_assert_max_num_queries: Any
) -> None:
    offer = at_panel.job("Warehouse", places=3)
    for number in range(8):
        at_panel.person(f"Kit {number}", offer)
    draw_up_plan(at_panel.meeting, pool="yes", by=at_panel.chair)
    for name in ("placed", "without"):
        with django_assert_max_num_queries(25):
            assert "Kit" in words(signed_in.get(address("panel_plan", at_panel.meeting), {"list": name}))
