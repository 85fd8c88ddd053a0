"""What became of each row of a file, in words for the person who loads it."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from config.accounts.models import User

WITHHELD = "(not shown here)"
"""Stands for a value that only the owner of its question may read."""


class Outcome(StrEnum):
    """`to_confirm` is taken too: the values in doubt as unknown, each with a question for a person."""

    TAKEN = "taken"
    REFUSED = "refused"
    TO_CONFIRM = "to_confirm"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Problem:
    """A value that refuses its row, or one that a person is asked to confirm.

    `code_read`: what is stored meanwhile, if anything. `candidates`: codes that it may mean (for people: public ids).
    `owner`: who is asked, where it is not the owner of the row.
    """

    column: str
    value: str
    sentence: str
    code_read: str = ""
    candidates: tuple[str, ...] = ()
    owner: User | None = None

    def as_dict(self) -> dict[str, Any]:
        said = {"column": self.column, "value": self.value, "code_read": self.code_read, "sentence": self.sentence}
        return {**said, "candidates": list(self.candidates)}


@dataclass(frozen=True, slots=True)
class RowReport:
    """One row: its number in the file (headings counted), its key, and what is wrong or asked."""

    number: int
    key: str
    outcome: Outcome
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class ImportReport:
    """One file. `committed`: the rows that were not refused are stored. `sentence`: what happened, to close with."""

    source: str
    name: str
    as_of: date
    committed: bool
    sentence: str
    rows: list[RowReport] = field(default_factory=list)
    absent_keys: list[str] = field(default_factory=list)
    unread_columns: tuple[str, ...] = ()
    is_refused: bool = False

    @property
    def counts(self) -> dict[str, int]:
        """Rows by outcome; every outcome is there, zero or not."""
        found = Counter(row.outcome for row in self.rows)
        return {outcome.value: found[outcome] for outcome in Outcome}

    @property
    def rows_with_problems(self) -> list[RowReport]:
        return [row for row in self.rows if row.problems]

    @property
    def left_out(self) -> list[list[Any]]:
        """[row, reference, column, what to do] of each fault that refused a row: what is kept of it, without values."""
        return [
            [row.number, row.key, problem.column, problem.sentence]
            for row in self.rows
            if row.outcome == Outcome.REFUSED
            for problem in row.problems
        ]

    def as_dict(self) -> dict[str, Any]:
        return {
            "source": self.source,
            "file": self.name,
            "as_of": self.as_of.isoformat(),
            "committed": self.committed,
            "refused": self.is_refused,
            "counts": self.counts,
            "rows": [
                {"row": row.number, "key": row.key, "outcome": row.outcome.value, **problem.as_dict()}
                for row in self.rows_with_problems
                for problem in row.problems
            ],
            "absent": self.absent_keys,
            "unread_columns": list(self.unread_columns),
            "sentence": self.sentence,
        }
