"""The aspiration audit (A4): what young people told us, joined to the cohort on Child Unique ID."""

import re
from collections.abc import Sequence
from dataclasses import replace

from aspirations.imports.audit_form import BY_LABEL, BY_LIST, AuditForm, reader
from aspirations.imports.audit_rows import AuditWriter
from aspirations.imports.audit_worries import worries_among, worries_to_read
from aspirations.imports.child_ids import ChildIds
from aspirations.imports.nearest import Nearest
from config.accounts.permissions import Permission
from config.imports.keys import plain_key
from config.imports.models import ImportFile, Source
from config.imports.report import Problem
from config.imports.sheets import SheetError, read_sheet
from config.imports.source import Cells, Load, Record, Records, Row, RowRead, Written, records_of
from config.places.postcodes import look_up
from config.reference.vocabulary import terms

HEADINGS = [str(field.label) for field in AuditForm.base_fields.values()]
CHILD_ID, POSTCODE = "Child Unique ID", "Home Postcode"


def plain(heading: str) -> str:
    return " ".join(re.findall(r"[a-z0-9]+", heading.casefold()))


BY_PLAIN = {plain(heading): heading for heading in HEADINGS} | {"furthest travel": "Furthest Travel (minutes)"}


def known_headings(headings: Sequence[str]) -> int:
    return len({plain(heading) for heading in headings} & BY_PLAIN.keys())


class AuditReader:
    """The audit sheet. Columns may come in any order, and any but the Child Unique ID may be left out."""

    source, permission, is_feed = Source.AUDIT, Permission.IMPORT_PEOPLE, False

    def open(self, data: bytes, name: str) -> Records:
        sheet = read_sheet(data, name, known=known_headings)
        words = {heading: BY_PLAIN[plain(heading)] for heading in sheet.columns if plain(heading) in BY_PLAIN}
        if CHILD_ID not in words.values() or len(words) == 1:
            raise SheetError(
                f"“{name}” is not an audit sheet: it needs the column “{CHILD_ID}” and at least one answer."
            )
        if len(set(words.values())) < len(words):
            raise SheetError(f"“{name}” has two columns that say the same. Please delete one of them.")
        return records_of(sheet, words)

    def key_of(self, cells: Cells) -> str:
        return plain_key(str(cells.get(CHILD_ID, "")))

    def prepare(self, rows: Sequence[Record], load: Load) -> None:
        """The people of these rows (locked until the end), every postcode in one query, and the coded lists."""
        self.postcodes = look_up({str(row.cells.get(POSTCODE, "")) for row in rows})
        self.form = AuditForm(load.council, load.as_of, self.postcodes)
        self.worries = worries_among(row.cells for row in rows)
        keys = {self.key_of(row.cells) for row in rows}
        known = ChildIds(load.council)
        self.people = known.people(keys)
        self.nearest = Nearest(known.given.values() if keys - self.people.keys() else ())

    def read_row(self, cells: Cells) -> RowRead:
        read, key = self.form.read_row(cells), self.key_of(cells)
        if key in self.people:
            worries = worries_to_read(cells, self.worries, self.people[key])
            return replace(read, to_confirm=(*worries, *read.to_confirm))
        if not key:
            return read
        return replace(read, problems=(*read.problems, Problem(CHILD_ID, key, self._unknown(str(cells[CHILD_ID])))))

    def _unknown(self, key: str) -> str:
        near = self.nearest.to(key)
        meant = (
            f"Did you mean {' or '.join(f'“{one}”' for one in near)}?"
            if near
            else "Load the cohort first, or check it."
        )
        return f"Nobody in the cohort has the Child Unique ID “{key}”. {meant}"

    def words_for(self, column: str, code: str) -> str:
        if column in BY_LABEL:
            labels = reader(BY_LABEL[column])
            return labels.describe(code) if code in labels.labels else ""
        term = terms(BY_LIST[column]).get(code) if column in BY_LIST else None
        return term.label if term else ""

    def write(self, rows: Sequence[Row], file: ImportFile, load: Load) -> Written:
        return AuditWriter(self.people, self.postcodes, file, load).write([row for row in rows if row.is_changed])
