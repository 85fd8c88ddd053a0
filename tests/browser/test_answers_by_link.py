"""Answers given by a link: a young person's own page (S1, N2), an employer's answer and how it goes (N5, R2)."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page

from config.accounts.models import User
from config.accounts.signed_links import Purpose, make_link
from config.outbox.models import Message
from employers.models import Employer, EmployerContact
from matching.nominations.asking import ask_for_answer
from matching.nominations.models import Nomination
from matching.outcomes.asking import ask_how_it_goes
from matching.panel.models import PanelDecision
from tests.browser.conftest import POINTER_WAYS, WAYS, Opened, Way
from tests.browser.hands import choose, fill, follow, press, says_error
from tests.factories.chain import (
    make_adult,
    make_contact,
    make_item,
    make_meeting,
    make_nomination,
    make_placement,
    open_to_panel,
)
from tests.factories.people import make_user
from tests.factories.service import well_known

PIN = "402918"


@pytest.fixture
def adviser(transactional_db: None) -> User:
    return make_user(name="Rowan Thistleby")


def path_mailed_to(employer: Employer) -> str:
    """The path of the link in the newest mail to them."""
    found = re.search(r"https?://[^/]+(/\S+)", Message.objects.filter(to="ash@example.org").latest("pk").body)
    assert found, employer.name
    return found[1]


def with_mail(employer: Employer) -> None:
    EmployerContact.objects.create(employer=employer, name="Ash Carter", email="ash@example.org")


@WAYS
def test_a_young_person_opens_the_own_page_and_says_yes(way: Way, adviser: User, opened: Opened) -> None:
    person = well_known("summat with cars", name="Robin Fernbrook", preferred_name="Robin", on_caseload_of=adviser)
    nomination = make_nomination("shortlisted", person=person, title="Vehicle technician")
    facts = {"purpose": Purpose.OWN_PAGE, "subject": person, "council": person.council, "by": adviser, "days": 14}
    token = make_link(**facts, person=person, pin=PIN)[1]
    page = opened(way=way)
    page.goto(reverse("own_page", kwargs={"token": token}))
    assert "Robin" not in page.inner_text("body")
    fill(page, pin="111111")
    press(page, "Open my page")
    says_error(page, "You have 2 more tries.")
    fill(page, pin=PIN)
    press(page, "Open my page")
    assert page.inner_text("h1") == "Hi Robin"
    follow(page, "Answer offer 1")
    press(page, "Send my answer")
    says_error(page, "Choose yes, not now or no")
    choose(page, "Yes")
    press(page, "Send my answer")
    assert page.inner_text("h1") == "Thanks, Robin. You said yes."
    assert Nomination.objects.get(pk=nomination.pk).state == "person_said_yes"


@WAYS
def test_an_employer_answers_from_the_mail_in_two_clicks(way: Way, adviser: User, opened: Opened) -> None:
    nomination = make_nomination("introduced", person=make_adult(adviser=adviser, name="Robin Fernbrook"))
    with_mail(nomination.opportunity.employer)
    ask_for_answer(nomination)
    page = opened(way=way)
    page.goto(path_mailed_to(nomination.opportunity.employer))
    press(page, "Send answer")
    says_error(page, "Choose an answer")
    clicks = [lambda: choose(page, "Invite to interview"), lambda: press(page, "Send answer")]
    for click in clicks:
        click()
    assert page.inner_text("h1") == "Sent. Robin Fernbrook is invited to an interview."
    assert Nomination.objects.get(pk=nomination.pk).state == "interview"


@WAYS
def test_an_employer_who_signs_in_meets_and_offers(way: Way, adviser: User, opened: Opened) -> None:
    nomination = make_nomination("introduced", person=make_adult(adviser=adviser, name="Robin Fernbrook"))
    page = opened(make_contact(nomination.opportunity.employer), way=way)
    page.goto("/employer/people/")
    for answer, state in (("Invite to interview", "interview"), ("Offer a place", "offered")):
        page.goto(f"/employer/people/{nomination.public_id}/")
        choose(page, answer)
        press(page, "Send answer")
        assert Nomination.objects.get(pk=nomination.pk).state == state
    page.goto(f"/employer/people/{nomination.public_id}/")
    assert "You offered a place." in page.inner_text("main")


@WAYS
def test_an_employer_says_by_link_how_it_goes(way: Way, adviser: User, opened: Opened) -> None:
    person = make_adult(adviser=adviser, name="Robin Fernbrook")
    placement = make_placement(person=person, started_on=timezone.localdate())
    with_mail(placement.opportunity.employer)
    ask_how_it_goes(timezone.localdate())
    page = opened(way=way)
    page.goto(path_mailed_to(placement.opportunity.employer))
    press(page, "Send this")
    says_error(page, "Choose how it is going")
    choose(page, "Started as agreed")
    press(page, "Send this")
    assert page.inner_text("h1") == "Thank you for telling us."
    milestone = placement.milestones.get(moment="start")
    assert (milestone.answer, milestone.answered_for) == ("sustained", "employer")


@POINTER_WAYS
def test_the_panel_decides_one_case(way: Way, opened: Opened) -> None:
    chair = make_user("panel_chair")
    meeting = make_meeting("in_session")
    person = make_adult(preferred_name="Robin")
    make_item(meeting, person)
    open_to_panel(meeting, chair)
    page = opened(chair, way=way)
    page.goto(f"/panel/{meeting.public_id}/room/")
    choose_in(page, "Wait until a date", "Confidence")
    press(page, "3. Record")
    says_error(page, "Type the day to come back")
    fill(page, review_on=timezone.localdate() + timedelta(days=30), why="Robin wants to finish the course.")
    press(page, "3. Record")
    assert page.inner_text("h1") == "All 1 decided"
    assert PanelDecision.objects.get().why == "Robin wants to finish the course."


def choose_in(page: Page, *words: str) -> None:
    """Radio buttons whose words begin so: each carries its key behind them."""
    for said in words:
        page.get_by_label(said).first.check()
