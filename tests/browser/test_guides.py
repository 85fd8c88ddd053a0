"""The guides show pages as they are: each picture is of a page that its role can open, and each picture is used.

With EET_PICTURES=1 the pictures in `docs/guides/pictures` are taken anew.
"""

import os
from datetime import date
from pathlib import Path

import pytest
from django.urls import reverse

from tests.browser.conftest import DESKTOP, PHONE, Opened
from tests.factories.world import World, addresses, make_world
from tests.matching.reports.test_themes import held

GUIDES = Path(__file__).parents[2] / "docs" / "guides"
PICTURES = {
    "caseload": "personal_adviser",
    "person": "personal_adviser",
    "matches": "personal_adviser",
    "agreement": "personal_adviser",
    "team": "team_manager",
    "agenda": "panel_chair",
    "panel_case": "panel_chair",
    "panel_plan": "panel_chair",
    "themes": "panel_chair",
    "pack": "panel_chair",
    "virtual_school_desk": "virtual_school",
    "demand_and_supply": "virtual_school",
    "pledge": "",
    "edit_opportunity": "employer",
    "nominees": "employer",
    "hr_desk": "hr_reviewer",
    "users": "administrator",
    "files": "administrator",
    "board_desk": "board_viewer",
}
LONGEST = 1600


def some_reasons(world: World) -> None:
    """Enough main reasons of two months that they may be shown."""
    held(world.council, date(2026, 8, 27), no_route=14, english_maths=9, confidence=8)
    held(world.council, date(2026, 9, 24), no_route=9, english_maths=12, confidence=6)


BEFORE = {"themes": some_reasons}
"""What a page needs besides the small world to be worth a picture."""
ASKED = {"themes": "?month=2026-09"}


@pytest.mark.parametrize("name", PICTURES)
def test_each_picture_is_of_a_page_that_its_role_can_open(name: str, opened: Opened) -> None:
    world, role = make_world(), PICTURES[name]
    if name in BEFORE:
        BEFORE[name](world)
    page = opened(world.users[role] if role else None, width=DESKTOP if role else PHONE)
    answer = page.goto(reverse(name, kwargs=addresses(world).get(name, {})) + ASKED.get(name, ""))
    assert answer is not None and answer.status == 200
    picture = GUIDES / "pictures" / f"{name}.png"
    if os.environ.get("EET_PICTURES"):
        height = min(page.evaluate("document.documentElement.scrollHeight"), LONGEST)
        page.set_viewport_size({"width": DESKTOP if role else PHONE, "height": height})
        page.screenshot(path=picture)
    assert picture.exists(), "Take it with EET_PICTURES=1 python3 manage.py test tests/browser/test_guides.py"


def test_every_picture_is_used_and_every_one_that_is_used_is_taken() -> None:
    words = "".join(guide.read_text() for guide in GUIDES.glob("*.md"))
    used = {name for name in PICTURES if f"pictures/{name}.png" in words}
    assert used == set(PICTURES)
    assert words.count("](pictures/") == len(PICTURES)
    assert {picture.stem for picture in (GUIDES / "pictures").glob("*.png")} == set(PICTURES)
