"""Employers in a real browser: a pledge from a phone and an opportunity posted, without scripts, and by keyboard."""

import pytest
from django.core.cache import cache
from playwright.sync_api import Page, expect

from opportunities.models import Opportunity, Pledge
from tests.browser.conftest import PHONE, Opened
from tests.browser.hands import IN_ERROR, follow, press
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


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_an_opportunity_is_posted_from_a_phone(scripts: bool, opened: Opened) -> None:
    """O1: part by part, saved on the way, checked and live."""
    page = opened(make_contact(make_employer("Millwheel Motors")), width=PHONE, scripts=scripts)
    page.goto("/")
    press(page, "Post an opportunity")
    page.get_by_label("What do you offer?").select_option("shadowing")
    page.get_by_label("Title").fill("A day in the garage")
    page.get_by_label("What would somebody do?").fill("You walk round with a mechanic for a day.")
    page.get_by_label("No", exact=True).check()
    send(page)
    for part, answers in PARTS:
        follow(page, part)
        for label in answers:
            page.get_by_label(label, exact=True).first.check()
        if part == "Where":
            page.get_by_label("Address of each place, one on a line").fill("3 Mill Lane, Bradford BD1 1HX")
        if part == "Places and dates":
            page.get_by_label("How many places?").fill("2")
        send(page)
    follow(page, "Check and post")
    wrong = faults(page) if scripts else []
    send(page)
    assert "Live. We show it to people it fits from tonight." in page.inner_text("main")
    assert wrong == [] and Opportunity.objects.get().state == "live"


PARTS = (
    ("Where", ["At one or more places"]),
    ("Places and dates", ["No"]),
    ("Hours and pay", []),
    ("What the person needs", []),
    ("Help you give", ["Mentor"]),
)
