"""A panel's month by keyboard alone: forty cases, minutes, themes, pack; every figure the same wherever it stands."""

import csv
import re
from collections import Counter
from datetime import date, timedelta
from io import BytesIO, StringIO

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from config.accounts.models import User
from config.reference.vocabulary import lists
from matching.panel.models import PanelDecision, PanelMeeting
from matching.reports.pack.models import MonthlyPack
from matching.reports.small_numbers import FEW, NOT_SHOWN
from tests.browser.conftest import Opened
from tests.browser.hands import by_keyboard, file_by_keyboard
from tests.factories.panels import make_session
from tests.factories.people import make_user

CASES = 40
KEYS = (("5", "A"), ("1", "C"), ("5", "D"), ("1", "J"), ("5", "L"))
"""A decision and a reason; "5" needs a sentence of their own, so it is typed."""
SELDOM, EVERY = ("5", "G"), 13
"""So seldom that its number may not be printed."""
Rows = list[list[str]]
CELLS = """rows => rows.map(row => [...row.cells].map(cell => {
    const words = cell.cloneNode(true);
    words.querySelectorAll(".eet-table__label").forEach(label => label.remove());
    return words.textContent.trim();
}))"""
"""The cells of rows in words, without what stands in them for a narrow screen."""


@pytest.fixture
def chair(transactional_db: None) -> User:
    return make_user("panel_chair", name="Ivy Hazelgrove")


def test_a_month_of_forty_cases_by_keyboard(opened: Opened, chair: User) -> None:
    held_on = last_month()
    meeting = make_session(CASES, chair, held_on)
    page = opened(chair)
    page.goto(reverse("panel_room", kwargs={"meeting": meeting.public_id}))
    decide_each(page)
    reasons = minutes_of(page, meeting)
    themes = themes_of(page, held_on)
    assert_counted({name: counts[0] for name, counts in themes.items()}, reasons)
    pack_of(page, held_on, themes)


def last_month() -> date:
    """A month that is over, so that its pack can be agreed."""
    return timezone.localdate().replace(day=1) - timedelta(1)


# The room


def decide_each(page: Page) -> None:
    for number in range(1, CASES + 1):
        expect(page.locator(".eet-room__place")).to_contain_text(f"Case {number} of {CASES}. {number - 1} decided.")
        page.wait_for_selector("#room[data-listens]")  # the page listens to keys once its script runs
        decision, reason = SELDOM if number % EVERY == 0 else KEYS[number % len(KEYS)]
        page.keyboard.press(decision)
        page.keyboard.press(reason.lower())
        if decision == "5":
            say_why(page)
        with page.expect_navigation():
            page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text(f"All {CASES} decided")
    assert PanelDecision.objects.count() == CASES


def say_why(page: Page) -> None:
    """Only where no ready-made sentence fits: N goes to the empty box, Escape leaves it."""
    page.keyboard.press("n")
    page.keyboard.type("Nothing new this month")
    page.keyboard.press("Escape")


# The minutes


def minutes_of(page: Page, meeting: PanelMeeting) -> Counter[str]:
    """Closed, read and agreed: how many cases of the minutes have a main reason of each theme group."""
    by_keyboard(page, "Read the minutes")
    by_keyboard(page, "Close the meeting and draft the minutes")
    expect(page.locator("main")).to_contain_text("A draft: not agreed yet.")
    said = page.locator(".eet-minute").all_inner_texts()
    assert len(said) == CASES and all(f"Case of {CASES - at} points" in text for at, text in enumerate(said))
    by_keyboard(page, "Agree the minutes")
    expect(page.locator("main")).to_contain_text("Agreed by Ivy Hazelgrove")
    by_keyboard(page, "Mark as reported to the Board")
    meeting.refresh_from_db()
    assert meeting.state == "reported"
    found = lists(("themes", "theme_groups"), council=meeting.council)
    groups = {row.label: found["theme_groups"][row.group].label for row in found["themes"].values()}
    reasons = [re.search(r"Main reason: ([^.]+)\.", text) for text in said]
    return Counter(groups[match[1]] for match in reasons if match)


