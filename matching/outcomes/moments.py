"""On which days somebody is asked how it goes: each kind's codes of the list 'follow_ups' (R2)."""

from calendar import monthrange
from datetime import date, timedelta

from config.reference.models import CodedTerm
from config.reference.vocabulary import terms
from matching.placements.models import EetPlacement
from opportunities.vocabulary.kinds import kinds

LIST = "follow_ups"
START, AT_END, MIDWAY = "start", "end", "middle"
LASTING = ("start", "week_13", "week_26", "week_52")
"""The moments of everything that counts as EET: what lasts is measured on them."""


def days_to_ask(placement: EetPlacement) -> dict[str, date]:
    """By moment. What has no day of its own (the terms of a course) is asked with the others."""
    rows = terms(LIST)
    asked = (rows[code] for code in kinds()[placement.kind].follow_up)
    return {row.code: day_of(row, placement) for row in asked if row.attributes["counts_from"]}


def day_of(row: CodedTerm, placement: EetPlacement) -> date:
    """Counted from the start; or the last day, or the middle, where the last day is known."""
    counts_from, start, last = row.attributes["counts_from"], placement.started_on, placement.ended_on
    last = last or placement.planned_end_on
    if last and counts_from != START:
        return last if counts_from == AT_END else start + (last - start) // 2
    return later(start, int(row.attributes["number"]), row.attributes["unit"])


def later(day: date, number: int, unit: str) -> date:
    """The day so many days, weeks or calendar months later; the last of a month that has no such day."""
    if unit != "months":
        return day + timedelta(**{unit: number})
    years, month = divmod(day.month - 1 + number, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
