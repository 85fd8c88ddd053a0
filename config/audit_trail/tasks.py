"""What the clock does for the trail (S2)."""

from datetime import date

from config.accounts.models import Council
from config.audit_trail.models import Seal
from config.audit_trail.trail import seal_waiting, verify
from config.jobs.job import Part, whole
from config.refusal import Refused


def verified(council: Council, day: date) -> list[Part]:
    return whole(_verify, council, day)


def _verify(council: Council, day: date) -> int:
    """How many events are sealed and whole. Raises Refused with what was touched."""
    seal_waiting(council.pk)
    if faults := verify(council):
        raise Refused(f"The audit trail was touched: {' '.join(faults)}")
    return Seal.objects.filter(council=council).count()
