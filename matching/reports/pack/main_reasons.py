"""Why people are not in EET, who answers for each reason, and what became of it (P4). Counted as on the page of themes.

The page prints the same counts to the same readers, and hides among them by itself (reports/themes.py). Beside them the
pack prints how many cases were decided: what is left between the two has a waived or a restricted reason, and is
guarded here.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from config.reference.vocabulary import terms
from matching.panel.themes.models import ThemeAnswer
from matching.reports.pack.ledger import Ledger
from matching.reports.pack.panel_month import DECIDED
from matching.reports.pack.period import Period
from matching.reports.pack.tree import Cell, Column, Section, Table
from matching.reports.small_numbers import PrintedCount
from matching.reports.themes import YEAR, Themes
from matching.reports.themes_told import TOO_FEW, Shown, first_sentence, starts_apart

NO_ACTION = "No action yet"
NOT_AGREED = "No panel of this month has agreed minutes yet. Main reasons are counted from agreed minutes."


@dataclass(frozen=True, slots=True)
class MainReasons:
    """`shown` is None while the month has no agreed minutes. Answers: promised, first due first; done, newest first."""

    period: Period
    themes: Themes
    shown: Shown | None
    promised: Sequence[ThemeAnswer]
    done: Sequence[ThemeAnswer]

    @classmethod
    def of(cls, period: Period) -> "MainReasons":
        themes, answers = Themes(period.council), ThemeAnswer.objects.of(period.council)
        month = themes.month(period.month)
        done = answers.done_since(period.day - YEAR)
        return cls(period, themes, Shown.of(themes, month) if month else None, list(answers.planned()), list(done))

    def enter(self, ledger: Ledger) -> None:
        """What was decided is what gave a reason, what has a start date, and what is told to nobody."""
        if self.shown is None or self.shown.now.of is None:
            return
        given, starts = self.shown.now.of, self.themes.starts(self.shown.period)
        rest = ledger.counts[DECIDED] - given - starts
        ledger.add_up(
            [
                ledger.enter(("reason", "given"), given, printed_elsewhere=True),
                ledger.enter(("reason", "starts"), starts, printed_elsewhere=True),
                ledger.enter(("reason", "waived or restricted"), rest, kept_back=True),
            ],
            DECIDED,
        )

    def section(self) -> Section:
        return Section("themes", "Why people are not in EET", says=tuple(self._says()), tables=tuple(self._tables()))

    def _says(self) -> Iterator[str]:
        if self.shown is None:
            yield NOT_AGREED
        elif self.shown.now.of is None:
            yield TOO_FEW
        else:
            yield first_sentence(self.shown, {code: row.label for code, row in self.themes.groups.items()})
            if apart := starts_apart(self.shown.now):
                yield apart

    def _tables(self) -> Iterator[Table]:
        if self.shown and self.shown.now.of is not None:
            yield self._by_month(self.shown)
            yield self._answered(self.shown)
        rows = tuple((Cell(row.said), Cell(row.words), Cell(f"{row.done_on:%-d %B %Y}")) for row in self.done)
        columns = (Column("You said"), Column("We did"), Column("When"))
        yield Table("you_said", "You said, we did", columns, rows, "Of the last 12 months, newest first.")

    def _by_month(self, shown: Shown) -> Table:
        columns = (Column("Main reason"), *(Column(month, "people") for month, _ in shown.trend))
        rows = [
            (Cell(self.themes.groups[code].label), *(cell(tally.count(code)) for _, tally in shown.trend))
            for code in shown.codes(self.themes.groups)
        ]
        everyone = (Cell("All"), *(cell(tally.all) for _, tally in shown.trend))
        note = "Each case of a meeting once. A meeting with fewer than 20 main reasons is not shown."
        return Table("themes", "Main reasons, by panel", columns, (*rows, everyone), note)

    def _answered(self, shown: Shown) -> Table:
        """By the part of the service, never by name."""
        owners = terms("owners", council=self.period.council)
        following = {row.group: row for row in reversed(self.promised)}
        rows = tuple(
            (Cell(group.label), Cell(owners[group.attributes["owner"]].label), Cell(next_action(following.get(code))))
            for code in shown.codes(self.themes.groups)
            for group in [self.themes.groups[code]]
        )
        columns = (Column("Main reason"), Column("Owner"), Column("Next action"))
        return Table("theme_owners", "Who answers for it", columns, rows, "As it stood when this was drawn up.")


def cell(count: PrintedCount) -> Cell:
    return Cell(count.text, count.number)


def next_action(answer: ThemeAnswer | None) -> str:
    return f"{answer.words}, {answer.due_on:%-d %B %Y}" if answer and answer.due_on else NO_ACTION