def assert_counted(printed: dict[str, str], reasons: Counter[str]) -> None:
    """Each as often as in the minutes; the few are hidden, and of the others the smallest, or they would follow."""
    assert sum(reasons.values()) == CASES and printed.keys() == reasons.keys()
    (few,) = (name for name, number in reasons.items() if number == CASES // EVERY)
    (beside,) = (name for name, text in printed.items() if text == NOT_SHOWN)
    assert printed[few] == FEW and reasons[beside] == sorted(reasons.values())[1]
    others = reasons.keys() - {few, beside}
    assert {name: printed[name] for name in others} == {name: str(reasons[name]) for name in others}


# The themes


def themes_of(page: Page, held_on: date) -> dict[str, list[str]]:
    """The rows of the page, each by its theme group."""
    page.goto(reverse("themes"))
    expect(page.locator("main")).to_contain_text(f"{held_on:%B %Y} panel: {CASES} main reasons recorded.")
    rows = rows_of(page.locator("table").filter(has_text="Main reasons"))
    return {row[0]: row[1:] for row in rows}


# The pack


def pack_of(page: Page, held_on: date, themes: dict[str, list[str]]) -> None:
    page.goto(reverse("packs"))
    by_keyboard(page, f"Draw up the pack of {held_on:%B %Y}")
    by_keyboard(page, "Agree pack")
    expect(page.locator("main")).to_contain_text("Agreed by Ivy Hazelgrove")
    assert MonthlyPack.objects.get().state == "agreed"
    tables = tables_of(page)
    assert {row[0]: row[1:2] for row in tables["themes"][:-1]} == {name: row[:1] for name, row in themes.items()}
    assert tables["themes"][-1] == ["All", str(CASES)] and tables["decisions"][-1] == ["All", str(CASES)]
    same_in_pdf(tables, file_by_keyboard(page, "PDF"))
    same_in_workbook(tables, file_by_keyboard(page, "Excel"))
    for code, rows in tables.items():
        answer = page.request.get(f"{page.url}tables/{code}/")
        lines = list(csv.reader(StringIO(answer.body().decode())))
        assert same(lines[1:], rows), code
    assert "Case of" not in page.inner_text("main")


def tables_of(page: Page) -> dict[str, Rows]:
    """Every table of the pack's page by its code, which stands in the address of its file."""
    found = {}
    for part in page.locator(".eet-pack__table").all():
        link = part.locator("a[href*='/tables/']")
        if link.count():
            found[str(link.get_attribute("href")).split("/")[-2]] = rows_of(part.locator("table"))
    assert len(found) > 20
    return found


def rows_of(table: Locator) -> Rows:
    return table.locator("tbody tr").evaluate_all(CELLS)


def same_in_pdf(tables: dict[str, Rows], pdf: bytes) -> None:
    printed = squeezed("".join(sheet.extract_text() for sheet in PdfReader(BytesIO(pdf)).pages))
    for code, rows in tables.items():
        for row in rows:
            assert squeezed("".join(row)) in printed, (code, row)


def same_in_workbook(tables: dict[str, Rows], book: bytes) -> None:
    sheets = CalamineWorkbook.from_filelike(BytesIO(book))
    for code, rows in tables.items():
        assert same(sheets.get_sheet_by_name(code[:31]).to_python()[1:], rows), code


def same(found: list[list[object]] | Rows, rows: Rows) -> bool:
    """Numbers as numbers, words as words: 12 is 12.0 in a spreadsheet."""
    return [[plain(cell) for cell in row] for row in found] == [[plain(cell) for cell in row] for row in rows]


def plain(cell: object) -> object:
    text = str(cell).strip().lstrip("'").replace(",", "")
    return float(text) if re.fullmatch(r"\d+(\.\d+)?", text) else squeezed(text)


def squeezed(text: str) -> str:
    """Without spaces, which a line's end in a PDF and a page's cell set differently."""
    return re.sub(r"\s", "", text)
