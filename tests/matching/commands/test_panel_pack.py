"""`panel_pack` writes a month's pack; `reconcile_tables` reads a published report (P6)."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from config.audit_trail.models import Event
from matching.management.commands.reconcile_tables import SHIPPED
from matching.reports.pack.models import MonthlyPack
from tests.factories.chain import on_the_day
from tests.factories.packs import make_pack
from tests.factories.people import make_person, make_user

__all__ = ["on_the_day"]
PAGE = Path(__file__).parents[3]


@pytest.mark.django_db
def test_the_pack_is_written_and_said_whether_it_adds_up(tmp_path: Path) -> None:
    chair = make_user("panel_chair")
    for number in range(14):
        make_person(["eet", "neet"][number % 2])
    printed = StringIO()
    call_command("panel_pack", month="2026-10", out=tmp_path, by=chair.email, stdout=printed)
    written = {str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*.*")}
    assert {"pack.html", "pack.pdf", "pack.xlsx", "csv/by_code.csv", "csv/funnel.csv"} <= written
    assert "7 in EET, 7 not in EET and 0 with no recorded activity make 14." in printed.getvalue()
    assert "3 more people in education, work or training would reach 70%." in printed.getvalue()
    assert MonthlyPack.objects.get().state == "draft"
    assert Event.objects.filter(verb="export_made", actor=chair).count() == 1


@pytest.mark.django_db
def test_an_agreed_pack_is_written_as_it_was_kept(tmp_path: Path) -> None:
    make_pack("agreed")
    chair, printed = make_user("panel_chair"), StringIO()
    call_command("panel_pack", month="2026-10", out=tmp_path, by=chair.email, stdout=printed)
    assert "Agreed by Ivy Hazelgrove" in printed.getvalue() and "810 young people" in printed.getvalue()
    assert "1 to 4" in (tmp_path / "csv" / "by_code.csv").read_text()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("role", "month", "sentence"),
    [
        ("board_viewer", "2026-10", "not part of your role|for"),
        ("panel_chair", "2026-12", "December 2026 has not begun"),
        ("panel_chair", "soon", "is not a month"),
    ],
)
def test_who_may_not_or_cannot_is_told(role: str, month: str, sentence: str, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=sentence):
        call_command("panel_pack", month=month, out=tmp_path, by=make_user(role).email)


def test_the_published_tables_of_2021_do_not_add_up() -> None:
    """Bradford, November 2021 (domain.md 10)."""
    printed = StringIO()
    call_command("reconcile_tables", str(PAGE / SHIPPED), stdout=printed)
    assert printed.getvalue().splitlines() == [
        "Does not add up: The activities add up to 814, not 810: 4 more than the people stated.",
        "Does not add up: The ages add up to 850, not 810: 40 more than the people stated.",
        "453 in EET, 302 not in EET and 59 with no recorded activity make 814.",
        "The statuses add up to 810.",
        "Not in EET: 37.3%, 302 of 810 (of the people stated).",
        "Not in EET: 37.1%, 302 of 814 (of the activities listed).",
        "Not in EET: 40.0%, 302 of 755 (of those with a known activity).",
        "114 more people in education, work or training would reach 70%.",
        "195 more people in education, work or training would reach 80%.",
    ]


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ("activities,Degree,F9,3", "Row 2: “F9” is no activity code"),
        ("activities,Degree,F1,some", "Row 2: “some” is not a number"),
        ("activities,Degree,F1,3", "needs one row of the table “people”"),
    ],
)
def test_a_sheet_that_cannot_be_read_names_the_row(rows: str, sentence: str, tmp_path: Path) -> None:
    sheet = tmp_path / "report.csv"
    sheet.write_text(f"Table,Label,Code,Number\n{rows}\n")
    with pytest.raises(CommandError, match=sentence):
        call_command("reconcile_tables", str(sheet))


def test_a_sheet_without_its_columns_names_them(tmp_path: Path) -> None:
    sheet = tmp_path / "report.csv"
    sheet.write_text("Table,Label\npeople,All\n")
    with pytest.raises(CommandError, match="no column “Code”"):
        call_command("reconcile_tables", str(sheet))


def test_a_sheet_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("reconcile_tables", str(tmp_path / "none.csv"))
