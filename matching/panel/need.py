"""Need points: the documented order of the agenda (vocabularies.md 7). They order the list; the chair's mark decides.

Nothing here reads sex, ethnicity, religion, disability, pregnancy, migration or care history. A fact that is not known
gives no points and takes none.
"""

from dataclasses import dataclass
from typing import NamedTuple

from config.reference.models import CodedTerm


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedFacts:
    """What is known of one person on the day of a meeting. Days are whole days; None is not known or none ahead."""

    months_neet: int = 0
    at_least: bool = False
    spell_days: int | None = None
    second_spell: bool = False
    right_lost_in: int | None = None
    right_lost: str = ""
    dated_change_in: int | None = None
    duty_unmet: bool = False
    days_without_contact: int | None = None
    no_settled_home: bool = False
    match_closes_in: int | None = None
    overdue_actions: int = 0
    stalled: bool = False
    meetings_unseen: int = 0
    asked: bool = False
    no_wish: bool = False


class NeedPart(NamedTuple):
    """One reason on the agenda: its code, its whole points, and the sentence printed beside the total."""

    code: str
    points: int
    sentence: str


def need_parts(facts: NeedFacts, table: dict[str, CodedTerm]) -> list[NeedPart]:
    """The parts that give points, in the list's order. `table` is the list 'need_points' (a council may change it)."""
    found = {
        "months": (_each(table["months"], facts.months_neet), _months(facts)),
        "new_spell": (_within(table["new_spell"], facts.spell_days, strict=True), "A new spell: early help counts."),
        "again": (_once(table["again"], facts.second_spell), "A second spell within 12 months."),
        "clock": (
            _within(table["clock"], facts.right_lost_in),
            f"In {_number(facts.right_lost_in, 'day')} ends: {_in_a_sentence(facts.right_lost)}.",
        ),
        "dated": (_within(table["dated"], facts.dated_change_in), "A dated change lies ahead."),
        "duty": (_once(table["duty"], facts.duty_unmet), "Under 18 and the duty to participate is not met."),
        "contact": (
            _over(table["contact"], facts.days_without_contact),
            f"No two-way contact for {_number(facts.days_without_contact, 'day')}.",
        ),
        "home": (_once(table["home"], facts.no_settled_home), "No settled home."),
        "closing": (
            _within(table["closing"], facts.match_closes_in),
            f"A good match closes in {_number(facts.match_closes_in, 'day')}.",
        ),
        "overdue": (
            _each(table["overdue"], facts.overdue_actions),
            f"{_number(facts.overdue_actions, 'action')} of ours late.",
        ),
        "stalled": (_once(table["stalled"], facts.stalled), "A nomination has stalled, or an interview is overdue."),
        "unseen": (_over(table["unseen"], facts.meetings_unseen, at_least=True), _unseen(facts)),
        "asked": (_once(table["asked"], facts.asked), "Asked for by the young person or the adviser."),
        "unknown": (_once(table["unknown"], facts.no_wish), "No wish recorded yet."),
    }
    return [NeedPart(code, points, sentence) for code, (points, sentence) in found.items() if points]


def _months(facts: NeedFacts) -> str:
    about = "at least " if facts.at_least else ""
    return f"Not in EET for {about}{_number(facts.months_neet, 'month')}."


def _unseen(facts: NeedFacts) -> str:
    return f"Not discussed at the last {_number(facts.meetings_unseen, 'meeting')}."


def _number(count: int | None, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def _in_a_sentence(label: str) -> str:
    """A label with a small first letter; an abbreviation keeps its capitals."""
    return label[:1].lower() + label[1:]


def _each(row: CodedTerm, number: int) -> int:
    points = number * int(row.attributes["points"])
    return min(points, int(row.attributes["cap"])) if row.attributes["cap"] else points


def _once(row: CodedTerm, holds: bool) -> int:
    return int(row.attributes["points"]) if holds else 0


def _steps(row: CodedTerm) -> list[tuple[int, int]]:
    """'30:10 60:6' as pairs of limit and points, in the order written."""
    return [
        (int(limit), int(points)) for limit, points in (step.split(":") for step in row.attributes["steps"].split())
    ]


def _within(row: CodedTerm, days: int | None, *, strict: bool = False) -> int:
    """Points of the nearest limit not passed; `strict`: under the limit, not at it."""
    if days is None or days < 0:
        return 0
    return next((points for limit, points in sorted(_steps(row)) if days < limit or (days == limit and not strict)), 0)


def _over(row: CodedTerm, number: int | None, *, at_least: bool = False) -> int:
    """Points of the highest limit passed; `at_least`: reached is enough."""
    if number is None:
        return 0
    passed = (
        points
        for limit, points in sorted(_steps(row), reverse=True)
        if number > limit or (at_least and number == limit)
    )
    return next(passed, 0)
