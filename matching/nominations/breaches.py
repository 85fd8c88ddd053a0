"""Guaranteed interviews that were promised and not held (O5)."""

from datetime import date

from config.accounts.models import Council
from matching.nominations.models import Nomination
from matching.nominations.states import WITH_EMPLOYER


def interview_breaches(council: Council, day: date) -> list[Nomination]:
    """Nominations whose interview was due before this day and has not been attended, longest late first."""
    late = Nomination.objects.filter(council=council, interview_due_on__lt=day, state__in=WITH_EMPLOYER)
    held = late.filter(interviews__attended=True).values("pk")
    return list(late.exclude(pk__in=held).select_related("opportunity").order_by("interview_due_on"))
