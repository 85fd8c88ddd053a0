"""The need points in force on a day, their version, and each in words: printed with the agenda and in the minutes (P1).

A council may give a situation other points; what an agenda was drawn up with stays with its meeting.
"""

from collections.abc import Mapping
from datetime import date

from config.accounts.models import Council
from config.reference.models import CodedTerm
from config.reference.vocabulary import terms

LIMITS = {"under": "under", "within": "within", "over": "over", "at_least": "from"}


def need_table(council: Council, day: date) -> dict[str, CodedTerm]:
    """The list 'need_points' as it holds on the day; for a day before it was kept, as it is."""
    return terms("need_points", council=council, on=day) or terms("need_points", council=council)


def version(table: Mapping[str, CodedTerm]) -> str:
    """Named by the day from which the newest row counts, such as need-2026-04-01."""
    return f"need-{max(row.valid_from for row in table.values()):%Y-%m-%d}"


def in_print(table: Mapping[str, CodedTerm]) -> list[list[str]]:
    """Label and points of each situation, to keep."""
    return [[row.label, points_in_words(row)] for row in table.values()]


def points_in_words(row: CodedTerm) -> str:
    """'1 each month, at most 18', or '10 within 30 days, 6 within 60 days'."""
    facts = row.attributes
    if facts["counts"] in LIMITS:
        steps = (step.split(":") for step in facts["steps"].split())
        way, unit = LIMITS[facts["counts"]], facts["unit"]
        return ", ".join(f"{points} {way} {limit} {unit}s" for limit, points in steps)
    each = f" each {facts['unit']}" if facts["counts"] == "each" else ""
    most = f", at most {facts['cap']}" if facts["cap"] else ""
    return f"{facts['points']}{each}{most}"
