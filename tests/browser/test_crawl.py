"""Every page of every role, filled and in error, at 1280 and 320 px: axe finds nothing, nothing scrolls sideways."""

import pytest
from django.urls import reverse
from django.views import View
from playwright.sync_api import Error, Page

from config.accounts.roles import ROLES
from config.screens.pages import ActionScreen
from tests.architecture.test_routes import ROUTES, WHO, takes_nothing
from tests.browser.conftest import DESKTOP, PHONE, Opened
from tests.browser.looking import faults
from tests.factories.people import make_council, make_user
from tests.factories.world import World, addresses, make_world


def opener(name: str) -> str | None:
    """The role that looks at this page: the first that may; None for a page that anybody may see."""
    who = WHO[name].split()
    if who == ["everyone"]:
        return None
    return next(iter(ROLES)) if WHO[name] == "signed in" else who[0]


def is_button(name: str) -> bool:
    """An address that is only posted to shows nothing of its own."""
    return issubclass(getattr(ROUTES[name].callback, "view_class", View), ActionScreen)


PAGES = [name for name in ROUTES if WHO.get(name, "link") != "link" and not is_button(name)]
"""What is seen without a link; programs' addresses have a list of their own."""
OF = {role: [name for name in PAGES if opener(name) == role] for role in (None, *ROLES)}


def look(page: Page, address: str) -> list[str]:
    """The page as it opens, and with the errors of its form sent as it is."""
    try:
        answer = page.goto(address)
    except Error as error:
        if "Download is starting" in error.message:
            return []
        raise
    if answer is None or answer.status == 405 or "text/html" not in answer.headers.get("content-type", ""):
        return []
    wrong = [] if answer.status == 200 else [f"{address} answers {answer.status}"]
    wrong += faults(page)
    button = page.locator("main form[method=post] button.govuk-button:not([type=button]):visible").first
    if page.locator("main form[method=post] .govuk-form-group").count() and button.count():
        with page.expect_navigation():
            button.click()
        if page.locator(".govuk-error-summary").count():
            assert page.title().startswith("Error: "), f"{address}: the title does not say that there is an error"
            wrong += [*faults(page), *(f"{address}: no field for “{words}”" for words in page.evaluate(NO_FIELD))]
    return wrong


NO_FIELD = """() => [...document.querySelectorAll('.govuk-error-summary__list > li')].filter(item => {
    const link = item.querySelector('a');
    return !link || !document.getElementById(link.hash.slice(1));
}).map(item => item.innerText)"""
"""Errors of the summary that lead to no field of the page."""


@pytest.mark.parametrize("width", [DESKTOP, PHONE])
@pytest.mark.parametrize("role", [role for role in OF if OF[role]])
def test_pages_of_a_role_with_something_to_show(role: str | None, width: int, opened: Opened) -> None:
    world = make_world()
    page = opened(world.users[role] if role else None, width=width)
    assert [fault for name in OF[role] for fault in look(page, address(name, world))] == []


@pytest.mark.parametrize("role", [role for role in OF if role and OF[role]])
def test_pages_of_a_role_with_nothing_yet(role: str, opened: Opened) -> None:
    page = opened(make_user(role, council=make_council(), team="North"), width=PHONE)
    assert [fault for name in OF[role] if takes_nothing(name) for fault in look(page, reverse(name))] == []


def address(name: str, world: World) -> str:
    return reverse(name, kwargs=addresses(world).get(name, {}))
