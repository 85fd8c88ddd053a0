"""Pages that a link opens, filled, empty, in error and shut, at 1280 and 320 px: axe finds nothing, nothing scrolls
sideways; and the own page walked by keyboard alone, left at once, with and without scripts (S1, N2, N5, R2, E2)."""

from collections.abc import Iterator
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from config.accounts.models import SignedLink, User
from config.accounts.signed_links import Purpose, make_link
from config.public_ids import PublicIdModel
from matching.desks.own_page import views
from matching.desks.own_page.wishes import QUESTIONS
from matching.nominations.models import Nomination
from tests.browser.conftest import DESKTOP, PHONE, Opened
from tests.browser.hands import IN_ERROR, by_keyboard, choose, fill, press, to_field
from tests.browser.looking import faults
from tests.factories.chain import make_agreement, make_nomination, make_placement
from tests.factories.people import make_council, make_user
from tests.factories.service import well_known
from tests.factories.world import make_world

PIN = "402918"
WIDTHS = pytest.mark.parametrize("width", [DESKTOP, PHONE])


@pytest.fixture
def adviser(transactional_db: None) -> User:
    return make_user(name="Rowan Thistleby")


@pytest.fixture
def waiting(adviser: User) -> Nomination:
    """An offer that waits for Robin's answer; the council has a number that Robin may call."""
    person = well_known("summat with cars", name="Robin Fernbrook", preferred_name="Robin", on_caseload_of=adviser)
    person.council.phone = "0113 496 0999"
    person.council.save()
    details = "Learn with us. https://millwheel.example.org/" + "a-very-long-address/" * 8
    return make_nomination("shortlisted", person=person, title="Vehicle technician", description=details)


def link_to(purpose: Purpose, subject: PublicIdModel, council, by: User | None = None, **more) -> str:
    """The secret of a link that works for two weeks."""
    return make_link(purpose=purpose, subject=subject, council=council, by=by, days=14, **more)[1]


def own_link(nomination: Nomination) -> str:
    person = nomination.person
    return link_to(Purpose.OWN_PAGE, person, person.council, person.adviser, person=person, pin=PIN)


def at(name: str, token: str, **more) -> str:
    return reverse(name, kwargs={"token": token, **more})


def walk_in(page: Page, token: str) -> None:
    page.goto(at("own_page", token))
    fill(page, pin=PIN)
    press(page, "Open my page")


def looked(page: Page, *addresses: str, status: int = 200) -> Iterator[str]:
    """What is wrong with each page as it opens."""
    for address in addresses:
        answer = page.goto(address)
        if answer is None or answer.status != status:
            yield f"{address} answers {answer and answer.status}"
        yield from faults(page)


def in_error(page: Page, button: str) -> list[str]:
    """What is wrong with the page once its form is sent as it stands."""
    press(page, button)
    expect(page).to_have_title(IN_ERROR)
    return faults(page)


@WIDTHS
def test_the_own_page_from_the_door_to_the_paper(width: int, waiting: Nomination, opened: Opened) -> None:
    page, token = opened(width=width), own_link(waiting)
    wrong = [*looked(page, at("own_page", token)), *in_error(page, "Open my page")]
    fill(page, pin="111111")
    wrong += in_error(page, "Open my page")
    walk_in(page, token)
    answer = at("own_answer", token, nomination=waiting.public_id)
    wrong += faults(page)
    wrong += [*looked(page, answer), *in_error(page, "Send my answer")]
    choose(page, "No")
    wrong += faults(page)
    choose(page, "Yes")
    press(page, "Send my answer")
    wrong += faults(page)
    make_agreement(waiting, "name", "age", "own_words")
    wrong += looked(page, at("own_page", token), at("own_sharing", token, nomination=waiting.public_id))
    wrong += looked(
        page, *(at(name, token) for name in ("own_seen", "own_print", "own_promises", "own_wishes", "own_wrong"))
    )
    wrong += in_error(page, "Send it")
    wrong += looked(page, *(at("own_wish", token, question=question.name) for question in QUESTIONS))
    assert wrong == []


@WIDTHS
def test_the_own_page_with_nothing_on_it_yet(width: int, adviser: User, opened: Opened) -> None:
    person = well_known("", name="Wren Oakes", on_caseload_of=adviser)
    token = link_to(Purpose.OWN_PAGE, person, person.council, adviser, person=person, pin=PIN)
    page = opened(width=width)
    walk_in(page, token)
    assert "No offers today." in page.inner_text("main")
    wrong = faults(page)
    wrong += looked(page, *(at(name, token) for name in ("own_seen", "own_print", "own_wishes")))
    assert wrong == []


