"""What a source of files has to say about itself: the `Reader`, and what passes between it and `run.load`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol
from uuid import UUID

from config.accounts.models import Council, User
from config.accounts.permissions import Permission
from config.audit_trail.models import Event
from config.imports.models import ImportFile, Source
from config.imports.report import Problem
from config.imports.sheets import Sheet

LISTED = ";"
"""What parts the values of a cell that holds several."""
Cells = Mapping[str, Any]
"""A row as it was sent: text by column for sheets, the JSON object for feeds."""


@dataclass(frozen=True, slots=True)
class Record:
    """One row or record and its number in the file (1 is the first line, or the first record of a feed)."""

    number: int
    cells: Cells


@dataclass(frozen=True, slots=True)
class Records:
    """A file taken apart. `sha256` is of its bytes. `unread`: headings that the source does not know."""

    sha256: str
    rows: Sequence[Record]
    unread: tuple[str, ...] = ()


def records_of(sheet: Sheet, words: Mapping[str, str]) -> Records:
    """The rows of a sheet under the source's own headings. `words`: heading as sent -> as the source calls it."""
    rows = ({words.get(heading, heading): cell for heading, cell in row.items()} for row in sheet.rows)
    records = [Record(number, row) for number, row in zip(sheet.numbers, rows, strict=True)]
    return Records(sheet.sha256, records, tuple(heading for heading in sheet.columns if heading not in words))


@dataclass(frozen=True, slots=True)
class RowRead:
    """What a row says. `values` is the reader's own; `problems` refuse the row; `to_confirm` are asked of a person."""

    values: Any
    problems: tuple[Problem, ...] = ()
    to_confirm: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Load:
    """The circumstances of one load."""

    council: Council
    by: User
    as_of: date


@dataclass(frozen=True, slots=True)
class Row:
    """A row to write. `is_changed`: not as it was sent last time. `is_old_news`: a newer file spoke of this key."""

    key: str
    number: int
    cells: Cells
    values: Any
    is_changed: bool = True
    is_old_news: bool = False


@dataclass(frozen=True, slots=True)
class Written:
    """What `Reader.write` did: events for the trail, and by key whose row it is and who answers its questions."""

    events: list[Event] = field(default_factory=list)
    subjects: dict[str, UUID] = field(default_factory=dict)
    owners: dict[str, User] = field(default_factory=dict)


class Reader(Protocol):
    """One source. A new one is made for each load, so it may remember what `prepare` found."""

    source: Source
    permission: Permission
    is_feed: bool
    """True: a bad record is set aside alone. False: it keeps the sheet out unless the good rows are asked for."""

    def open(self, data: bytes, name: str) -> Records:
        """Take the file apart (`sheets.read_sheet` for sheets). Raises SheetError or Refused with a sentence."""

    def key_of(self, cells: Cells) -> str:
        """What names the row in its source (Child Unique ID, reference); "" if it has none."""

    def prepare(self, rows: Sequence[Record], load: Load) -> None:
        """Look up what reading needs, in a number of queries that does not grow with the rows. May raise Refused.

        The cells are those that `read_row` will be given.
        """

    def read_row(self, cells: Cells) -> RowRead:
        """No queries. Values that a person has confirmed before already stand in `cells`, as codes."""

    def words_for(self, column: str, code: str) -> str:
        """The wording of a code that a value of this column may mean; "" where the source has none."""

    def write(self, rows: Sequence[Row], file: ImportFile, load: Load) -> Written:
        """Store the rows that were not refused, unchanged ones too, in bulk and in the caller's transaction."""
