"""A sheet with errors mended and loaded (S4), and the wishes asked, left, taken up again and compared (A3)."""

from pathlib import Path

from django.utils import timezone
from playwright.sync_api import Page

from aspirations.models import YoungPerson
from matching.desks.wishes.questions import QUESTIONS
from tests.browser.conftest import WAYS, Opened, Way
from tests.browser.hands import by_keyboard, fill, follow, press, says_error, to_field
from tests.factories.people import make_user
from tests.factories.people_sheets import Rows, cohort_row, csv_of
from tests.factories.service import well_known


def sheet(folder: Path, rows: Rows) -> Path:
    file = folder / "cohort.csv"
    file.write_bytes(csv_of(rows))
    return file


def give(page: Page, file: Path) -> None:
    page.locator("input[name=source][value=cohort]").check()
    page.set_input_files("[name=file]", file)
    fill(page, as_of=timezone.localdate())


@WAYS
def test_the_errors_of_a_sheet_are_read_and_the_mended_one_is_loaded(way: Way, opened: Opened, tmp_path: Path) -> None:
    make_user("personal_adviser", name="Rowan Beck")
    page = opened(make_user("team_manager"), way=way)
    page.goto("/files/")
    follow(page, "Load a file")
    press(page, "Check this file")
    says_error(page, "Choose the file")
    give(page, sheet(tmp_path, [cohort_row("C1"), cohort_row("")]))
    press(page, "Check this file")
    assert "1 row is refused." in page.inner_text("main")
    assert "Give the Child Unique ID" in page.inner_text("main")
    press(page, "Start again with another file")
    assert not YoungPerson.objects.exists()
    give(page, sheet(tmp_path, [cohort_row("C1"), cohort_row("C2")]))
    press(page, "Check this file")
    press(page, "Load this file")
    assert "cohort.csv is loaded." in page.inner_text("main")
    assert set(YoungPerson.objects.values_list("child_id", flat=True)) == {"C1", "C2"}


def test_a_file_is_loaded_by_keyboard_alone(opened: Opened, tmp_path: Path) -> None:
    """The browser's own file chooser is the one step that no page can offer."""
    make_user("personal_adviser", name="Rowan Beck")
    page = opened(make_user("team_manager"))
    page.goto("/files/")
    by_keyboard(page, "Load a file")
    to_field(page, "source")
    page.keyboard.press("Space")
    to_field(page, "file")
    page.set_input_files("[name=file]", sheet(tmp_path, [cohort_row("C1")]))
    to_field(page, "as_of_day")
    day = timezone.localdate()
    for number in (day.day, day.month, day.year):
        page.keyboard.type(str(number))
        page.keyboard.press("Tab")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    by_keyboard(page, "Load this file")
    assert YoungPerson.objects.get().child_id == "C1"


@WAYS
def test_the_wishes_are_asked_left_taken_up_again_and_compared(way: Way, opened: Opened) -> None:
    adviser = make_user()
    person = well_known("working in a garage", name="Robin Fernbrook", on_caseload_of=adviser)
    page = opened(adviser, way=way)
    page.goto(f"/people/{person.public_id}/wishes/")
    follow(page, "Go through all questions again")
    fill(page, wish_1="looking after dogs")
    press(page, "Save and come back later")
    assert "Until then the record stays as it was." in page.inner_text("main")
    page.goto(f"/people/{person.public_id}/")
    follow(page, "Go on with them")
    follow(page, "Go on with the next question")
    for question in QUESTIONS[1:]:
        assert f"/wishes/{question.name}/" in page.url
        if question.name == "travel":
            fill(page, travel_minutes="far")
            press(page, "Save and go on")
            says_error(page, "Type minutes up to 240")
            fill(page, travel_minutes="30")
        press(page, "Save and go on")
    press(page, "Record these answers")
    assert "Recorded for Robin Fernbrook." in page.inner_text("main")
    page.goto(f"/people/{person.public_id}/wishes/compare/")
    changed = page.inner_text("main")
    assert "“working in a garage”" in changed and "“looking after dogs”" in changed
    assert person.aspiration_audits.current().get().travel_minutes == 30
