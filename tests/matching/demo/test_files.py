"""Seven files, byte for byte the same, that hold what was drawn."""

import csv
import json
from datetime import date
from pathlib import Path

from python_calamine import CalamineWorkbook

from matching.demo import audits, cohort, pledges
from matching.demo.council import DAY, EARLIER_DAYS
from matching.demo.files import DemoFiles, write_files


def every(files: DemoFiles):
    sheets = (files.audit, files.audit_of_newcomers, files.pledges, files.vacancies)
    return [*(path for _, path in files.cohorts), *sheets]


def test_the_same_bytes_on_every_run(tmp_path):
    first, second = write_files(tmp_path / "first"), write_files(tmp_path / "second")
    for one, other in zip(every(first), every(second), strict=True):
        assert one.read_bytes() == other.read_bytes()


def test_cohorts_come_oldest_first_with_real_dates(tmp_path):
    files = write_files(tmp_path)
    assert [day for day, _ in files.cohorts] == [*EARLIER_DAYS, DAY]
    sheet = CalamineWorkbook.from_path(files.cohorts[-1][1]).get_sheet_by_index(0).to_python()
    assert tuple(sheet[0]) == cohort.COLUMNS
    assert len(sheet) == 1 + 810
    born = [row[cohort.COLUMNS.index("Date of Birth")] for row in sheet[1:]]
    drawn = [row["Date of Birth"] for row in cohort.cohort_rows(DAY)]
    assert born == drawn


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def as_written(cell: object) -> str:
    return f"{cell:%d/%m/%Y}" if isinstance(cell, date) else str(cell)


def test_sheets_hold_what_was_drawn_and_nothing_that_runs(tmp_path):
    files = write_files(tmp_path)
    told = sorted(read(files.audit) + read(files.audit_of_newcomers), key=lambda row: row["Child Unique ID"])
    for cells, drawn in ((told, audits.audit_rows()), (read(files.pledges), pledges.pledge_rows())):
        assert [list(row.values()) for row in cells] == [[as_written(cell) for cell in row.values()] for row in drawn]
        assert not any(cell.startswith(("=", "+", "-", "@", "'")) for row in cells for cell in row.values())


def test_newcomers_came_after_the_file_before(tmp_path):
    there = {row["Child Unique ID"] for row in cohort.cohort_rows(EARLIER_DAYS[-1])}
    files = write_files(tmp_path)
    assert {row["Child Unique ID"] for row in read(files.audit)} <= there
    assert not there & {row["Child Unique ID"] for row in read(files.audit_of_newcomers)}


def test_the_feed_is_json(tmp_path):
    assert json.loads(write_files(tmp_path).vacancies.read_text(encoding="utf-8"))["vacancies"]
