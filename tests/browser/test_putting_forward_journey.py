"""An adviser puts a young person forward with their agreement, and follows it to the first outcome (N2, R1, R2)."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from config.accounts.models import User
from matching.nominations.models import Nomination
from matching.shortlists.actions import draw_up
from tests.browser.conftest import WAYS, Opened, Way
from tests.browser.hands import IN_ERROR, by_keyboard, choose, fill, follow, press
from tests.factories.chain import make_nomination
from tests.factories.people import make_user
from tests.factories.service import a_job, well_known


@pytest.fixture
def adviser(transactional_db: None) -> User:
    return make_user()


@WAYS
def test_from_the_caseload_to_the_panel_with_agreement(way: Way, adviser: User, opened: Opened) -> None:
    person = well_known("working in a garage", name="Robin Fernbrook", on_caseload_of=adviser)
    a_job(title="Garage assistant")
    draw_up(council=person.council, day=timezone.localdate(), by=None)
    page = opened(adviser, way=way)
    page.goto("/")
    follow(page, "Robin Fernbrook")
    follow(page, "Matches")
    follow(page, "Show this to Robin Fernbrook")
    choose(page, "They want it")
    press(page, "Show it")
    assert page.locator("[data-code=own_words]").is_hidden()
    choose(page, "What they hope for, in their words", "By phone", "No doubt")
    if not way.scripts:
        press(page, "Show me again")
    assert page.locator("[data-code=own_words]").is_visible()
    assert page.locator("[data-code=own_words]").inner_text().count("working in a garage")
    assert not Nomination.objects.get().agreements.exists()
    press(page, "Robin Fernbrook agrees: put forward")
    assert "is put forward; the panel sees it next." in page.inner_text("main")
    assert Nomination.objects.get().state == "nominated"
    assert Nomination.objects.get().agreements.get().disclosed == ["name", "own_words"]


@WAYS
def test_from_the_offer_to_the_start_and_its_first_outcome(way: Way, adviser: User, opened: Opened) -> None:
    nomination = make_nomination("offered", person=well_known(name="Robin Fernbrook", on_caseload_of=adviser))
    page = opened(adviser, way=way)
    page.goto(f"/put-forward/{nomination.public_id}/")
    follow(page, "They take the offer")
    choose(page, "Keep them open for now")
    press(page, "They take the offer")
    follow(page, "It started")
    fill(page, started_on=timezone.localdate())
    press(page, "It started")
    follow(page, "Answer by phone: at the start")
    press(page, "Record the answer")
    expect(page).to_have_title(IN_ERROR)
    choose(page, "Started as agreed", "The adviser")
    press(page, "Record the answer")
    nomination.refresh_from_db()
    assert nomination.placement.milestones.get(moment="start").answer == "sustained"
    assert nomination.placement.milestones.get(moment="week_13").due_on == timezone.localdate() + timedelta(weeks=13)


def test_a_no_by_keyboard_alone(adviser: User, opened: Opened) -> None:
    nomination = make_nomination("shortlisted", person=well_known(name="Robin Fernbrook", on_caseload_of=adviser))
    page = opened(adviser)
    page.goto(f"/put-forward/{nomination.public_id}/")
    by_keyboard(page, "They do not want it")
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.type") == "radio":
            break
    page.keyboard.press("Space")
    by_keyboard(page, "They do not want it")
    nomination.refresh_from_db()
    assert (nomination.state, nomination.reason) == ("declined_by_person", "y_not_wanted")
