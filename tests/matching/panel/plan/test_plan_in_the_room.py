"""M8 in the panel room (P2): the plan's place is one of the decisions, with its price, where its draft waits."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from config.accounts.models import User
from matching.panel.models import AgendaItem, PanelDecision
from matching.panel.plan.accepting import accept_plan
from matching.panel.plan.drawing_up import draw_up_plan
from tests.matching.panel.plan.conftest import Situation

pytestmark = pytest.mark.django_db
PRICE = "The plan expects as many starts as “most starts only”, and as many starts as “one after the other”."


@pytest.fixture
def signed_in(client: Client, chair: User) -> Client:
    client.force_login(chair)
    return client


@pytest.fixture
def item(at_panel: Situation) -> AgendaItem:
    """Kit, who said yes to a place of the plan and to another one."""
    at_panel.person("Kit", at_panel.job("Warehouse"))
    plan = draw_up_plan(at_panel.meeting, pool="yes", by=at_panel.chair)
    accept_plan(plan, by=at_panel.chair)
    return at_panel.meeting.items.get()


def room(item: AgendaItem) -> str:
    return reverse("panel_case", kwargs={"meeting": item.meeting.public_id, "item": item.public_id})


def words(answer: Any) -> str:
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_the_plan_s_place_comes_first_with_its_key_its_why_and_its_price(item: AgendaItem, signed_in: Client) -> None:
    page = words(signed_in.get(room(item)))
    assert "Plan for places, version 1:" in page and PRICE in page
    assert "Accept the plan’s place: Warehouse" in page
    assert page.index('value="place_plan"') < page.index('value="defer"')
    assert 'data-key="P"' in page and "P the plan’s place, 1 to 9" in page
    assert "Put forward for" not in page  # nothing else waits for them


def test_accepting_it_keeps_what_was_shown_and_the_page_of_the_decision_says_so(
    item: AgendaItem, signed_in: Client
) -> None:
    signed_in.post(room(item), {"decision": "place_plan", "theme": "confidence"})
    made = PanelDecision.objects.get()
    assert made.decision == "place_plan" and made.details["price_shown"] == PRICE
    assert made.why == made.snapshot["plan"]["why"] and made.nomination == item.person.nominations.get()
    page = words(signed_in.get(reverse("panel_decision", kwargs={"decision": made.public_id})))
    assert "Plan for places, version 1: Warehouse" in page and PRICE in page
    minutes = words(signed_in.get(reverse("minutes", kwargs={"meeting": item.meeting.public_id})))
    assert "Accept the plan’s place for Warehouse" in minutes


def test_a_main_reason_is_asked_as_of_any_decision(item: AgendaItem, signed_in: Client) -> None:
    assert "Choose a main reason" in words(signed_in.post(room(item), {"decision": "place_plan"}))
    assert not PanelDecision.objects.exists()


def test_where_no_draft_waits_it_is_not_offered(at_panel: Situation, signed_in: Client) -> None:
    at_panel.person("Kit", at_panel.job("Warehouse"))
    draw_up_plan(at_panel.meeting, pool="yes", by=at_panel.chair)
    item = at_panel.meeting.items.get()
    page = words(signed_in.get(room(item)))
    assert "place_plan" not in page and "Put forward for Warehouse" in page and "Plan for places" not in page
    signed_in.post(room(item), {"decision": "place_plan", "theme": "confidence"})
    assert not PanelDecision.objects.exists()
