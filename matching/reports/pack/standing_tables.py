"""The tables of where we stand."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from aspirations.models import YoungPerson
from aspirations.spells.activity import IN_WORDS, NO_INFORMATION
from config.reference.models import Benchmark
from matching.reports.figures import Aim, Figures
from matching.reports.pack.ledger import ALL, BANDS, NOW, STATES, Key, Printed, percent_of, whole
from matching.reports.pack.tree import Cell, Column, Table
from matching.reports.small_numbers import NOT_SHOWN

CODES = IN_WORDS | {
    "G4": "Not in EET: illness or disability",
    "G5": "Not in EET: other circumstances",
    "G6": "Not in EET: pregnancy or parenting",
    NO_INFORMATION: "Not known yet",
}
PEOPLE = Column("People", "people")
FOUR = (*(Column(words, "people") for words in STATES.values()), Column("Everyone", "people"))
AROUND_BIRTHDAYS = "The statutory return is taken around birthdays, this on one day: near each other, not the same."


def by_code(found: Figures, shown: Printed) -> Table:
    rows = [(Cell(CODES.get(code, CODES[NO_INFORMATION])), Cell(code), shown.cell("code", code))
            for code in found.by_code()]  # fmt: skip
    last = (Cell("All"), Cell("All codes"), shown.cell(*NOW, ALL))
    columns = (Column("Activity"), Column("Code"), PEOPLE)
    return Table("by_code", "What people do", columns, (*rows, last), f"Codes of the SSDA903. {AROUND_BIRTHDAYS}")


def by_label(found: Figures, shown: Printed) -> Table:
    without = {NO_INFORMATION: "Blank in the file"}
    rows = [
        (Cell(words or without.get(code, "Recorded here, in no file")), Cell(code), shown.cell("label", words, code))
        for words, code in found.by_label()
    ]
    columns = (Column("As the case system says it"), Column("Code"), PEOPLE)
    return Table("by_label", "What people do, in the council's own words", columns, tuple(rows))


def by_age(found: Figures, shown: Printed) -> Table:
    return _positions("by_age", "By age", "Age", [("age", band) for band in found.by_age()], BANDS, shown)


def by_status(found: Figures, shown: Printed) -> Table:
    labels = {str(code): str(label) for code, label in YoungPerson.Status.choices}
    keys = [("status", status) for status in found.by_status()]
    return _positions("by_status", "By status that the council gives", "Status", keys, labels, shown)


def _positions(
    code: str, caption: str, who: str, keys: Sequence[Key], labels: Mapping[str, str], shown: Printed
) -> Table:
    """Groups by state, with everyone in the last row."""
    rows = tuple(
        (Cell(label), *(shown.cell(*key, state) for state in (*STATES, ALL)))
        for label, key in [*((labels[key[1]], key) for key in keys), ("All", NOW)]
    )
    return Table(code, caption, (Column(who), *FOUR), rows)


def of_targets(groups: Sequence[tuple[str, Key, list[Aim]]], percents: Sequence[Decimal], shown: Printed) -> Table:
    columns = (
        Column("Who"), Column("In EET", "people"), Column("Of", "people"), Column("In EET, %", "percent"),
        Column("Of those known, %", "percent"),
        *(Column(f"More to reach {percent(one)}", "number") for one in percents),
    )  # fmt: skip
    rows = []
    for who, key, aims in groups:
        eet, everyone, position = (*key, "eet"), (*key, ALL), shown.position(*key)
        known = percent_of(position.of_known("eet") if position else None)
        more = [whole(aim.more) for aim in aims] or [Cell(NOT_SHOWN)] * len(percents)
        rows.append((Cell(who), shown.cell(*eet), shown.cell(*everyone), shown.percent(eet, everyone), known, *more))
    return Table("targets", "How far each target is", columns, tuple(rows))


def beside(rows: Sequence[Benchmark], ours: Sequence[tuple[str, str, Cell]]) -> Table:
    """Our own shares first: the day, the age band, the percentage."""
    columns = (Column("Place"), Column("Age"), Column("When"), Column("In EET, %", "percent"))
    own = tuple((Cell("Here"), Cell(band), Cell(day), percent) for day, band, percent in ours)
    cells = tuple(
        (Cell(one.area), Cell(BANDS[one.age_band]), Cell(str(one.year)), Cell(str(one.percent), float(one.percent)))
        for one in rows
    )
    note = "Published figures are taken around birthdays, ours on one day: near each other, not the same."
    return Table("beside", "Beside other places", columns, (*own, *cells), note)


def percent(one: Decimal) -> str:
    return f"{float(one):g}%"
