"""P2: the panel room in a real browser: three keys a case, nothing to scroll on a laptop."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from config.accounts.models import User
from matching.panel.models import AgendaItem, PanelDecision, PanelMeeting, RoomKeys
from tests.browser.conftest import Opened
from tests.browser.hands import press
from tests.factories.panels import make_session
from tests.factories.people import make_user

HEIGHT = 800


@pytest.fixture
def chair(transactional_db: None) -> User:
    return make_user("panel_chair")


def room(meeting: PanelMeeting) -> str:
    return reverse("panel_room", kwargs={"meeting": meeting.public_id})


def test_three_keys_without_scrolling_and_without_moving_the_focus(opened: Opened, chair: User) -> None:
    meeting = make_session(2, chair)
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
    meeting = make_session(1, chair)
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
    meeting = make_session(1, chair)
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
