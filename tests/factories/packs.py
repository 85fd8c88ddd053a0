"""Monthly packs as they stand. The figures are few and invented unless `figures` says others: real ones take time."""

from datetime import date
from typing import Any

from config.accounts.models import Council
from matching.reports.pack.models import MonthlyPack
from matching.reports.pack.tree import Cell, Chart, Column, Pack, Point, Section, Standing, Table, as_kept
from tests.factories.chain import at
from tests.factories.people import make_council, make_user

OCTOBER = date(2026, 10, 1)
PICTURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 700 60"><rect width="390" height="60" fill="#2f7480"/></svg>'
)
BAR = Chart("eet_now", "share", "Everyone: 55.9% in EET.", (Point("Everyone", "In EET", 55.9),), (70.0, 80.0))
ROWS = (("School or college", "F2", 273), ("Not in EET: other circumstances", "G5", 212))
FIGURES = Pack(
    "Alderbeck",
    OCTOBER,
    date(2026, 10, 31),
    "810",
    (
        Section(
            "standing",
            "Where we stand",
            says=("114 more people in education, work or training would reach 70%.",),
            standings=(Standing("Everyone", "55.9%", "453 of 810 in EET.", BAR),),
            checked=("453 in EET, 302 not in EET and 55 with no recorded activity make 810.",),
            tables=(
                Table(
                    "by_code",
                    "What people do",
                    (Column("Activity"), Column("Code"), Column("People", "people")),
                    (
                        *((Cell(words), Cell(code), Cell(str(count), count)) for words, code, count in ROWS),
                        (Cell("Apprenticeship"), Cell("F4"), Cell("1 to 4")),
                    ),
                    "Most people first.",
                ),
            ),
        ),
    ),
)


def make_pack(
    state: str = "draft", *, council: Council | None = None, figures: Pack = FIGURES, **said: Any
) -> MonthlyPack:
    """The pack of October 2026 unless `figures` are of another month, drawn up in November."""
    council = council or make_council()
    facts: dict[str, Any] = {"month": figures.month, "figures": as_kept(figures), "drawn_up_at": at(hour=9)}
    facts["pictures"] = {chart.code: PICTURE for chart in figures.charts}
    if state != "draft":
        chair = said.pop("agreed_by", None) or make_user("panel_chair", council=council, name="Ivy Hazelgrove")
        facts |= {"agreed_at": at(hour=10), "agreed_by": chair}
    return MonthlyPack.objects.create(council=council, state=state, **facts | said)
