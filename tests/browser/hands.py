"""What a person does at a page: fills, chooses by label, presses a button by its words. Works without scripts.

On a page that is walked by keys alone each of them is done with Tab, arrows, Space, Enter and letters.
"""

import re
from datetime import date
from typing import Any
from weakref import WeakSet

from playwright.sync_api import Page, expect

BY_KEYS: WeakSet[Page] = WeakSet()
MOST_TABS = 150
IN_ERROR = re.compile(r"^Error: ")


def fill(page: Page, **said: Any) -> None:
    """Fields by their name; a day goes into its three boxes."""
    for name, value in said.items():
        if isinstance(value, date):
            for box, number in (("day", value.day), ("month", value.month), ("year", value.year)):
                write(page, f"{name}_{box}", str(number))
        else:
            write(page, name, str(value))


def write(page: Page, name: str, text: str) -> None:
    if page not in BY_KEYS:
        page.fill(f"[name={name}]", text)
        return
    to_field(page, name)
    page.keyboard.press("Control+A")
    page.keyboard.type(text)


def select(page: Page, name: str, words: str) -> None:
    """One of a list that opens, by its words."""
    if page not in BY_KEYS:
        page.select_option(f"[name={name}]", label=words)
        return
    to_field(page, name)
    page.keyboard.type(words)


def choose(page: Page, *labels: str) -> None:
    """Radio buttons and boxes by their words; of several the first, as by keys."""
    for label in labels:
        if page in BY_KEYS:
            choose_by_keys(page, label)
        else:
            page.get_by_label(label, exact=True).first.check()


def press(page: Page, words: str) -> None:
    """A button by its words; the answer is waited for."""
    if page in BY_KEYS:
        by_keyboard(page, words)
        return
    with page.expect_navigation():
        page.get_by_role("button", name=words, exact=True).click()


def follow(page: Page, words: str) -> None:
    """A link by its words."""
    if page in BY_KEYS:
        by_keyboard(page, words)
        return
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


SAID = """(() => { const words = document.activeElement.cloneNode(true);
    words.querySelectorAll("[aria-hidden]").forEach(one => one.remove());
    return (words.textContent || words.value || "").replace(/\\s+/g, " ").trim() })()"""


def to_words(page: Page, words: str) -> None:
    """Reach what says so by Tab alone. Raises AssertionError where it cannot be reached."""
    to(page, SAID, words)


def to_field(page: Page, name: str) -> None:
    """Reach a field by Tab alone. Raises AssertionError where it cannot be reached."""
    to(page, "document.activeElement.name || ''", name)


def to(page: Page, what: str, wanted: str) -> None:
    """Tab until what has the focus is as wanted; not at all where it has it already."""
    for _ in range(MOST_TABS):
        if page.evaluate(what) == wanted:
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"“{wanted}” cannot be reached by Tab.")


IN_ITS_GROUP = """wanted => {
    const here = document.activeElement;
    const is = one => [...(one.labels || [])].some(label => label.innerText.trim() === wanted);
    if (is(here)) return "here";
    return here.type === "radio" && [...document.getElementsByName(here.name)].some(is) ? "ArrowDown" : "Tab";
}"""
"""Where the choice is, seen from what has the focus: here, or which key leads on to it."""


def choose_by_keys(page: Page, label: str) -> None:
    """Tab to the box, or to its group of radio buttons and with the arrow to the one; Space chooses what is not yet."""
    for _ in range(MOST_TABS):
        key = page.evaluate(IN_ITS_GROUP, label)
        if key == "here":
            if not page.evaluate("document.activeElement.checked"):
                page.keyboard.press("Space")
            return
        page.keyboard.press(key)
    raise AssertionError(f"“{label}” cannot be chosen by keys.")


def says_error(page: Page, words: str) -> None:
    """The title says that there is an error; the summary names it with a way to its field."""
    expect(page).to_have_title(IN_ERROR)
    link = page.locator(".govuk-error-summary a").filter(has_text=words).first
    assert page.locator(str(link.get_attribute("href"))).count() == 1
