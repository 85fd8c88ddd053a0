"""Figures for the Corporate Parenting Board, calm and with what each is of: never a name, never 1 to 4 people (P6)."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

from aspirations.models import YoungPerson
from aspirations.spells.activity import IN_WORDS, NO_INFORMATION
from config.accounts.permissions import Permission
from config.screens.tables import Column, Table
from matching.desks.figures.beside import bars, beside_table
from matching.desks.lists import CouncilScreen
from matching.reports.figures import Figures, Position, benchmarks, cohort, eet_targets, figures
from matching.reports.promises import Promises, promises_by_event, totals
from matching.reports.reconciliation import Reconciliation, Tables, reconcile
from matching.reports.small_numbers import is_few, printed, printed_parts, printed_table
from opportunities.models import Pledge

CODES = IN_WORDS | {
    "G4": "Not in EET: illness or disability",
    "G5": "Not in EET: other circumstances",
    "G6": "Not in EET: pregnancy or parenting",
    NO_INFORMATION: "Not known yet",
}
STATES = ("In EET", "Not in EET", "Not known yet")


class BoardDesk(CouncilScreen):
    """Where we stand on a day, whether it adds up, how far each target is, and what was promised and kept."""

    may = (Permission.SEE_FIGURES,)
    template_name = "figures/board.html"

    @cached_property
    def figures(self) -> Figures:
        return figures(cohort(self.council, self.today), self.today)

    def context(self) -> dict[str, Any]:
        position = self.figures.position
        percents = eet_targets(self.council, self.today)
        return {
            "heading": "Where we stand",
            "day": self.today,
            "position": position,
            "everyone": printed(position.everyone).text,
            "bars": bars(self.figures, percents),
            "targets": [f"{float(percent):g}" for percent in percents],
            "told": told(self.figures, percents),
            "by_age": positions_table("By age", "Age", self.figures.by_age()),
            "by_status": positions_table("By status that the council gives", "Status", self._statuses()),
            "by_code": self._by_code(),
            "beside": beside_table(self.figures, list(benchmarks(self.today)), self.council.name),
            "promises": self._promises(),
        }

    def _statuses(self) -> dict[str, Position]:
        labels = dict(YoungPerson.Status.choices)
        return {str(labels.get(code, code)): position for code, position in self.figures.by_status().items()}

    def _by_code(self) -> Table:
        counts = self.figures.by_code()
        shown = printed_parts(list(counts.values()))
        return Table(
            "By activity",
            (Column("Activity", heads=True), Column("Code"), Column("People", number=True)),
            [[CODES.get(code, "Not known yet"), code, one.text] for code, one in zip(counts, shown, strict=True)],
            order="Most people first. Codes are those of the statutory return (SSDA903).",
            empty="Nobody is in the cohort yet.",
        )

    def _promises(self) -> Promises:
        return totals(promises_by_event(Pledge.objects.filter(council=self.council)))


def told(found: Figures, percents: Sequence[Any]) -> Reconciliation | None:
    """The reconciliation line; None while a number in it would be of 1 to 4 people."""
    position = found.position
    if not position.known or any(is_few(count) for count in (position.eet, position.neet, position.unknown)):
        return None
    return reconcile(Tables.of(found), percents)


def positions_table(caption: str, who: str, positions: Mapping[str, Position]) -> Table:
    """Rows by label; sums stand at their end and above, so a number that follows from them is hidden too."""
    cells = printed_table([[row.eet, row.neet, row.unknown, row.everyone] for row in positions.values()])
    return Table(
        caption,
        (Column(who, heads=True), *(Column(label, number=True) for label in (*STATES, "Everyone"))),
        [[label, *(one.text for one in row)] for label, row in zip(positions, cells, strict=True)],
        empty="Nobody is in the cohort yet.",
    )
