"""Whom each clause found shuts out, in words for HR: counts of 1 to 4 are never exact (O4)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from matching.engine.audience import ShutOut
from matching.reports.small_numbers import NOT_SHOWN, PrintedCount, printed_parts
from matching.shortlists.exclusions import whom_it_shuts_out
from opportunities.barrier_review.findings import Finding
from opportunities.models import Opportunity
from opportunities.vocabulary.career_categories import BY_CODE

SMALLEST_GROUP = 20
"""Of fewer people nothing is counted: shares of so few say who they are."""
UNCOUNTED = {
    "dbs": "A record shuts nobody out by itself, so nobody is counted. The words keep people away.",
    "experience": "What people have done before is not asked of them, so nobody can be counted.",
}
NOT_COUNTED = "No fact we hold says whom this keeps away, so nobody is counted."


@dataclass(frozen=True, slots=True)
class Shown:
    """One finding as HR reads it."""

    finding: Finding
    whom: str


def shown(opportunity: Opportunity, findings: Sequence[Finding], day: date) -> list[Shown]:
    """Each finding with its sentence; people are read once for all of them, and not at all where there are none."""
    if not findings:
        return []
    counts = whom_it_shuts_out(opportunity, findings, day)
    return [
        Shown(finding, whom_in_words(finding, count, opportunity))
        for finding, count in zip(findings, counts, strict=True)
    ]


def whom_in_words(finding: Finding, count: ShutOut | None, opportunity: Opportunity) -> str:
    """The sentence of one finding."""
    if not finding.clause.essential:
        return "It is nice to have, so it shuts nobody out. It may still keep people away."
    if finding.clause.or_else:
        return "It leaves another way, so it shuts nobody out by itself."
    if count is None or finding.clause.label in UNCOUNTED:
        return UNCOUNTED.get(finding.clause.label, NOT_COUNTED)
    category = BY_CODE.get(opportunity.category)
    group = f"young people who hope for {category.label.lower()}" if category else "young people not in EET"
    if count.of < SMALLEST_GROUP:
        return f"Too few {group} to count whom it shuts out: fewer than {SMALLEST_GROUP}."
    return _counted(count, group)


def _counted(count: ShutOut, group: str) -> str:
    """No printed number leaves 1 to 4 as what is left of another."""
    if not count.shut_out and not count.not_known:
        return f"Shuts out none of {count.of:,} {group} today."
    rest = count.of - count.shut_out - count.not_known
    shut, unknown, _ = map(_words, printed_parts([count.shut_out, count.not_known, rest]))
    more, _ = map(_words, printed_parts([count.would_fit, count.shut_out - count.would_fit]))
    said = [f"Shuts out {shut} of {count.of:,} {group}." if count.shut_out else f"It may shut out some {group}."]
    if count.would_fit:
        said.append(f"Without it, {more} more would meet every must-have.")
    if count.not_known:
        said.append(f"Of {unknown} it is not known yet.")
    return " ".join(said)


def _words(count: PrintedCount) -> str:
    return "some" if count.text == NOT_SHOWN else count.text
