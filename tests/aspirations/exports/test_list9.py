"""List 9 made from what is held here (R4): seventeen columns, and loading it again changes nothing."""

from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from aspirations.exports.list9 import HEADINGS, export_list9
from aspirations.imports.cohort import CohortReader
from aspirations.models import EetSpell, LeavingCareFact, YoungPerson
from config.accounts.models import User
from config.audit_trail.models import Event
from config.imports.models import ValueToConfirm
from config.imports.run import load
from config.refusal import NotAllowed
from tests.factories.people import DAY, make_council, make_person, make_user
from tests.factories.people_sheets import cohort_row, load_cohort

pytestmark = pytest.mark.django_db
OFSTED = (
    "Child Unique ID", "Gender", "Ethnicity", "Date of Birth", "Age",
    "Unaccompanied Asylum Seeking Child (UASC), or formerly UASC if 18 or over (Y/N)",
    "Does the Child have a Disability", "Allocated Team", "Allocated Worker", "Allocated Personal Advisor",
    "Eligibility Category", "Latest Pathway Plan Review Date", "LA in Touch", "Latest Date of Contact",
    "Type of Accommodation", "Suitability of Accommodation", "Activity Status",
)  # fmt: skip
ACTIVITIES = ("F1", "P1", "F2", "P2", "F4", "P4", "F5", "P5", "G4", "G5", "G6", "0")
HOMES = "BCDEGHKRSTUVWXYZ"


@pytest.fixture
def manager() -> User:
    make_user("personal_adviser", name="Rowan Beck")
    return make_user("team_manager", name="Bryony Heath", team="North")


def exported(**said: Any) -> bytes:
    facts = {"council": make_council(), "day": DAY, "by": make_user("panel_chair"), "as_xlsx": False}
    return export_list9(**facts | said)


def held() -> list[Any]:
    """All that a cohort file can change."""
    people = YoungPerson.objects.order_by("child_id").values_list(
        "child_id", "gender", "ethnicity", "born_on", "uasc", "disability", "team", "social_worker", "personal_adviser",
        "manager", "worker_words", "local_status", "pathway_plan_reviewed_on", "last_contact_on",
    )  # fmt: skip
    spells = EetSpell.objects.order_by("person", "started_on").values_list(
        "person", "activity", "started_on", "ended_on"
    )
    facts = LeavingCareFact.objects.filter(as_of=DAY).order_by("person")
    return [*people, *spells, *facts.values_list("person", "in_touch", "accommodation", "suitability")]


def rows() -> list[dict[str, str]]:
    made = [cohort_row(f"A{number}", activity=f"{code}") for number, code in enumerate(ACTIVITIES)]
    for number, home in enumerate(HOMES):
        suits = "b) Unsuitable" if home in "SX" else "a) Suitable"
        made.append(cohort_row(f"H{number}", accommodation=home, suitability=suits))
    for number, gender in enumerate(("a) Male", "c) Not stated/recorded", "d) Neither", "")):
        made.append(cohort_row(f"S{number}", gender=gender, uasc="a) Yes", disability="(c) Unknown"))
    for number, label in enumerate(
        ("a) Relevant child", "c) Qualifying care leaver", "d) Eligible child", "(e) Other)")
    ):
        made.append(
            cohort_row(f"E{number}", eligibility=label, in_touch="d) Refu", personal_adviser="beck, rowan (PA)")
        )
    made.append(cohort_row("N1", team="", personal_adviser="", contact_on="", pathway_plan_on="", in_touch="f) Rhom"))
    made.append(cohort_row("N2", personal_adviser="Somebody Unknown", accommodation="", suitability="", ethnicity=""))
    return made


def test_headings_are_ofsteds_in_their_order() -> None:
    assert HEADINGS == OFSTED


@pytest.mark.parametrize("as_xlsx", [False, True])
def test_loading_our_own_file_changes_nothing(manager: User, as_xlsx: bool) -> None:
    load_cohort(rows(), manager)
    before, asked = held(), ValueToConfirm.objects.count()
    events = set(Event.objects.values_list("pk", flat=True))
    data = exported(as_xlsx=as_xlsx)
    name = "list9.xlsx" if as_xlsx else "list9.csv"
    report = load(data, name, reader=CohortReader(), council=manager.council, by=manager, as_of=DAY)
    assert report.committed and not report.counts["refused"]
    assert held() == before
    again = load(data, name, reader=CohortReader(), council=manager.council, by=manager, as_of=DAY + timedelta(1))
    assert not again.committed and "so nothing was changed" in again.sentence
    assert held() == before
    changes = Event.objects.exclude(pk__in=events).filter(verb__in=("person_changed", "person_added"))
    assert not changes.exists()
    assert ValueToConfirm.objects.count() <= asked, "our own file asks nothing new"


def test_what_nobody_has_told_us_is_blank_and_the_dead_are_left_out(manager: User) -> None:
    make_person(child_id="C1", born_on=None, manager=manager)
    make_person(child_id="C2", died_on=DAY, manager=manager)
    (_, row) = exported().decode().splitlines()
    assert row.startswith("C1,,,,,(c) Unknown,(c) Unknown,") and row.endswith(",0: No information")


def test_a_workbook_keeps_days_as_days(manager: User) -> None:
    load_cohort([cohort_row("C1")], manager)
    rows = CalamineWorkbook.from_filelike(BytesIO(exported(as_xlsx=True))).get_sheet_by_name("List 9").to_python()
    assert tuple(rows[0]) == OFSTED
    assert rows[1][3] == date(2007, 3, 4) and rows[1][4] == 19


def test_only_who_exports_returns_and_of_the_own_council_and_it_is_in_the_trail(manager: User) -> None:
    person = make_person(manager=manager)
    for by in (make_user("team_manager"), make_user(), make_user("board_viewer"), make_user("administrator")):
        with pytest.raises(NotAllowed):
            exported(by=by)
    with pytest.raises(NotAllowed, match="your own council"):
        exported(by=make_user("panel_chair", council=make_council("E08000035", "Otherbeck")))
    exported()
    event = Event.objects.get(verb="export_made")
    assert event.context == {"export": "list9", "people": [str(person.public_id)]}
