"""Writing the care-leaver return: header.csv and oc3.csv for the collection, ask_first.csv for the council's own use.

ask_first.csv names nobody: the Child Unique ID, and the colleague who can ask.
"""

from dataclasses import astuple, dataclass
from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from django.db import transaction

from aspirations.exports.list9 import check_may_export
from config.accounts.models import Council, User
from config.audit_trail.trail import record
from config.imports.exporter import Cell, csv_bytes
from matching.reports.oc3 import Entry, Oc3Return, Question, oc3_return
from matching.reports.oc3_rules import return_year

HEADER = ("CHILD", "SEX", "DOB", "ETHNIC", "UPN", "MOTHER", "MC_DOB")
OC3 = ("CHILD", "DOB", "IN_TOUCH", "ACTIV", "ACCOM")
ASK_FIRST = ("Child Unique ID", "Birthday", "Ask", "About", "Whom to ask", "E-mail", "In oc3.csv")
FIELDS = (
    "child_id",
    "gender",
    "born_on",
    "ethnicity",
    "pupil_number",
    "in_touch",
    "activity",
    "accommodation",
    "suitability",
)


@dataclass(frozen=True, slots=True)
class Exported:
    """The return, and the files it was written to."""

    oc3: Oc3Return
    paths: tuple[Path, ...]


@transaction.atomic
def export_oc3(*, council: Council, year: int, out: Path, by: User | None, today: date) -> Exported:
    """Write the three files of the return named by its end year into a folder, made if need be.

    Raises NotAllowed without the permission or for another council, Refused for a year that is none or has not begun,
    and OSError where the folder cannot be written. `by` is empty for somebody at the machine itself.
    """
    check_may_export(by, council)
    oc3 = oc3_return(council, return_year(year, today), today)
    _record(oc3, council, by)
    return Exported(oc3, _write(oc3, out))


def _record(oc3: Oc3Return, council: Council, by: User | None) -> None:
    people = [str(entry.person.public_id) for entry in oc3.entries]
    counts = {"rows": len(oc3.rows), "held": len(oc3.held)}
    context = {"export": "oc3", "year": oc3.year.ends_in, "people": people, **counts}
    record("export_made", council, council=council, by=by, fields=FIELDS, **context)


@transaction.atomic
def oc3_archive(*, council: Council, year: int, by: User, today: date) -> bytes:
    """The three files as one zip, for the screen. Raises as `export_oc3` does."""
    check_may_export(by, council)
    oc3 = oc3_return(council, return_year(year, today), today)
    _record(oc3, council, by)
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for name, data in _files(oc3).items():
            archive.writestr(name, data)
    return file.getvalue()


def _write(oc3: Oc3Return, out: Path) -> tuple[Path, ...]:
    out.mkdir(mode=0o700, parents=True, exist_ok=True)
    files = _files(oc3)
    for name, data in files.items():
        (out / name).write_bytes(data)
    return tuple(out / name for name in files)


def _files(oc3: Oc3Return) -> dict[str, bytes]:
    return {
        "header.csv": csv_bytes(HEADER, [(*astuple(row), None, None) for row in oc3.headers]),
        "oc3.csv": csv_bytes(OC3, [astuple(row) for row in oc3.rows]),
        "ask_first.csv": csv_bytes(ASK_FIRST, [_ask(*pair) for pair in oc3.questions], for_excel=True),
    }


def _ask(entry: Entry, question: Question) -> tuple[Cell, ...]:
    whom = entry.person.adviser
    in_oc3 = "no" if entry.is_held else "yes"
    return (
        entry.person.child_id,
        entry.birthday,
        question.sentence,
        question.about,
        whom.name,
        whom.email,
        in_oc3,
    )
