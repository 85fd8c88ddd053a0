"""Checking the rows of a file against what was sent before, without writing anything."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from config.imports.keys import plain_key
from config.imports.models import ImportedRow, Source, ValueToConfirm
from config.imports.report import Outcome, Problem, RowReport
from config.imports.source import LISTED, Cells, Load, Reader, Record, Records, Row, RowRead

LONGEST_KEY = 100
Answers = dict[tuple[str, str], str]
"""What a person has confirmed of one key: code by column and value."""


@dataclass(frozen=True, slots=True)
class Before:
    """The newest row sent for a key."""

    pk: int
    values_hash: str
    as_of: date


@dataclass(frozen=True, slots=True)
class CheckedRow:
    """A row as read, its hash, the row it replaces, and what is reported of it."""

    row: Row
    values_hash: str
    before: Before | None
    report: RowReport

    @property
    def outcome(self) -> Outcome:
        return self.report.outcome


@dataclass(frozen=True, slots=True)
class Checked:
    """The whole file. `absent_keys`: sent before, not now; empty for a file older than the newest."""

    rows: list[CheckedRow]
    absent_keys: list[str]


def check(records: Records, reader: Reader, load: Load) -> Checked:
    """Every row of the file, in its order; a number of queries that does not grow with the rows."""
    before, answers = rows_before(load, reader.source), answers_before(load, reader.source)
    keys = [reader.key_of(record.cells) for record in records.rows]
    answered = [
        replace(record, cells=with_answers(record.cells, answers.get(key)))
        for record, key in zip(records.rows, keys, strict=True)
    ]
    reader.prepare(answered, load)
    twice = rows_of_keys_given_twice(keys, records.rows)
    rows = [
        check_row(sent, key, reader.read_row(record.cells), twice.get(key), before.get(key), load)
        for sent, record, key in zip(records.rows, answered, keys, strict=True)
    ]
    is_newest = all(row.as_of <= load.as_of for row in before.values())
    return Checked(rows, sorted(before.keys() - set(keys)) if is_newest else [])


def check_row(
    record: Record, key: str, read: RowRead, twice: list[int] | None, before: Before | None, load: Load
) -> CheckedRow:
    """Problems refuse it; a row as it was before is not asked about again."""
    refused = (*framework_problems(record.cells, key, twice), *read.problems)
    is_old_news = before is not None and before.as_of > load.as_of
    values_hash = hash_of(record.cells)
    is_changed = is_old_news or before is None or before.values_hash != values_hash
    if refused:
        outcome = Outcome.REFUSED
    elif not is_changed:
        outcome, read = Outcome.UNCHANGED, replace(read, to_confirm=())
    else:
        outcome = Outcome.TO_CONFIRM if read.to_confirm else Outcome.TAKEN
    return CheckedRow(
        Row(key, record.number, record.cells, read.values, is_changed, is_old_news),
        values_hash,
        before,
        RowReport(record.number, key, outcome, refused or read.to_confirm),
    )


def framework_problems(cells: Cells, key: str, twice: list[int] | None) -> tuple[Problem, ...]:
    """What refuses a row of any source."""
    problems = []
    if twice:
        places = f"{', '.join(map(str, twice[:-1]))} and {twice[-1]}"
        column = next((column for column, cell in cells.items() if key in (cell, plain_key(str(cell)))), "")
        problems.append(
            Problem(column, key, f"“{key}” stands in rows {places}. Keep the one that is right, and send it again.")
        )
    if len(key) > LONGEST_KEY:
        problems.append(
            Problem("", key[:LONGEST_KEY], f"This row's reference is longer than {LONGEST_KEY} characters.")
        )
    if not can_be_stored(cells):
        problems.append(Problem("", "", "This row holds a character that is no text. Type the row again and send it."))
    return tuple(problems)


def can_be_stored(cells: Cells) -> bool:
    """PostgreSQL keeps neither the character NUL nor half of a surrogate pair."""
    said = json.dumps(cells, ensure_ascii=False)
    try:
        said.encode()
    except UnicodeEncodeError:
        return False
    return "\\u0000" not in said


def rows_of_keys_given_twice(keys: Sequence[str], rows: Sequence[Record]) -> dict[str, list[int]]:
    places: dict[str, list[int]] = defaultdict(list)
    for key, row in zip(keys, rows, strict=True):
        if key:
            places[key].append(row.number)
    return {key: numbers for key, numbers in places.items() if len(numbers) > 1}


def rows_before(load: Load, source: Source) -> dict[str, Before]:
    rows = ImportedRow.objects.filter(council=load.council, source=source, current=True)
    known = rows.values_list("key", "pk", "values_hash", "file__as_of")
    return {key: Before(pk, values_hash, as_of) for key, pk, values_hash, as_of in known}


def answers_before(load: Load, source: Source) -> dict[str, Answers]:
    """By key: the code that a person confirmed for a column and value. A later answer goes before an earlier one."""
    confirmed = ValueToConfirm.objects.filter(council=load.council, file__source=source).confirmed()
    answers: dict[str, Answers] = defaultdict(dict)
    for key, column, value, code in confirmed.order_by("confirmed_at").values_list("key", "column", "value", "code"):
        answers[key][column, value] = code
    return answers


def with_answers(cells: Cells, answers: Answers | None) -> Cells:
    """The cells, each value that was confirmed before replaced by its code; in a list, each part by itself."""
    if not answers:
        return cells
    answered = dict(cells)
    for (column, value), code in answers.items():
        parts = [part.strip() for part in str(answered.get(column, "")).split(LISTED)]
        if value in parts:
            answered[column] = LISTED.join(code if part == value else part for part in parts)
    return answered


def hash_of(cells: Cells) -> str:
    """Of what the row says: a column that is blank and one that is not there say the same."""
    said = {column: cell for column, cell in cells.items() if cell not in (None, "")}
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()
