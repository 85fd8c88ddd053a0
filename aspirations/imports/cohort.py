"""The cohort from Ofsted Annex A, list 9 (A1): who is in the leaving care service, with whom, and what they do now."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from aspirations.imports.annex_a import CODED, find_columns, known_headings, reader
from aspirations.imports.child_ids import ChildIds
from aspirations.imports.cohort_rows import CohortWriter
from aspirations.imports.forms import HEADINGS, CohortForm
from aspirations.imports.named_only import NamedOnly
from aspirations.imports.workers import Workers
from aspirations.spells.activity import NO_INFORMATION, RETIRED_CODES
from aspirations.spells.models import EetSpell
from config.accounts.permissions import Permission
from config.imports.keys import plain_key
from config.imports.models import ImportFile, Source
from config.imports.report import Problem
from config.imports.sheets import read_sheet
from config.imports.source import Cells, Load, Record, Records, Row, RowRead, Written, records_of

READ_BY_LABEL = {*CODED, "accommodation", "suitability"}
MANAGERS_COLUMNS = {HEADINGS["worker"], HEADINGS["personal_adviser"], HEADINGS["team"]}
ACTIVITY = HEADINGS["activity"]
NOT_SAID = "The file does not say what this person does now. What is known stays: please ask if it is still so."


class CohortReader:
    """List 9 with 17 or 13 columns. Rows are kept under Ofsted's own headings, whatever the file calls them."""

    source, permission, is_feed = Source.COHORT, Permission.IMPORT_PEOPLE, False

    def open(self, data: bytes, name: str) -> Records:
        sheet = read_sheet(data, name, known=known_headings)
        return records_of(sheet, {heading: HEADINGS[column] for column, heading in find_columns(sheet.columns).items()})

    def key_of(self, cells: Cells) -> str:
        return plain_key(str(cells.get(HEADINGS["child_id"], "")))

    def prepare(self, rows: Sequence[Record], load: Load) -> None:
        """Workers, the people of these rows (locked until the end) and their spells. Refused without a team manager."""
        self.workers = Workers(load.council)
        self.workers.manager_of("")
        self.form = CohortForm(self.workers, load.as_of)
        self.people = dict(ChildIds(load.council).people({self.key_of(row.cells) for row in rows}))
        self.named_only = NamedOnly(self.people, load)
        self.spells: dict[int, list[EetSpell]] = defaultdict(list)
        for spell in EetSpell.objects.filter(person__in=self.people.values()).order_by("started_on"):
            self.spells[spell.person_id].append(spell)

    def read_row(self, cells: Cells) -> RowRead:
        key, read = self.key_of(cells), self.form.read_row(cells)
        read = self.named_only.leave_workers(key, cells, read)
        asked = [problem if problem.owner else self._owned(problem, read.values) for problem in read.to_confirm]
        return replace(read, to_confirm=tuple(self._with_activity(asked, key, read.values)))

    def _owned(self, problem: Problem, values: dict[str, str]) -> Problem:
        """Who an unknown worker is, and whose an unknown team is, the team manager is asked."""
        if problem.column not in MANAGERS_COLUMNS:
            return problem
        return replace(problem, owner=self.workers.manager_of(values.get("team") or ""))

    def _with_activity(self, asked: list[Problem], key: str, values: dict[str, str | None]) -> list[Problem]:
        """A blank where something was known is asked. An old code is not, once the new one is known."""
        now, code = self._spell_now(key), values.get("activity")
        in_doubt = any(problem.column == ACTIVITY for problem in asked)
        if now is None:
            return asked
        if code in RETIRED_CODES and now.activity in RETIRED_CODES[code]:
            return [problem for problem in asked if problem.column != ACTIVITY]
        if code in (None, NO_INFORMATION) and not in_doubt:
            if key in self.named_only.people:
                return [*asked, Problem(ACTIVITY, code or "", NOT_SAID)]
            return [*asked, Problem(ACTIVITY, code or "", still_so(now), code_read=now.activity)]
        return asked

    def _spell_now(self, key: str) -> EetSpell | None:
        spells = self.spells[self.people[key].pk] if key in self.people else []
        return next((spell for spell in spells if spell.ended_on is None), None)

    def words_for(self, column: str, code: str) -> str:
        name = next((name for name, heading in HEADINGS.items() if heading == column), "")
        labels = reader(name).labels if name in READ_BY_LABEL else {}
        return reader(name).describe(code) if code in labels else ""

    def write(self, rows: Sequence[Row], file: ImportFile, load: Load) -> Written:
        return CohortWriter(self.workers, self.people, self.spells, file, load).write(rows)


def still_so(spell: EetSpell) -> str:
    known = f"{reader('activity').describe(spell.activity)}, last confirmed on {spell.last_seen_on:%-d %B %Y}"
    return f"The file does not say what this person does now. Known is: {known}. Please ask if it is still so."
