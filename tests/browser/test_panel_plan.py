"""M8: the plan for places by keyboard: one place locked, one ruled out, drafts made, one accepted in the room."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from config.accounts.models import User
from matching.nominations.models import Nomination
from matching.panel.models import PanelDecision, PanelMeeting
from matching.panel.plan.models import PanelPlan, PlanChoice
from tests.browser.conftest import PHONE, Opened
from tests.browser.hands import by_keyboard, to_field
from tests.factories.chain import make_item, make_meeting, make_nomination, open_to_panel
from tests.factories.offers import make_employer
from tests.factories.people import DAY, make_user
from tests.factories.service import a_job, well_known

NEEDS = {"Kit": 25, "Ash": 12, "Fen": 5}


@pytest.fixture
def chair(transactional_db: None) -> User:
    return make_user("panel_chair", name="Ivy Hazelgrove")


@pytest.fixture
def meeting(chair: User) -> PanelMeeting:
    """Three who said yes to a warehouse place and a kitchen place, of which there is one each."""
    meeting = make_meeting("in_session", DAY, council=chair.council)
    places = [a_job(title=title, employer=make_employer(council=chair.council)) for title in ("Warehouse", "Kitchen")]
    for name, need in NEEDS.items():
        adviser = make_user(council=meeting.council)
        person = well_known(preferred_name=name, council=meeting.council, on_caseload_of=adviser)
        make_item(meeting, person, points=need, parts=[["months", need, "Not in EET for long."]])
        for place in places:
            make_nomination("nominated", person=person, opportunity=place)
    open_to_panel(meeting, chair)
    return meeting


def test_a_plan_by_keyboard(opened: Opened, chair: User, meeting: PanelMeeting) -> None:
    page = opened(chair)
    page.goto(reverse("agenda", kwargs={"meeting": meeting.public_id}))
    by_keyboard(page, "Plan for places")
    by_keyboard(page, "Work out for those who said yes")
    expect(page.locator("main")).to_contain_text("3 young people said yes, for 2 places.")
    assert names(page) == ["Kit", "Ash"]
    by_keyboard(page, "No place this month (1)")
    expect(page.locator("main")).to_contain_text("Takes the place of")
    by_keyboard(page, "Lock a place for Fen")
    say(page, "Promised in October.", place="Kitchen")
    by_keyboard(page, "Lock it")
    expect(page.locator("main")).to_contain_text("Something was locked, unlocked or ruled out since.")
    by_keyboard(page, "Work out again")
    assert set(names(page)) == {"Kit", "Fen"}
    expect(page.locator("main")).to_contain_text("1 choice was made beforehand. It costs")
    by_keyboard(page, "Not this place for Kit")
    say(page, "A cousin works there.")
    by_keyboard(page, "Rule it out")
    by_keyboard(page, "Work out again")
    assert set(names(page)) == {"Ash", "Fen"}
    by_keyboard(page, "Make 2 drafts")
    expect(page.locator("main")).to_contain_text("2 drafts made. Each waits for its adviser.")
    assert [choice.act for choice in PlanChoice.objects.in_force()] == ["lock", "forbid"]
    accepted_in_the_room(page, meeting)


def accepted_in_the_room(page: Page, meeting: PanelMeeting) -> None:
    """Kit has no place from the plan; Ash has one: three keys."""
    page.goto(reverse("panel_room", kwargs={"meeting": meeting.public_id}))
    expect(page.locator("h1")).to_contain_text("Kit")
    assert page.locator("[value=place_plan]").count() == 0
    by_keyboard(page, "Skip for now")
    expect(page.locator("h1")).to_contain_text("Ash")
    expect(page.locator("main")).to_contain_text("Plan for places, version 3:")
    page.wait_for_selector("#room[data-listens]")
    box = page.locator("#decide button.govuk-button").bounding_box()
    assert box is not None and box["y"] + box["height"] <= 800, "the button is below the screen"
    page.keyboard.press("p")
    page.keyboard.press("c")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text("Recorded for Ash: Accept the plan’s place.")
    made = PanelDecision.objects.get()
    assert made.details["price_shown"] == made.snapshot["plan"]["price"]
    assert made.nomination is not None and made.nomination.state == "panel_agreed"
    assert Nomination.objects.filter(state="introduced").count() == 0


def test_on_a_narrow_phone_nothing_is_cut_off(opened: Opened, chair: User, meeting: PanelMeeting) -> None:
    page = opened(chair, width=PHONE)
    address = reverse("panel_plan", kwargs={"meeting": meeting.public_id})
    page.goto(address)
    by_keyboard(page, "Work out for those who said yes")
    assert PanelPlan.objects.count() == 1
    for name in ("placed", "without", "chosen"):
        page.goto(f"{address}?list={name}")
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE, name


def names(page: Page) -> list[str]:
    return page.locator("table").last.locator("tbody th a").all_inner_texts()


def say(page: Page, why: str, place: str = "") -> None:
    if place:
        to_field(page, "place")
        page.keyboard.type(place)
    to_field(page, "reason")
    page.keyboard.type(why)
