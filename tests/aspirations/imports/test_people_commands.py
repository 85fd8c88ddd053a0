"""The two commands: options, the table, the closing line, JSON and the exit code."""

import json
from datetime import date
from io import StringIO

import pytest
import time_machine
from django.core.management import CommandError, call_command

from aspirations.models import AspirationAudit, YoungPerson
from config.imports.models import ImportFile
from tests.factories.people import DAY, make_council, make_person, make_user
from tests.factories.people_sheets import cohort_row, csv_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def manager(db):
    make_user("personal_adviser", name="Rowan Beck")
    return make_user("team_manager", email="manager@example.org", name="Bryony Heath")


@pytest.fixture
def run(tmp_path):
    """Runs a command on these rows; gives what it printed and its exit code."""

    def run_command(command, rows, *options, by="manager@example.org"):
        path, out = tmp_path / "file.csv", StringIO()
        path.write_bytes(csv_of(rows))
        try:
            call_command(command, str(path), "--by", by, *options, stdout=out)
        except SystemExit as end:
            return out.getvalue(), end.code
        return out.getvalue(), 0

    return run_command


def test_a_good_cohort(run):
    printed, code = run("import_cohort", [cohort_row("C1")], "--as-of", "2026-11-20")
    assert code == 0
    assert printed.strip() == (
        "file.csv, as of 20 November 2026: 1 taken, 0 refused, 0 taken with something to confirm, 0 unchanged. Stored."
    )
    assert YoungPerson.objects.get().child_id == "C1"


def test_without_as_of_it_is_today(run):
    with time_machine.travel(date(2026, 12, 24), tick=False):
        run("import_cohort", [cohort_row("C1")])
    assert ImportFile.objects.get().as_of == date(2026, 12, 24)


def test_refused_rows_are_listed_and_the_exit_code_is_one(run):
    printed, code = run("import_cohort", [cohort_row("C1"), cohort_row("")], "--as-of", "2026-11-20")
    assert code == 1
    assert "Rows refused" in printed
    assert "Give the Child Unique ID" in printed
    assert "1 taken, 1 refused" in printed
    assert "Nothing was stored" in printed
    assert "(--take-good-rows)" in printed
    assert not YoungPerson.objects.exists()


def test_take_good_rows(run):
    _, code = run("import_cohort", [cohort_row("C1"), cohort_row("")], "--take-good-rows")
    assert code == 0
    assert YoungPerson.objects.count() == 1


def test_values_to_confirm_show_row_column_value_and_code(run):
    printed, code = run("import_cohort", [cohort_row("C1", activity="F3: training")], "--as-of", "2026-11-20")
    assert code == 0
    row = next(line for line in printed.splitlines() if "F3: training" in line)
    assert [cell.strip() for cell in row.strip("│").split("│")][:4] == ["2", "Activity Status", "F3: training", "F3"]


def test_absent_people_are_listed(run):
    run("import_cohort", [cohort_row(f"C{number}") for number in range(10, 26)], "--as-of", "2026-10-20")
    printed, _ = run("import_cohort", [cohort_row("C25")], "--as-of", "2026-11-20")
    said = " ".join(printed.split())
    assert "In an earlier file, not in this one (15; nothing is closed): C10, C11" in said
    assert "C19 and 5 more" in said
    assert "C20" not in said


def test_a_dry_run_stores_nothing(run):
    printed, code = run("import_cohort", [cohort_row("C1")], "--dry-run")
    assert code == 0
    assert "Only checked" in printed
    assert not YoungPerson.objects.exists()


def test_older_files_need_a_word(run):
    run("import_cohort", [cohort_row("C1")], "--as-of", "2026-11-20")
    with pytest.raises(CommandError, match=r"older anyway” \(--older-anyway\)"):
        run("import_cohort", [cohort_row("C1", gender="Male")], "--as-of", "2026-10-20")
    _, code = run("import_cohort", [cohort_row("C1", gender="Male")], "--as-of", "2026-10-20", "--older-anyway")
    assert code == 0
    assert YoungPerson.objects.get().gender == "female"


