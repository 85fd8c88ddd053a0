"""Guaranteed interviews: the clock of those that were promised, and those that were not held in time (O5)."""

from datetime import date

from config.accounts.models import Council
from matching.nominations.models import Nomination
from matching.nominations.states import WITH_EMPLOYER


def interview_clock(council: Council) -> list[Nomination]:
    """Nominations whose promised interview has not been attended yet, soonest due first."""
    promised = Nomination.objects.filter(council=council, interview_due_on__isnull=False, state__in=WITH_EMPLOYER)
    held = promised.filter(interviews__attended=True).values("pk")
    return list(promised.exclude(pk__in=held).select_related("opportunity__employer").order_by("interview_due_on"))


def interview_breaches(council: Council, day: date) -> list[Nomination]:
    """Those whose interview was due before this day, longest late first."""
    return [nomination for nomination in interview_clock(council) if _due(nomination) < day]


def is_missed(nomination: Nomination, day: date) -> bool:
    """Whether this one's promised interview was due before the day, and was not attended."""
    due, waits = nomination.interview_due_on, nomination.state in WITH_EMPLOYER
    return due is not None and due < day and waits and not nomination.interviews.filter(attended=True).exists()


def _due(nomination: Nomination) -> date:
    assert nomination.interview_due_on is not None
    return nomination.interview_due_on
