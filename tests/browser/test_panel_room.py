"""P2: the panel room in a real browser: forty cases by keyboard, three keys each, nothing to scroll on a laptop."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from config.accounts.models import User
from matching.panel.models import AgendaItem, PanelDecision, PanelMeeting, RoomKeys
from tests.browser.conftest import Opened
from tests.browser.hands import press
from tests.factories.chain import make_adult, make_item, make_meeting, make_nomination, open_to_panel
from tests.factories.people import make_audit, make_user

CASES = 40
HEIGHT = 800
KEYS = (("5", "A"), ("1", "C"), ("5", "D"), ("1", "J"), ("5", "L"))
"""A decision and a reason; "5" needs a sentence of their own, so it is typed."""


@pytest.fixture
def chair(transactional_db: None) -> User:
    return make_user("panel_chair", name="Ivy Hazelgrove")


def cases(number: int, chair: User) -> PanelMeeting:
    """A meeting in session with so many cases, each with a nomination that waits for the panel."""
    meeting = make_meeting("in_session")
    for points in range(number, 0, -1):
        person = make_adult(preferred_name=f"Case of {points} points")
        make_audit(person, "summat with cars, or outdoors")
        make_nomination("nominated", person=person)
        make_item(meeting, person, points=points, parts=[["months", points, "Not in EET for long."]])
    open_to_panel(meeting, chair)
    return meeting


def room(meeting: PanelMeeting) -> str:
    return reverse("panel_room", kwargs={"meeting": meeting.public_id})


def say_why(page: Page) -> None:
    """Only where no ready-made sentence fits: N goes to the empty box, Escape leaves it."""
    page.keyboard.press("n")
    page.keyboard.type("Nothing new this month")
    page.keyboard.press("Escape")


def test_forty_cases_by_keyboard(opened: Opened, chair: User) -> None:
    meeting = cases(CASES, chair)
    page = opened(chair)
    page.goto(room(meeting))
    for number in range(1, CASES + 1):
        expect(page.locator(".eet-room__place")).to_contain_text(f"Case {number} of {CASES}. {number - 1} decided.")
        page.wait_for_selector("#room[data-listens]")  # the page listens to keys once its script runs
        decision, reason = KEYS[number % len(KEYS)]
        page.keyboard.press(decision)
        page.keyboard.press(reason.lower())
        if decision == "5":
            say_why(page)
        with page.expect_navigation():
            page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text(f"All {CASES} decided")
    assert PanelDecision.objects.count() == CASES
    expected = {KEYS[number % len(KEYS)] for number in range(1, CASES + 1)}
    assert len({(row.decision, row.theme) for row in PanelDecision.objects.all()}) == len(expected)


def test_three_keys_without_scrolling_and_without_moving_the_focus(opened: Opened, chair: User) -> None:
    meeting = cases(2, chair)
    page = opened(chair)
    page.goto(room(meeting))
    focus = page.evaluate("document.activeElement.tagName")
    page.keyboard.press("1")
    page.keyboard.press("c")
    assert page.evaluate("document.activeElement.tagName") == focus
    assert page.locator("#id_why").input_value() == "Case of 2 points said yes, and a place is free."
    assert "Main reason: The journey" in (page.locator("#said").text_content() or "")
    for key in "1234567890":
        page.keyboard.press(key)
        box = page.locator("#decide button.govuk-button").bounding_box()
        assert box is not None and box["y"] + box["height"] <= HEIGHT, f"{key} pushes the button below the screen"
    page.keyboard.press("1")
    page.keyboard.press("Enter")
    page.wait_for_url("**recorded=**")
    expect(page.locator("[role=status]").first).to_have_text("Recorded for Case of 2 points: Put forward.")


def test_letters_in_a_box_are_letters_and_single_keys_can_be_turned_off(opened: Opened, chair: User) -> None:
    meeting = cases(1, chair)
    page = opened(chair)
    page.goto(room(meeting))
    page.locator("#id_why").focus()
    page.keyboard.type("Can C wait?")
    assert page.locator("input[name=theme]:checked").count() == 0
    page.get_by_role("button", name="Turn off").click()
    page.locator("h1").click()
    page.keyboard.press("1")
    assert page.locator("input[name=decision]:checked").count() == 0
    assert not RoomKeys.objects.get(user=chair).single_keys


def test_without_scripts_radio_buttons_and_the_button_do(opened: Opened, chair: User) -> None:
    meeting = cases(1, chair)
    page = opened(chair, scripts=False)
    page.goto(room(meeting))
    assert not page.locator("#id_review_on-day").is_visible()
    page.get_by_label("Wait until a date").check()
    expect(page.locator("#id_review_on-day")).to_be_visible()
    page.get_by_label("Confidence").check()
    press(page, "3. Record")
    expect(page.locator(".govuk-error-summary")).to_contain_text("Type the day to come back")
    page.get_by_label("Put forward for").check()
    press(page, "3. Record")
    expect(page.locator("h1")).to_have_text("All 1 decided")
    assert PanelDecision.objects.get().why == "Case of 1 points said yes, and a place is free."
    assert AgendaItem.objects.undecided().count() == 0
