"""Figures for the Corporate Parenting Board, calm and with what each is of: never a name, never 1 to 4 people (P6).

The figures are those of the monthly pack, on this day; the packs that were agreed are linked.
"""

from typing import Any

from config.accounts.permissions import Permission
from matching.desks.lists import CouncilScreen
from matching.reports.pack.drawing_up import printed
from matching.reports.pack.ledger import ALL, NOW
from matching.reports.pack.models import MonthlyPack
from matching.reports.pack.page import table_of
from matching.reports.pack.period import Period
from matching.reports.pack.promises_kept import PromisesKept
from matching.reports.pack.standing import WhereWeStand

NEWEST = 6


class BoardDesk(CouncilScreen):
    """Where we stand today, whether it adds up, how far each target is, what was promised, and the agreed packs."""

    may = (Permission.SEE_FIGURES,)
    template_name = "figures/board.html"

    def context(self) -> dict[str, Any]:
        period = Period.of(self.council, self.today, self.today)
        standing, promises = WhereWeStand.on(period), PromisesKept.until(period)
        shown = printed((standing, promises))
        section = standing.section(shown)
        return {
            "heading": "Where we stand",
            "day": self.today,
            "known": standing.found.position.known,
            "everyone": shown.cell(*NOW, ALL).text,
            "targets": [f"{float(percent):g}" for percent in standing.percents],
            "section": section,
            "tables": {table.code: table_of(table) for table in section.tables},
            "promises": promises.section(shown).says[0] if promises.all.promised else "",
            "packs": MonthlyPack.objects.visible_to(self.user).in_force().select_related("agreed_by")[:NEWEST],
        }
