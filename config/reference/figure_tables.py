"""Dated figures as tables: what counts today, what counted before and what is to come."""

from decimal import Decimal
from typing import Any

from django.db.models import Q

from config.accounts.models import Council
from config.reference.models import AgeRule, Benchmark, Bursary, Dated, MinimumWage, PlacesTarget, Target
from config.screens.tables import Column, Table

DATES = (Column("From"), Column("Until"), Column("Source"))
WAGES = (Column("Band", heads=True), Column("Pounds an hour", number=True), *DATES)
AGES = (
    Column("Kind", heads=True),
    Column("From age"),
    Column("To age"),
    Column("Care leavers to"),
    Column("Rule"),
    *DATES,
)
MONEY = (Column("What", heads=True), Column("Pounds", number=True), Column("Under age"), Column("Rule"), *DATES)
TARGETS = (Column("Measure", heads=True), Column("Percent", number=True), Column("Whose"), *DATES)
OTHERS = (
    Column("Area", heads=True),
    Column("Measure"),
    Column("Ages"),
    Column("Year"),
    Column("Percent", number=True),
    Column("Source"),
)
ABBREVIATED = ("eet", "neet")


def figure_tables(council: Council) -> list[Table]:
    """One table a kind of figure, each with the address of its file."""
    tables = [wages(), age_rules(), money(), targets(council), kept_places(council), benchmarks()]
    for number, table in enumerate(tables):
        table.csv = f"?as=csv&table={number}"
    return tables


def wages() -> Table:
    rows = [[row.get_band_display(), f"£{row.pounds_per_hour}", *dates(row)] for row in MinimumWage.objects.all()]
    return Table("Legal minimum wages", WAGES, rows, order="The newest first.")


def age_rules() -> Table:
    rows = [
        [plain(row.kind), *map(age, (row.youngest, row.oldest, row.oldest_care_leaver)), row.sentence, *dates(row)]
        for row in AgeRule.objects.all()
    ]
    return Table("Who may start, by age", AGES, rows, order="By kind, the newest first.")


def money() -> Table:
    rows = [
        [row.label, f"£{row.pounds:,.0f}", age(row.under_age), row.sentence, *dates(row)]
        for row in Bursary.objects.all()
    ]
    return Table("Money that follows a start", MONEY, rows, order="By name, the newest first.")


def targets(council: Council) -> Table:
    """The council's own beside the shared ones."""
    rows = [
        [plain(row.measure), percent(row.percent), "Yours" if row.council_id else "Shared", *dates(row)]
        for row in Target.objects.filter(Q(council=council) | Q(council=None))
    ]
    order = "The lowest first. Where you have targets of your own, the shared ones do not count."
    return Table("Targets", TARGETS, rows, order=order)


def kept_places(council: Council) -> Table:
    rows = [[str(row.places), *dates(row)] for row in PlacesTarget.objects.filter(council=council)]
    columns = (Column("Places filled in a year", heads=True), *DATES)
    empty = "No target of kept places is set yet."
    return Table("Places kept for care leavers", columns, rows, order="The newest first.", empty=empty)


def benchmarks() -> Table:
    rows = [
        [row.area, plain(row.measure), row.age_band, str(row.year), percent(row.percent), row.source]
        for row in Benchmark.objects.all()
    ]
    return Table("Published figures of others", OTHERS, rows, order="By measure, ages and area.")


def dates(row: Dated) -> list[Any]:
    until = f"{row.valid_to:%-d %B %Y}" if row.valid_to else "For good"
    return [f"{row.valid_from:%-d %B %Y}", until, row.source or "Not named"]


def age(years: int | None) -> str:
    return "No limit" if years is None else str(years)


def plain(code: str) -> str:
    """ "in_touch" as "In touch"; "eet" as "EET"."""
    return code.upper() if code in ABBREVIATED else code.replace("_", " ").capitalize()


def percent(share: Decimal) -> str:
    return f"{share.normalize():f}"
