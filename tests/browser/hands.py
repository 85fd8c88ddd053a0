"""What a person does at a page: fills, chooses by label, presses a button by its words. Works without scripts."""

import re
from datetime import date
from typing import Any

from playwright.sync_api import Page, expect

IN_ERROR = re.compile(r"^Error: ")


def fill(page: Page, **said: Any) -> None:
    """Fields by their name; a day goes into its three boxes."""
    for name, value in said.items():
        if isinstance(value, date):
            for box, number in (("day", value.day), ("month", value.month), ("year", value.year)):
                page.fill(f"[name={name}_{box}]", str(number))
        else:
            page.fill(f"[name={name}]", str(value))


def choose(page: Page, *labels: str) -> None:
    """Radio buttons and boxes by their words."""
    for label in labels:
        page.get_by_label(label, exact=True).check()


def press(page: Page, words: str) -> None:
    """A button by its words; the answer is waited for."""
    with page.expect_navigation():
        page.get_by_role("button", name=words, exact=True).click()


def follow(page: Page, words: str) -> None:
    """A link by its words."""
    with page.expect_navigation():
        page.locator("main a").filter(has_text=re.compile(rf"^\s*{re.escape(words)}\s*$")).first.click()


def by_keyboard(page: Page, words: str) -> None:
    """Reach a link or button by Tab alone, and press Enter. Raises AssertionError where it cannot be reached."""
    to_words(page, words)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def file_by_keyboard(page: Page, words: str) -> bytes:
    """The file behind a link that Tab reaches."""
    to_words(page, words)
    with page.expect_download() as sent:
        page.keyboard.press("Enter")
    return sent.value.path().read_bytes()


def to_words(page: Page, words: str) -> None:
    for _ in range(80):
        page.keyboard.press("Tab")
        said = page.evaluate("(document.activeElement.innerText || document.activeElement.value || '')")
        if " ".join(said.split()) == words:
            return
    raise AssertionError(f"“{words}” cannot be reached by Tab.")


def to_field(page: Page, name: str) -> None:
    """Reach a field by Tab alone. Raises AssertionError where it cannot be reached."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name || ''") == name:
            return
    raise AssertionError(f"The field {name} cannot be reached by Tab.")


def says_error(page: Page, words: str) -> None:
    """The title says that there is an error; the summary names it with a way to its field."""
    expect(page).to_have_title(IN_ERROR)
    link = page.locator(".govuk-error-summary a").filter(has_text=words).first
    assert page.locator(str(link.get_attribute("href"))).count() == 1