def test_json_and_nothing_else(run):
    printed, code = run("import_cohort", [cohort_row("C1", gender="it depends")], "--as-of", "2026-11-20", "--json")
    said = json.loads(printed)
    assert code == 0
    assert (said["committed"], said["counts"]["to_confirm"], said["as_of"]) == (True, 1, "2026-11-20")
    assert [(row["row"], row["column"], row["value"]) for row in said["rows"]] == [(2, "Gender", "it depends")]


@pytest.mark.parametrize(
    ("options", "by", "says"),
    [
        ((), "nobody@example.org", "Nobody signs in as nobody@example.org"),
        (("--council", "E99"), "manager@example.org", "Councils here: E08000032"),
        (("--as-of", "soon"), "manager@example.org", "soon"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_sentence(run, options, by, says):
    with pytest.raises(CommandError, match=says):
        run("import_cohort", [cohort_row("C1")], *options, by=by)


def test_a_refusal_as_json(run):
    printed, code = run("import_cohort", [cohort_row("C1")], "--json", by="nobody@example.org")
    assert code == 1
    assert json.loads(printed)["refused"] is True


def test_somebody_whose_role_does_not_load_files(run):
    make_user("personal_adviser", email="pa@example.org")
    with pytest.raises(CommandError, match="Load the cohort file and the audit sheet"):
        run("import_cohort", [cohort_row("C1")], by="pa@example.org")


def test_somebody_of_another_council(run):
    make_user("team_manager", email="other@example.org", council=make_council("E08000035", "Otherby"))
    with pytest.raises(CommandError, match="Otherby"):
        run("import_cohort", [cohort_row("C1")], "--council", "E08000032", by="other@example.org")


def test_a_file_that_is_not_there():
    with pytest.raises(CommandError, match="cannot be opened"):
        call_command("import_cohort", "nowhere.csv", "--by", "manager@example.org")


def test_a_file_that_is_no_sheet(tmp_path):
    path = tmp_path / "picture.csv"
    path.write_bytes(b"\x00\xff\xd8 no text")
    with pytest.raises(CommandError, match=r"picture\.csv"):
        call_command("import_cohort", str(path), "--by", "manager@example.org")


def test_thousands_of_rows_come_as_lines_with_tabs(run):
    printed, code = run("import_cohort", [cohort_row("") for _ in range(600)], "--dry-run")
    lines = [line.split("\t") for line in printed.splitlines() if "\t" in line]
    assert code == 1
    assert lines[0][0] == "row"
    assert [line[0] for line in lines[1:]] == [str(number) for number in range(2, 602)]


def test_the_audit(run):
    person = make_person(child_id="C1")
    rows = [{"Child Unique ID": "C1", "Wish 1": "nursing"}]
    printed, code = run("import_audit", rows, "--as-of", DAY.isoformat())
    assert (code, "1 taken" in printed) == (0, True)
    assert AspirationAudit.objects.get().person == person
    printed, _ = run("import_audit", rows)
    assert "so nothing was changed" in " ".join(printed.split())


def test_a_day_still_to_come_is_refused(run):
    with (
        time_machine.travel(date(2026, 11, 22), tick=False),
        pytest.raises(CommandError, match="1 December 2027 is still to come"),
    ):
        run("import_cohort", [cohort_row("C1")], "--as-of", "2027-12-01")
    assert not ImportFile.objects.exists()


def test_a_dry_run_does_not_say_stored(run):
    printed, _ = run("import_cohort", [cohort_row("C1", activity="it depends")], "--dry-run")
    assert "Values to confirm: not known until somebody says" in printed
    assert "1 taken with something to confirm" in printed
    assert "stored as" not in printed


def test_a_workbook_by_name_only(tmp_path):
    path = tmp_path / "cohort.xlsx"
    path.write_bytes(csv_of([cohort_row("C1")]))
    with pytest.raises(CommandError, match="is not a workbook"):
        call_command("import_cohort", str(path), "--by", "manager@example.org")


def test_a_sheet_without_headings(tmp_path):
    path = tmp_path / "cohort.csv"
    path.write_bytes(b"C1,red,7\nC2,blue,8\n")
    with pytest.raises(CommandError, match="No heading of this sheet was found in the first rows"):
        call_command("import_cohort", str(path), "--by", "manager@example.org")
