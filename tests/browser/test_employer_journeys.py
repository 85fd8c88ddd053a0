"""Employers in a real browser: a pledge from a phone and an opportunity posted, without scripts, and by keyboard."""

import pytest
from django.core.cache import cache
from playwright.sync_api import Page, expect

from opportunities.models import Opportunity, Pledge
from tests.browser.conftest import PHONE, WAYS, Opened, Way
from tests.browser.hands import IN_ERROR, choose, fill, follow, press, select
from tests.browser.looking import faults
from tests.factories.chain import make_contact
from tests.factories.offers import make_employer
from tests.factories.people import make_council


def send(page: Page) -> None:
    with page.expect_navigation():
        page.locator("main form[method=post] button.govuk-button").last.click()


def send_by_key(page: Page) -> None:
    with page.expect_navigation():
        page.keyboard.press("Enter")


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_a_pledge_from_a_phone_in_four_screens(scripts: bool, opened: Opened) -> None:
    """E2: every screen is whole at 320 pixels, filled and in error."""
    cache.clear()
    make_council()
    page, wrong = opened(width=PHONE, scripts=scripts), []
    page.goto("/pledge/")
    page.get_by_label("An apprenticeship").check()
    page.get_by_label("Something else that helps").check()
    send(page)
    wrong += faults(page) if scripts else []
    send(page)
    expect(page).to_have_title(IN_ERROR)
    wrong += faults(page) if scripts else []
    page.get_by_label("Apprenticeships, how many").fill("2")
    page.get_by_label("Work clothes or kit").fill("3")
    page.get_by_label("Postcode of the workplace").fill("bd1 1hx")
    page.get_by_label("Now").check()
    send(page)
    wrong += faults(page) if scripts else []
    page.get_by_label("Organisation").fill("Millwheel Motors")
    page.get_by_label("Your name").fill("Tansy Copperwheel")
    page.get_by_label("E-mail").fill("tansy@millwheel.example")
    send(page)
    wrong += faults(page) if scripts else []
    assert page.get_by_role("heading", level=1).inner_text() == "Thank you. We have your pledge."
    assert wrong == [] and Pledge.objects.count() == 2


def test_a_pledge_by_keyboard_alone(opened: Opened) -> None:
    cache.clear()
    make_council()
    page = opened()
    page.goto("/pledge/")
    page.get_by_label("A mentor").focus()
    page.keyboard.press("Space")
    send_by_key(page)
    page.get_by_label("Mentors, how many").focus()
    page.keyboard.type("1")
    page.keyboard.press("Tab")
    page.keyboard.type("BD1 1HX")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    send_by_key(page)
    page.get_by_label("Organisation").focus()
    for words in ("Millwheel Motors", "Tansy", "tansy@millwheel.example"):
        page.keyboard.type(words)
        page.keyboard.press("Tab")
    send_by_key(page)
    assert page.url.endswith("/pledge/thank-you/")
    assert Pledge.objects.get().could_start == "now"


@WAYS
def test_an_opportunity_is_posted(way: Way, opened: Opened) -> None:
    """O1: part by part, saved on the way, checked and live."""
    page = opened(make_contact(make_employer("Millwheel Motors")), way=way)
    page.goto("/")
    press(page, "Post an opportunity")
    select(page, "kind", "Work shadowing")
    fill(page, title="A day in the garage", description="You walk round with a mechanic for a day.")
    choose(page, "No")
    press(page, "Save and continue")
    for part, chosen, written, button in PARTS:
        follow(page, part)
        choose(page, *chosen)
        fill(page, **written)
        press(page, button)
    follow(page, "Check and post")
    wrong = faults(page) if way.scripts else []
    press(page, "Post this opportunity")
    expect(page.locator("main")).to_contain_text("Live. We show it to people it fits from tonight.")
    assert wrong == [] and Opportunity.objects.get().state == "live"


PARTS: tuple[tuple[str, list[str], dict[str, str], str], ...] = (
    ("Where", ["At one or more places"], {"sites": "3 Mill Lane, Bradford BD1 1HX"}, "Save and continue"),
    ("Places and dates", ["No"], {"places": "2"}, "Save and continue"),
    ("Hours and pay", [], {}, "Save and continue"),
    ("What the person needs", [], {}, "This is all"),
    ("Help you give", ["Mentor"], {}, "Save and continue"),
)
