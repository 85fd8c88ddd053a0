"""A report of a check on the screen: sentences first, then the rows to look at."""

from collections.abc import Iterator
from typing import Any

from config.imports.report import ImportReport, Outcome
from config.screens.tables import Column

PROBLEM_COLUMNS = (
    Column("Row", number=True), Column("Reference"), Column("Column"), Column("Value"), Column("What happens"),
    Column("What to do"),
)  # fmt: skip
LEFT_OUT_COLUMNS = (Column("Row", number=True), Column("Reference"), Column("Column"), Column("What to do"))
IN_WORDS = {Outcome.REFUSED: "Refused", Outcome.TO_CONFIRM: "To confirm"}
LONGEST_SHOWN = 200


def problem_rows(report: ImportReport) -> list[list[Any]]:
    """One row a problem, in the order of the file."""
    return [
        [
            row.number, row.key or "None given", problem.column or "The whole row",
            problem.value[:LONGEST_SHOWN] or "Nothing given", IN_WORDS[row.outcome], problem.sentence,
        ]
        for row in report.rows_with_problems
        for problem in row.problems
    ]  # fmt: skip


def what_would_happen(report: ImportReport, *, is_feed: bool) -> Iterator[str]:
    """Each outcome in a sentence; what is zero is left out."""
    counts = report.counts
    taken = counts[Outcome.TAKEN] + counts[Outcome.TO_CONFIRM]
    doubtful = counts[Outcome.TO_CONFIRM]
    in_doubt = f", {doubtful:,} of them with a value that is not known until somebody confirms it" if doubtful else ""
    yield f"{in_rows(taken)} would be taken{in_doubt}."
    if number := counts[Outcome.UNCHANGED]:
        yield f"{in_rows(number)} {_are(number)} as before, so nothing changes for {_them(number)}."
    if number := counts[Outcome.REFUSED]:
        alone = "It is set aside alone." if number == 1 else "They are set aside alone."
        way_out = alone if is_feed else "Put right what is refused, or take the good rows only."
        yield f"{in_rows(number)} {_are(number)} refused. {way_out}"


def in_rows(number: int) -> str:
    """A number of rows in words."""
    return "1 row" if number == 1 else f"{number:,} rows"


def _are(number: int) -> str:
    return "is" if number == 1 else "are"


def _them(number: int) -> str:
    return "it" if number == 1 else "them"
