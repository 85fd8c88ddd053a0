"""The three files, who may make them, and the trace that it leaves."""

import csv
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
import time_machine
from django.core.management import CommandError, call_command

from config.accounts.models import Council, User
from config.audit_trail.models import Event
from config.refusal import NotAllowed, Refused
from matching.reports.oc3_files import export_oc3
from tests.matching.reports.conftest import Draw

TODAY = date(2026, 7, 1)


@pytest.fixture
def chair(council: Council) -> User:
    return User.objects.create_user("ivy@example.org", name="Ivy", council=council, roles=["panel_chair"])


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "return"


def run(out: Path, **options: str) -> str:
    said = StringIO()
    with time_machine.travel(TODAY, tick=False):
        call_command("export_oc3", year=2026, out=out, stdout=said, **options)
    return said.getvalue()


def read(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def test_the_files_are_exactly_as_the_collection_wants_them(out: Path, draw: Draw, chair: User) -> None:
    draw(pupil_number="")
    draw(in_touch="RHOM", born_on=date(2005, 2, 28), gender="male")
    run(out, by=chair.email)
    assert (out / "header.csv").read_bytes() == (
        b"CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\r\n"
        b"C001,F,10/05/2006,WBRI,,,\r\n"
        b"C002,M,28/02/2005,WBRI,A000000000002,,\r\n"
    )
    assert (out / "oc3.csv").read_bytes() == (
        b"CHILD,DOB,IN_TOUCH,ACTIV,ACCOM\r\nC001,10/05/2006,YES,F2,U1\r\nC002,28/02/2005,RHOM,0,0\r\n"
    )


def test_ask_first_says_who_what_and_whom_to_ask_and_no_name(out: Path, draw: Draw, chair: User) -> None:
    draw(activity="F3", name="Robin", preferred_name="Rob")
    draw(pupil_number="", name="Wren")
    run(out, by=chair.email)
    assert read(out / "ask_first.csv") == [
        ["Child Unique ID", "Birthday", "Ask", "About", "Whom to ask", "E-mail", "In oc3.csv"],
        [
            "C001",
            "10/05/2025",
            "F3 and P3 are no longer taken. Ask if it was an apprenticeship (F4, P4), or not (F5, P5).",
            "rule 132",
            "Hazel",
            "hazel@example.org",
            "no",
        ],
        [
            "C002",
            "10/05/2025",
            "Ask for the pupil number, or the reason why there is none.",
            "pupil number",
            "Hazel",
            "hazel@example.org",
            "yes",
        ],
    ]
    assert len(read(out / "oc3.csv")) == 2


def test_the_adviser_is_asked_before_the_manager(out: Path, draw: Draw, chair: User, council: Council) -> None:
    alder = User.objects.create_user("alder@example.org", name="Alder", council=council, roles=["personal_adviser"])
    draw(activity="", personal_adviser=alder)
    run(out, by=chair.email)
    assert read(out / "ask_first.csv")[1][4:6] == ["Alder", "alder@example.org"]


def test_the_summary_counts_and_names_nobody(out: Path, draw: Draw, chair: User) -> None:
    draw(name="Robin")
    draw(activity="", name="Wren")
    draw(activity="", home="", name="Wren")
    draw(born_on=date(2003, 5, 10), last_contact_on=date(2025, 6, 1))
    assert run(out, by=chair.email).splitlines() == [
        "Care leavers of Ashbeck, 1 April 2025 to 31 March 2026: 3.",
        "Rows written: 1. People who wait for an answer: 2.",
        "      2  activity",
        "      1  accommodation",
        "Questions and whom to ask: ask_first.csv.",
        "Aged 22 to 25 and in contact in the year, to be added by hand: 1.",
    ]


def test_the_export_leaves_an_event_with_opaque_ids(out: Path, draw: Draw, chair: User) -> None:
    written, held = draw(), draw(activity="")
    run(out, by=chair.email)
    event = Event.objects.get(verb="export_made")
    assert (event.actor, event.subject_id) == (chair, chair.council.public_id)
    assert event.context == {
        "export": "oc3",
        "year": 2026,
        "rows": 1,
        "held": 1,
        "people": [str(written.public_id), str(held.public_id)],
    }
    assert "ethnicity" in event.fields


@pytest.mark.parametrize("role", ["personal_adviser", "team_manager", "panel_member", "board_viewer", "administrator"])
def test_a_role_without_the_permission_gets_no_file(out: Path, council: Council, role: str) -> None:
    User.objects.create_user("oak@example.org", name="Oak", council=council, roles=[role])
    with pytest.raises(CommandError, match="Export the statutory return"):
        run(out, by="OAK@example.org")
    assert not out.exists()
    assert not Event.objects.exists()


def test_another_councils_return_is_not_yours(out: Path, chair: User) -> None:
    other = Council.objects.create(code="E08000098", name="Oakbeck")
    with pytest.raises(NotAllowed, match="your own council only"):
        export_oc3(council=other, year=2026, out=out, by=chair, today=TODAY)
    with pytest.raises(CommandError, match="your own council only"):
        run(out, by=chair.email, council=other.code)
    assert not out.exists()


def test_at_the_machine_the_only_council_need_not_be_named(out: Path, draw: Draw) -> None:
    draw()
    assert "Rows written: 1." in run(out)
    Council.objects.create(code="E08000098", name="Oakbeck")
    with pytest.raises(CommandError, match="--council CODE"):
        run(out)
    assert "Rows written: 0." in run(out, council="E08000098")
    assert Event.objects.filter(verb="export_made", actor=None).count() == 2


def test_mistakes_are_told_in_a_sentence(out: Path, council: Council, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="--council CODE"):
        run(out, council="E1")
    with pytest.raises(CommandError, match="Nobody signs in as elm"):
        run(out, by="elm@example.org")
    with pytest.raises(Refused, match="2027-28 has not begun"):
        export_oc3(council=council, year=2028, out=out, by=None, today=TODAY)
    for year in (1, 26, 2010, 2030, 99999):
        with pytest.raises(Refused, match=f"^{year} is not a year of the return. Choose one from 2011 to 2027.$"):
            export_oc3(council=council, year=year, out=out, by=None, today=TODAY)
    (tmp_path / "file").touch()
    with pytest.raises(CommandError, match="cannot be written"):
        run(tmp_path / "file")
    assert not Event.objects.exists()


def test_a_child_id_that_looks_like_a_formula_stays_a_text(out: Path, draw: Draw) -> None:
    draw(child_id="=1+1", activity="")
    draw(child_id="@SUM(A1)")
    run(out)
    cells = [cell for name in ("header", "oc3", "ask_first") for row in read(out / f"{name}.csv") for cell in row]
    assert {"'=1+1", "'@SUM(A1)"} <= set(cells)
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]
