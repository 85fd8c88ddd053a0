"""What became of the help beside work (R5): guarantors, cards, kit. It is followed, and never counted as EET."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Max, Q

from config.accounts.models import Council
from matching.outcomes.models import OutcomeMilestone
from matching.placements.actions import NEVER_STARTED
from matching.placements.models import EetPlacement
from opportunities.vocabulary.kinds import kinds

Answer = OutcomeMilestone.Answer
HELPED = (Answer.SUSTAINED, Answer.COMPLETED, Answer.MOVED_ON, Answer.PART)
"""Answers that say it did what it was for, in part at least."""


@dataclass(frozen=True, slots=True)
class EnablerOutcome:
    """One kind of enabler (R5): how many were given, of how many something is due and answered, and what helped.

    A guarantor's is whether the home was kept, a card's whether it is used. None of it is EET.
    """

    kind: str
    label: str
    given: int
    due: int
    answered: int
    helped: int


def enabler_outcomes(council: Council, day: date) -> list[EnablerOutcome]:
    """By kind in the list's order, those given at least once. By the newest answer of each; two queries."""
    enablers = {code: kind.label for code, kind in kinds().items() if kind.is_enabler}
    rows = EetPlacement.objects.filter(council=council, kind__in=enablers, started_on__lte=day)
    due = Q(milestones__due_on__lte=day, milestones__cancelled_at=None)
    known = due & ~Q(milestones__answer="") & Q(milestones__answered_at__date__lte=day)
    marked = rows.exclude(end_reason=NEVER_STARTED).annotate(
        last_due=Max("milestones__due_on", filter=due), last_known=Max("milestones__due_on", filter=known)
    )
    given = list(marked)
    newest = OutcomeMilestone.objects.filter(placement__in=[row.pk for row in given]).exclude(answer="")
    helped = {(row.placement_id, row.due_on) for row in newest if row.answer in HELPED}
    return [
        EnablerOutcome(
            code, label, len(of_kind), sum(row.last_due is not None for row in of_kind),
            sum(row.last_known is not None for row in of_kind),
            sum((row.pk, row.last_known) in helped for row in of_kind),
        )
        for code, label in enablers.items()
        if (of_kind := [row for row in given if row.kind == code])
    ]  # fmt: skip
