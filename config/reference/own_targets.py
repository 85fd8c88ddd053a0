"""A council's own targets, each from a day on; earlier ones end, and stay readable."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.db.models import Q

from config.accounts.models import Council, User
from config.audit_trail.trail import record
from config.reference.models import PlacesTarget, Target
from config.reference.own_terms import check_own
from config.refusal import Refused
from config.validation import check_row


@transaction.atomic
def set_targets(
    *, measure: str, percents: Sequence[Decimal], valid_from: date, source: str, council: Council, by: User
) -> list[Target]:
    """These are the council's targets of a measure, in percent, from this day on. Raises Refused for none."""
    check_own(by, council)
    if not percents or len(set(percents)) < len(percents):
        raise Refused("Type one target, or two that differ.", field="higher")
    own = Target.objects.filter(council=council, measure=measure)
    if own.filter(valid_from__gte=valid_from).exists():
        raise Refused("You have targets from this day or a later one. Choose a later day.", field="valid_from")
    own.filter(Q(valid_to=None) | Q(valid_to__gt=valid_from)).update(valid_to=valid_from)
    rows = [
        Target(council=council, measure=measure, percent=percent, valid_from=valid_from, source=source.strip())
        for percent in sorted(percents)
    ]
    for row in rows:
        check_row(row)
        row.save()
        record("reference_changed", row, council=council, by=by, fields=["percent", "valid_from"], measure=measure)
    return rows


@transaction.atomic
def set_places_target(*, places: int, valid_from: date, source: str, council: Council, by: User) -> PlacesTarget:
    """So many places kept for care leavers are to be filled in a year, from this day on; the earlier target ends."""
    check_own(by, council)
    own = PlacesTarget.objects.filter(council=council)
    if own.filter(valid_from__gte=valid_from).exists():
        raise Refused("You have a target from this day or a later one. Choose a later day.", field="valid_from")
    own.filter(Q(valid_to=None) | Q(valid_to__gt=valid_from)).update(valid_to=valid_from)
    row = PlacesTarget(council=council, places=places, valid_from=valid_from, source=source.strip())
    check_row(row)
    row.save()
    record("reference_changed", row, council=council, by=by, fields=["places", "valid_from"], measure="kept_places")
    return row
