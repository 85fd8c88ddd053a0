"""The weights in force (M6): named, dated rows; the expert's are the first."""

from datetime import date

from django.db import transaction
from django.db.models import Q

from config.accounts.models import Council, User, check_may
from config.accounts.permissions import Permission
from config.audit_trail.trail import record
from config.refusal import Refused
from config.validation import check_row
from matching.engine.weights import EXPERT_2026, Weights
from matching.shortlists.models import WeightSet


def weights_on(day: date, council: Council) -> WeightSet:
    """The newest set in force: the council's own before the shared one; the expert's where none was ever set."""
    rows = WeightSet.objects.filter(Q(council=council) | Q(council=None), valid_from__lte=day)
    found = sorted(rows, key=lambda row: (row.council_id is not None, row.valid_from, row.recorded_at))
    return found[-1] if found else expert_set()


def expert_set() -> WeightSet:
    row, _ = WeightSet.objects.get_or_create(
        name=EXPERT_2026.name,
        council=None,
        defaults={
            "valid_from": EXPERT_2026.valid_from,
            "points": dict(EXPERT_2026.points),
            "reason": "Where we start: weights set by people who know the work.",
        },
    )
    return row


def engine_weights(row: WeightSet) -> Weights:
    """As the engine takes them; what an unknown part counts is the expert's (docs/engine.md)."""
    return Weights(
        name=row.name,
        valid_from=row.valid_from,
        points=row.points,
        typical=EXPERT_2026.typical,
        typical_by_kind=EXPERT_2026.typical_by_kind,
    )


@transaction.atomic
def set_weights(
    *, name: str, points: dict[str, int], valid_from: date, reason: str, council: Council, by: User
) -> WeightSet:
    """Add a set of weights for a council. Raises Refused when they do not add up or the reason is missing."""
    check_may(by, Permission.MANAGE_REFERENCE)
    if by.council_id != council.pk:
        raise Refused("You can set the weights of your own council.")
    if not reason.strip():
        raise Refused("Say why the weights change.")
    if WeightSet.objects.filter(name=name, council=council).exists():
        raise Refused(f"A set of weights is called “{name}” already: give this one a name of its own.", field="name")
    row = WeightSet(
        name=name, council=council, valid_from=valid_from, points=points, reason=reason.strip(), recorded_by=by
    )
    try:
        engine_weights(row).check()
    except ValueError as error:
        raise Refused(str(error)) from error
    check_row(row)
    row.save()
    record("weights_set", row, council=council, by=by, fields=["points"])
    return row