@WIDTHS
def test_links_that_open_nothing_any_more(width: int, waiting: Nomination, opened: Opened) -> None:
    """Unknown, run out and used: each page says what to do, and none names anybody."""
    council = waiting.council
    run_out, used = own_link(waiting), link_to(Purpose.ANSWER, waiting, council, for_one_use=True)
    SignedLink.objects.filter(purpose=Purpose.OWN_PAGE).update(expires_at=timezone.now() - timedelta(days=1))
    SignedLink.objects.filter(purpose=Purpose.ANSWER).update(used_at=timezone.now())
    page, unknown = opened(width=width), str(uuid4())
    names = ("own_page", "answer_link", "outcome_link", "invited", "confirm_email")
    wrong = list(looked(page, at("own_page", run_out), at("answer_link", used), status=410))
    for name in names:
        wrong += looked(page, at(name, unknown), status=410)
        assert "Robin" not in page.inner_text("body"), name
    assert wrong == []


@WIDTHS
def test_an_employer_s_answer_and_how_it_goes(width: int, adviser: User, opened: Opened) -> None:
    shown = make_nomination("introduced", person=well_known("cars", name="Robin Fernbrook", on_caseload_of=adviser))
    placement = make_placement(person=well_known("cars", on_caseload_of=adviser), started_on=timezone.localdate())
    milestone = placement.milestones.order_by("due_on").first()
    assert milestone is not None
    answer = at("answer_link", link_to(Purpose.ANSWER, shown, shown.council, for_one_use=True))
    outcome = at("outcome_link", link_to(Purpose.OUTCOME, milestone, shown.council, for_one_use=True))
    page = opened(width=width)
    wrong = [*looked(page, answer), *in_error(page, "Send answer")]
    choose(page, "Not this time")
    wrong += in_error(page, "Send answer")
    choose(page, "Invite to interview")
    press(page, "Send answer")
    wrong += faults(page)
    wrong += [*looked(page, outcome), *in_error(page, "Send this")]
    choose(page, "Started as agreed")
    press(page, "Send this")
    wrong += faults(page)
    assert wrong == []


@WIDTHS
def test_an_invitation_and_an_e_mail_to_confirm(width: int, transactional_db: None, opened: Opened) -> None:
    world = make_world()
    contact = world.rows["contact"]
    invited = at("invited", link_to(Purpose.INVITATION, contact, world.council, for_one_use=True))
    confirm = at("confirm_email", link_to(Purpose.CONFIRM_EMAIL, contact, world.council))
    page = opened(width=width)
    wrong = [*looked(page, invited), *in_error(page, "Create my account"), *looked(page, confirm)]
    fill_in = page.locator("main form button.govuk-button")
    if fill_in.count():
        with page.expect_navigation():
            fill_in.first.click()
        wrong += faults(page)
    assert wrong == []


@WIDTHS
def test_a_pledge_and_its_errors(width: int, transactional_db: None, opened: Opened) -> None:
    """E2: the four screens, each as it opens and with its errors."""
    cache.clear()
    make_council()
    page = opened(width=width)
    wrong = [*looked(page, "/pledge/"), *in_error(page, "Continue")]
    choose(page, "An apprenticeship")
    press(page, "Continue")
    wrong += [*faults(page), *in_error(page, "Continue")]
    page.get_by_label("Apprenticeships, how many").fill("2")
    page.get_by_label("Postcode of the workplace").fill("bd1 1hx")
    choose(page, "Now")
    press(page, "Continue")
    wrong += [*faults(page), *in_error(page, "Send my pledge")]
    page.get_by_label("Organisation").fill("Millwheel Motors")
    page.get_by_label("Your name").fill("Tansy Copperwheel")
    page.get_by_label("E-mail").fill("tansy@millwheel.example")
    press(page, "Send my pledge")
    wrong += faults(page)
    assert wrong == []


@pytest.fixture
def away(live_server: LiveServer, monkeypatch: pytest.MonkeyPatch) -> str:
    """Stands in for the page that a young person is sent to: tests have no network."""
    address = f"{live_server.url}/accessibility/"
    monkeypatch.setattr(views, "AWAY", address)
    return address


def test_the_own_page_by_keyboard_alone_and_away_with_shift(waiting: Nomination, opened: Opened, away: str) -> None:
    page, token = opened(width=PHONE), own_link(waiting)
    page.goto(at("own_page", token))
    to_field(page, "pin")
    page.keyboard.type(PIN)
    by_keyboard(page, "Open my page")
    by_keyboard(page, "Answer offer 1")
    to_field(page, "answer")
    page.keyboard.press("Space")
    by_keyboard(page, "Send my answer")
    assert page.inner_text("h1") == "Thanks, Robin. You said yes."
    with page.expect_navigation(url=away):
        for _ in range(3):
            page.keyboard.press("Shift")
    page.goto(at("own_page", token))
    assert page.inner_text("h1") == "Type your PIN"


def test_without_scripts_the_way_out_is_a_link(waiting: Nomination, opened: Opened, away: str) -> None:
    page, token = opened(width=PHONE, scripts=False), own_link(waiting)
    walk_in(page, token)
    with page.expect_navigation(url=away):
        page.get_by_role("button", name="Exit this page").first.click()
    page.goto(at("own_page", token))
    assert page.inner_text("h1") == "Type your PIN"
