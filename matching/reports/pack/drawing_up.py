"""The contents page of a pack: every section, in order, from one ledger of counts."""

from typing import Protocol

from matching.reports.pack.fairness import Fairness
from matching.reports.pack.funnel import FromEvents
from matching.reports.pack.ledger import ALL, NOW, Ledger, Printed
from matching.reports.pack.main_reasons import MainReasons
from matching.reports.pack.months import Months
from matching.reports.pack.panel_month import PanelMonth, Steps
from matching.reports.pack.period import Period
from matching.reports.pack.promises_kept import PromisesKept
from matching.reports.pack.standing import WhereWeStand
from matching.reports.pack.tree import Pack


class Counted(Protocol):
    """Counts that know what they add up to."""

    def enter(self, ledger: Ledger) -> None: ...


def draw_up(period: Period) -> Pack:
    """Compute every figure of the pack once. It reads only; `actions.py` keeps what it finds."""
    standing, months = WhereWeStand.on(period), Months.to(period)
    panel, reasons, steps = PanelMonth.of(period), MainReasons.of(period), Steps.of(period)
    events, promises, fairness = FromEvents.until(period), PromisesKept.until(period), Fairness.since_april(period)
    parts: tuple[Counted, ...] = (standing, months, panel, reasons, steps, events, promises, fairness)
    shown = printed(parts)
    return Pack(
        council=period.council.name,
        month=period.month,
        day=period.day,
        everyone=shown.cell(*NOW, ALL).text,
        sections=(
            standing.section(shown),
            months.changed(shown),
            months.waited(shown),
            panel.section(shown),
            reasons.section(),
            steps.section(shown),
            events.section(shown),
            promises.section(shown),
            fairness.section(shown),
        ),
    )


def printed(parts: tuple[Counted, ...]) -> Printed:
    """All counts together, so that no table gives away what another hides."""
    ledger = Ledger()
    for part in parts:
        part.enter(ledger)
    return ledger.close()
