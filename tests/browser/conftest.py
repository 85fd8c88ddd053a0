"""A real Chromium against the live service. Without one on the machine these tests are skipped, and say so."""

import os
import shutil
from collections.abc import Callable, Iterator
from typing import NamedTuple

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from config.accounts.models import User
from tests.browser.hands import BY_KEYS

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
DESKTOP, PHONE = 1280, 320


class Way(NamedTuple):
    """How a journey is walked: on which width, with or without scripts, with the pointer or by keys alone."""

    width: int = DESKTOP
    scripts: bool = True
    keys: bool = False


EACH = {
    "desktop": Way(),
    "desktop without scripts": Way(scripts=False),
    "phone": Way(PHONE),
    "phone without scripts": Way(PHONE, scripts=False),
    "keyboard": Way(keys=True),
}
WAYS = pytest.mark.parametrize("way", EACH.values(), ids=EACH)
POINTER_WAYS = pytest.mark.parametrize("way", [way for way in EACH.values() if not way.keys])
"""For the panel room, whose own keys have their own tests."""
TWO_WAYS = pytest.mark.parametrize("way", [Way(), Way(PHONE, scripts=False)], ids=["desktop", "phone without scripts"])
"""For everyday tasks whose pages other journeys walk every way."""
PATIENCE_MS = 30_000
Opened = Callable[..., Page]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("No Chromium on this machine: apt-get install chromium")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # the browser's event loop runs in the test's thread
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def opened(browser: Browser, live_server: object, transactional_db: None) -> Iterator[Opened]:
    """`opened(user, width=320, scripts=False)` is a page whose user has signed in; without a user a stranger's.

    `opened(user, way=way)` is one that is walked that way.
    """
    contexts: list[BrowserContext] = []

    def page(user: User | None = None, *, width: int = DESKTOP, scripts: bool = True, way: Way | None = None) -> Page:
        width, scripts, keys = way or Way(width, scripts)
        context = browser.new_context(
            base_url=str(live_server), viewport={"width": width, "height": 800}, java_script_enabled=scripts,
            locale="en-GB", timezone_id="Europe/London",
        )  # fmt: skip
        contexts.append(context)
        if user is not None:
            client = Client()
            client.force_login(user)
            session = client.cookies[settings.SESSION_COOKIE_NAME].value
            context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": str(live_server)}])
        context.set_default_timeout(PATIENCE_MS)
        made = context.new_page()
        if keys:
            BY_KEYS.add(made)
        return made

    yield page
    for context in contexts:
        context.close()
