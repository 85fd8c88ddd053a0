"""What a council has published that it promises its care leavers, by age (S7). Every council here reads them all."""

from datetime import date

from django.db import transaction
from django.db.models import Q, QuerySet

from config.accounts.models import Council, User
from config.audit_trail.trail import record
from config.reference.models import Guarantee
from config.reference.own_terms import check_own
from config.refusal import Refused
from config.validation import check_row


def guarantees(on: date, *, council: Council | None = None, age: int | None = None) -> QuerySet[Guarantee]:
    """Those in force on this day: of one council or of all, for one age in whole years or for any."""
    rows = Guarantee.objects.on(on).select_related("council")
    if council is not None:
        rows = rows.filter(council=council)
    if age is not None:
        rows = rows.filter(Q(until_age=None) | Q(until_age__gt=age), from_age__lte=age)
    return rows


@transaction.atomic
def publish(
    *, label: str, from_age: int, source: str, valid_from: date, council: Council, by: User,
    more: str = "", until_age: int | None = None,
) -> Guarantee:  # fmt: skip
    """Write down a promise as it is published; `source` says where. Raises Refused for one that stands already."""
    check_own(by, council)
    label = label.strip()
    if guarantees(valid_from, council=council).filter(label__iexact=label).exists():
        raise Refused(
            "A guarantee of this name stands already. End it first, or name this one otherwise.", field="label"
        )
    row = Guarantee(
        council=council, label=label, more=more.strip(), from_age=from_age, until_age=until_age,
        valid_from=valid_from, source=source.strip(),
    )  # fmt: skip
    check_row(row)
    row.save()
    record("council_guarantee_published", row, council=council, by=by)
    return row


@transaction.atomic
def end(guarantee: Guarantee, *, on: date, by: User) -> None:
    """It counts no more from this day; what was read before stays true of its day."""
    check_own(by, guarantee.council)
    locked = Guarantee.objects.select_for_update().get(pk=guarantee.pk)
    if not locked.holds_on(on):
        raise Refused(f"“{locked.label}” has ended already.")
    if locked.valid_from == on:
        raise Refused(f"“{locked.label}” counts from today, so it can end tomorrow at the earliest.")
    locked.valid_to = on
    locked.save(update_fields=["valid_to"])
    record("council_guarantee_ended", locked, council=locked.council, by=by)
