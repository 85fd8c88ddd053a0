"""Where we stand as bars with both targets (screens.md 14), and our shares beside those that were published."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from config.reference.models import Benchmark
from config.screens.tables import Column, Table
from matching.reports.figures import Aim, Figures, Position, Share, aims
from matching.reports.small_numbers import PrintedCount, printed_parts, printed_table

BANDS = {"17-18": "17 and 18", "19-21": "19 to 21"}
"""The age bands that are published, in words."""
TOO_FEW = "Too few to show"


@dataclass(frozen=True, slots=True)
class Bar:
    """One group: its share in EET, None where it may not be printed, and what is behind it in a sentence."""

    label: str
    share: Share | None
    sentence: str


def bars(found: Figures, percents: Sequence[Decimal]) -> list[Bar]:
    """Everyone, then each published band that has people."""
    of_bands = [_of_band(BANDS[band], *row, percents) for band, row in _printed_bands(found).items()]
    return [_of_everyone(found.position), *of_bands]


def _of_everyone(position: Position) -> Bar:
    parts = printed_parts((position.eet, position.neet, position.unknown))
    eet, neet, unknown = (one.text for one in parts)
    share = None if parts[0].is_hidden else Share(position.eet, position.everyone)
    if any(one.is_hidden for one in parts):
        return Bar("Everyone", share, f"{eet} of {position.everyone:,} in EET.")
    said = f"{eet} of {position.everyone:,} in EET, {neet} not in EET, {unknown} not known yet."
    known = f"Of the {position.known:,} whose activity is known: {position.of_known('eet').percent}%."
    return Bar("Everyone", share, f"{said} {known}")


def _of_band(label: str, position: Position, eet: PrintedCount, all_: PrintedCount, percents: Sequence[Decimal]) -> Bar:
    said = f"{eet.text} of {all_.text} in EET."
    if eet.is_hidden or all_.is_hidden:
        return Bar(label, None, said)
    way = ", ".join(_way(aim) for aim in aims(position, percents))
    return Bar(label, Share(position.eet, position.everyone), f"{said} {way}." if way else said)


def _way(aim: Aim) -> str:
    percent = f"{float(aim.percent):g}%"
    if not aim.more:
        return f"{percent} is reached"
    return f"{aim.more:,} more {'reaches' if aim.more == 1 else 'reach'} {percent}"


def _printed_bands(found: Figures) -> dict[str, tuple[Position, PrintedCount, PrintedCount]]:
    """The published bands: each position, and how its number in EET and its sum stand in the table by age."""
    by_age = found.by_age()
    cells = printed_table([[row.eet, row.neet, row.unknown, row.everyone] for row in by_age.values()])
    rows = zip(by_age.items(), cells, strict=True)
    return {band: (position, row[0], row[-1]) for (band, position), row in rows if band in BANDS}


def beside_table(found: Figures, published: Sequence[Benchmark], ours: str) -> Table | None:
    """By place, a column for each band; None where nothing was published."""
    if not published:
        return None
    places = list(dict.fromkeys(one.area for one in published))
    said = {(one.area, one.age_band): f"{one.percent}% ({one.year})" for one in published}
    bands = _printed_bands(found)
    own = [_ours(*bands[band]) if band in bands else "Nobody of this age" for band in BANDS]
    rows = [[place, *(said.get((place, band), "Not published") for band in BANDS)] for place in places]
    columns = (Column("In EET", heads=True), *(Column(f"Aged {words}", number=True) for words in BANDS.values()))
    return Table("Beside other places", columns, [[f"{ours}, today", *own], *rows])


def _ours(position: Position, eet: PrintedCount, everyone: PrintedCount) -> str:
    hidden = eet.is_hidden or everyone.is_hidden
    return TOO_FEW if hidden else f"{Share(position.eet, position.everyone).percent}%"
