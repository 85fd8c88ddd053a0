"""Rows of sheets made by code, and loading them."""

import csv
from datetime import date
from io import StringIO
from typing import Any

from aspirations.imports.annex_a import COLUMNS
from aspirations.imports.audit_sheet import AuditReader
from aspirations.imports.cohort import CohortReader
from config.accounts.models import User
from config.imports.report import ImportReport
from config.imports.run import load
from tests.factories.people import DAY

HEADINGS = {column: words for column, words, _ in COLUMNS}
Rows = list[dict[str, str]]


def cohort_row(child_id: str, **said: str) -> dict[str, str]:
    """A row that is read for certain; keys are those of `annex_a.COLUMNS`."""
    row = {
        "child_id": child_id,
        "gender": "b) Female",
        "ethnicity": "WBRI",
        "born_on": "04/03/2007",
        "age": "19",
        "uasc": "b) No",
        "disability": "b) No",
        "team": "North",
        "worker": "",
        "personal_adviser": "Rowan Beck",
        "eligibility": "b) Former relevant child",
        "pathway_plan_on": "01/09/2026",
        "in_touch": "a) Yes",
        "contact_on": "02/11/2026",
        "accommodation": "U: Independent living",
        "suitability": "a) Suitable",
        "activity": "F2: Full time in education other than higher education",
    }
    return {HEADINGS[column]: cell for column, cell in {**row, **said}.items()}


def csv_of(rows: Rows) -> bytes:
    text = StringIO(newline="")
    writer = csv.DictWriter(text, list(dict.fromkeys(heading for row in rows for heading in row)), restval="")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def load_cohort(rows: Rows, by: User, as_of: date = DAY, **options: Any) -> ImportReport:
    data = csv_of(rows)
    return load(data, "cohort.csv", reader=CohortReader(), council=by.council, by=by, as_of=as_of, **options)


def load_audit(rows: Rows, by: User, as_of: date = DAY, **options: Any) -> ImportReport:
    data = csv_of(rows)
    return load(data, "audit.csv", reader=AuditReader(), council=by.council, by=by, as_of=as_of, **options)
