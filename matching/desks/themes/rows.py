"""The figures of themes as they are shown: the table, and the bars of the last meetings."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from config.reference.models import NamedOwner
from config.screens.tables import Cell, Column
from config.templatetags.screens import tag
from matching.panel.themes.models import ThemeAnswer
from matching.reports.small_numbers import FEW, PrintedCount
from matching.reports.themes import Tally, Themes
from matching.reports.themes_told import Shown

BAR_WIDTH, BAR_STEP, BARS_HIGH = 12, 16, 24
FEW_HIGH = 6
"""Every count of 1 to 4 has this height, so that the picture tells no more than the words."""
NO_ACTION = "No action yet"


def columns(shown: Shown) -> tuple[Column, ...]:
    if shown.period.is_year:
        return (
            Column("Main reason", heads=True),
            Column("People", number=True),
            Column("Owner"),
            Column("Next action"),
        )
    before = [Column(shown.before.name, number=True)] if shown.before else []
    month = shown.period.name.split()[0]
    bars = Column(f"Last {len(shown.trend)} panels")
    head = (Column("Main reason", heads=True), Column(month, number=True), *before, bars)
    return (*head, Column("Owner"), Column("Next action"))


class Rows:
    """The table, row by row. `answers` are what is promised, first due first."""

    def __init__(
        self, shown: Shown, themes: Themes, owners: Mapping[str, str], named: Mapping[str, NamedOwner],
        answers: Iterable[ThemeAnswer],
    ) -> None:  # fmt: skip
        self.shown, self.groups, self.owners, self.named = shown, themes.groups, owners, named
        self.next: dict[str, ThemeAnswer] = {}
        for answer in answers:
            self.next.setdefault(answer.group, answer)

    def rows(self) -> list[list[Any]]:
        return [self._row(code) for code in self.shown.codes(self.groups)]

    def _row(self, code: str) -> list[Any]:
        shown = self.shown
        before = [shown.earlier.count(code).text] if shown.before else []
        counts = [tally.count(code) for _, tally in shown.trend]
        bars = [Cell(trend_in_words(shown.trend, code), html=bars_of(counts, [name for name, _ in shown.trend]))]
        return [
            Cell(self.groups[code].label, href=reverse("theme", args=[code])),
            shown.now.count(code).text,
            *([] if shown.period.is_year else [*before, *bars]),
            self.owner(code),
            self.next_action(code),
        ]

    def owner(self, code: str) -> str:
        owner = self.groups[code].attributes["owner"]
        row = self.named.get(owner)
        acts = row.acts if row else None
        return f"{self.owners[owner]}: {acts.name}" if acts else self.owners[owner]

    def next_action(self, code: str) -> Cell | str:
        answer = self.next.get(code)
        if answer is None or answer.due_on is None:
            return Cell(NO_ACTION, html=tag(NO_ACTION, "red"))
        return f"{answer.words}, {answer.due_on:%-d %B}"


def trend_in_words(trend: Iterable[tuple[str, Tally]], code: str) -> str:
    return ", ".join(f"{name} {tally.count(code).text}" for name, tally in trend)


def bars_of(counts: Sequence[PrintedCount], names: Sequence[str]) -> SafeString:
    """One bar a meeting, the last one darker; what may not be printed has none, and the words say so."""
    most = max((count.number or 0 for count in counts), default=0) or 1
    heights = [FEW_HIGH if count.text == FEW else round(BARS_HIGH * (count.number or 0) / most) for count in counts]
    rects = format_html_join(
        "",
        '<rect class="eet-trend__bar" x="{}" y="{}" width="{}" height="{}"></rect>',
        ((BAR_STEP * at, BARS_HIGH - high, BAR_WIDTH, high) for at, high in enumerate(heights)),
    )
    said = ", ".join(f"{name} {count.text}" for name, count in zip(names, counts, strict=True))
    return format_html(
        '<svg class="eet-trend" viewBox="0 0 {} {}" width="{}" height="{}" aria-hidden="true" focusable="false">'
        "{}</svg>"
        '<span class="govuk-visually-hidden">{}</span>',
        BAR_STEP * len(counts), BARS_HIGH + 1, BAR_STEP * len(counts), BARS_HIGH + 1, rects, said,
    )  # fmt: skip


def since_then(answer: ThemeAnswer, today: date) -> str:
    return answer.since_then or (
        "Too early to say" if answer.done_on and (today - answer.done_on).days < 60 else "Not known yet"
    )
