"""Loading a file from the command line: the options, the table and the closing line that every import shares."""

import json
from abc import abstractmethod
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from rich.console import Console
from rich.table import Table
from rich.text import Text

from config.accounts.command_line import console_on, council_called, day_called, user_called
from config.imports.report import ImportReport, Outcome, Problem, RowReport
from config.imports.run import load
from config.imports.sheet_error import SheetError
from config.imports.sheets import read_file
from config.imports.source import Reader
from config.refusal import Refused

WIDTH_OF_A_FILE = 160
MOST_IN_TABLE = 500
HEADINGS = ("row", "column", "value", "code read", "what to do")
OUTCOMES = {Outcome.REFUSED: "Rows refused", Outcome.TO_CONFIRM: "Values to confirm: not known until somebody says"}
COUNTED = {Outcome.TO_CONFIRM: "taken with something to confirm"}
OPTIONS = {"“take the good rows”": "--take-good-rows", "“older anyway”": "--older-anyway"}
MOST_ABSENT = 10


class ImportCommand(BaseCommand):
    """`FILE --by EMAIL ...`. Exit code 1 when the file or the person is refused. A command says only its reader."""

    @abstractmethod
    def reader(self, **options: Any) -> Reader:
        """A new reader of this command's source."""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--council", metavar="CODE", help="ONS code; else the council of --by")
        parser.add_argument("--by", metavar="EMAIL", required=True, help="who loads it: their role has to allow it")
        parser.add_argument(
            "--as-of", metavar="YYYY-MM-DD", type=day_called, help="the day the file describes; else today"
        )
        parser.add_argument("--dry-run", action="store_true", help="only check, store nothing")
        parser.add_argument("--take-good-rows", action="store_true", help="leave refused rows out and take the others")
        parser.add_argument("--older-anyway", action="store_true", help="load it even if a newer file was loaded")
        parser.add_argument("--json", action="store_true", help="print the report as JSON and nothing else")

    def handle(self, **options: Any) -> None:
        try:
            report = self.run_import(**options)
        except OSError as problem:
            self.refuse(f"“{options['file']}” cannot be opened: {problem.strerror}.", as_json=options["json"])
        except (Refused, SheetError, CommandError) as problem:
            self.refuse(str(problem), as_json=options["json"])
        self.show(report, as_json=options["json"])
        if report.is_refused:
            raise SystemExit(1)

    def run_import(
        self, *, file: Path, by: str, council: str | None, as_of: date | None, **options: Any
    ) -> ImportReport:
        user = user_called(by)
        return load(
            read_file(file),
            file.name,
            reader=self.reader(**options),
            council=council_called(council, user),
            by=user,
            as_of=as_of or timezone.localdate(),
            dry_run=options["dry_run"],
            take_good_rows=options["take_good_rows"],
            older_anyway=options["older_anyway"],
        )

    def refuse(self, sentence: str, *, as_json: bool) -> None:
        if as_json:
            self.stdout.write(json.dumps({"refused": True, "sentence": sentence}, ensure_ascii=False))
            raise SystemExit(1)
        raise CommandError(with_options(sentence))

    def show(self, report: ImportReport, *, as_json: bool) -> None:
        if as_json:
            self.stdout.write(json.dumps(report.as_dict(), ensure_ascii=False, indent=2))
            return
        console = console_on(self.stdout, WIDTH_OF_A_FILE)
        for outcome, title in OUTCOMES.items():
            show_rows(console, report, outcome, title)
        if report.absent_keys:
            console.print(Text(absent_line(report.absent_keys)))
        if report.unread_columns:
            console.print(Text(f"Columns that were not read: {', '.join(report.unread_columns)}"))
        console.print(Text(closing_line(report)))


def show_rows(console: Console, report: ImportReport, outcome: Outcome, title: str) -> None:
    """A table; thousands of rows, which are for a spreadsheet, as lines with tabs."""
    rows = [row for row in report.rows_with_problems if row.outcome == outcome]
    lines = [line_of(row, problem) for row in rows for problem in row.problems]
    if len(lines) > MOST_IN_TABLE:
        console.print(Text(title))
        for line in (HEADINGS, *lines):
            console.file.write("\t".join(line) + "\n")
    elif lines:
        table = Table(*HEADINGS, title=title, title_justify="left")
        for line in lines:
            table.add_row(*map(Text, line))
        console.print(table)


def line_of(row: RowReport, problem: Problem) -> tuple[str, ...]:
    code = problem.code_read or " or ".join(problem.candidates)
    return str(row.number), problem.column, problem.value, code, problem.sentence


def closing_line(report: ImportReport) -> str:
    counts = ", ".join(f"{report.counts[outcome]} {COUNTED.get(outcome, outcome.value)}" for outcome in Outcome)
    return f"{report.name}, as of {report.as_of:%-d %B %Y}: {counts}. {with_options(report.sentence)}"


def absent_line(keys: Sequence[str]) -> str:
    more = f" and {len(keys) - MOST_ABSENT} more (all with --json)" if len(keys) > MOST_ABSENT else ""
    named = ", ".join(keys[:MOST_ABSENT])
    return f"In an earlier file, not in this one ({len(keys)}; nothing is closed): {named}{more}"


def with_options(sentence: str) -> str:
    """The sentence with the name that each thing to ask for has on the command line."""
    for words, option in OPTIONS.items():
        sentence = sentence.replace(words, f"{words} ({option})")
    return sentence
