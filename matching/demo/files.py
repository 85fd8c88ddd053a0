"""The demonstration as files, byte for byte the same on every run: three cohort workbooks, three sheets and a feed."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from config.imports.exporter import Table, csv_bytes, xlsx_bytes
from matching.demo import audits, cohort, pledges
from matching.demo.council import DAY, EARLIER_DAYS
from matching.demo.lives import lives
from matching.demo.vacancies import vacancy_feed


@dataclass(frozen=True, slots=True)
class DemoFiles:
    """Where the files are. cohorts: one for each day, oldest first, to be loaded in this order.

    audit: of those who were in the cohort in the spring; audit_of_newcomers: of those the last cohort brings.
    """

    cohorts: tuple[tuple[date, Path], ...]
    audit: Path
    audit_of_newcomers: Path
    pledges: Path
    vacancies: Path


def write_files(directory: Path) -> DemoFiles:
    """Writes all seven files into the directory, which is made if need be."""
    directory.mkdir(parents=True, exist_ok=True)
    newcomers = {life.child_id for life in lives() if not life.in_cohort_on(EARLIER_DAYS[-1])}
    told = audits.audit_rows()
    late = [row for row in told if row["Child Unique ID"] in newcomers]
    return DemoFiles(
        cohorts=tuple((day, _cohort(directory, day)) for day in (*EARLIER_DAYS, DAY)),
        audit=_sheet(directory / "aspiration-audit.csv", audits.COLUMNS, [row for row in told if row not in late]),
        audit_of_newcomers=_sheet(directory / "aspiration-audit-of-newcomers.csv", audits.COLUMNS, late),
        pledges=_sheet(directory / "pledges.csv", pledges.COLUMNS, pledges.pledge_rows()),
        vacancies=_feed(directory / "vacancies.json"),
    )


def _cohort(directory: Path, day: date) -> Path:
    path = directory / f"cohort-{day:%Y-%m-%d}.xlsx"
    path.write_bytes(xlsx_bytes([Table("List 9", cohort.COLUMNS, _cells(cohort.cohort_rows(day)))]))
    return path


def _sheet(path: Path, columns: Sequence[str], rows: list[dict[str, Any]]) -> Path:
    path.write_bytes(csv_bytes(columns, _cells(rows)))
    return path


def _cells(rows: Iterable[dict[str, Any]]) -> list[list[Any]]:
    return [list(row.values()) for row in rows]


def _feed(path: Path) -> Path:
    path.write_text(json.dumps(vacancy_feed(), indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    return path
