"""Small files of offers, made by code."""

import csv
import io
import json
from datetime import date
from typing import Any

from config.accounts.models import User
from config.imports.report import ImportReport, Outcome
from config.imports.run import load
from opportunities.imports.pledge_sheet import HEADINGS, PledgeReader
from opportunities.imports.vacancies import VacancyReader
from tests.factories.people import make_council, make_user

DAY = date(2026, 11, 20)
PLEDGE = {
    "Reference": "P-1",
    "Pledged On": "12/03/2026",
    "Employer": "Millwheel Motors Ltd",
    "Kind": "Job",
    "Title": "Garage assistant",
    "Quantity": "3",
}


def csv_of(*rows: dict[str, str], columns: tuple[str, ...] = tuple(HEADINGS.values())) -> bytes:
    text = io.StringIO()
    writer = csv.DictWriter(text, columns)
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def pledge(**said: str) -> dict[str, str]:
    """A row of the sheet; `said` are columns, with _ for a space."""
    return PLEDGE | {name.replace("_", " "): value for name, value in said.items()}


def load_pledges(*rows: dict[str, str], as_of: date = DAY, by: User | None = None, **options: Any) -> ImportReport:
    return load_sheet(csv_of(*rows), as_of=as_of, by=by, **options)


def load_sheet(data: bytes, *, as_of: date = DAY, by: User | None = None, **options: Any) -> ImportReport:
    by = by or make_user("virtual_school")
    return load(data, "pledges.csv", reader=PledgeReader(), council=make_council(), by=by, as_of=as_of, **options)


def load_vacancies(
    content: Any, format_name: str = "display-advert", *, as_of: date = DAY, **options: Any
) -> ImportReport:
    data = content if isinstance(content, bytes) else json.dumps(content).encode()
    by, reader = make_user("virtual_school"), VacancyReader(format_name)
    return load(data, "feed.json", reader=reader, council=make_council(), by=by, as_of=as_of, **options)


def asked(report: ImportReport) -> list[tuple[str, str]]:
    """(column, value) of every value that a person is asked."""
    return [(p.column, p.value) for row in report.rows if row.outcome == Outcome.TO_CONFIRM for p in row.problems]


def refused(report: ImportReport) -> list[tuple[int, str, str]]:
    """(row, column, sentence) of everything that was refused."""
    return [
        (row.number, p.column, p.sentence)
        for row in report.rows
        if row.outcome == Outcome.REFUSED
        for p in row.problems
    ]
