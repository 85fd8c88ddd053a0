"""Drawing up a month's pack, agreeing it, and correcting what was agreed (P6)."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from config.accounts.models import Council, User
from config.audit_trail.trail import record
from config.refusal import Refused
from config.validation import check_row
from matching.panel.policies import check_chair, check_on_panel
from matching.reports.pack.charts import drawn
from matching.reports.pack.drawing_up import draw_up
from matching.reports.pack.models import MonthlyPack
from matching.reports.pack.period import Period
from matching.reports.pack.policies import check_can_agree
from matching.reports.pack.states import PACK
from matching.reports.pack.tree import as_kept


def draw_up_pack(*, council: Council, month: date, by: User | None) -> MonthlyPack:
    """Compute the month's figures and keep them as a draft, also again. `by` is None for the nightly work.

    Raises Refused where the month's pack is agreed already.
    """
    if by is not None:
        check_on_panel(by, council)
    period = Period.of(council, month, timezone.localdate())
    made = _made(period)
    with transaction.atomic():
        found = _locked(council, period.month)
        draft = next((pack for pack in found if pack.state == "draft"), None)
        if draft is None and found:
            raise Refused(f"The pack of {period.month:%B %Y} is agreed. Correct it, with the reason.")
        pack = draft or MonthlyPack(council=council, month=period.month)
        return _keep(pack, made, by)


def agree_pack(pack: MonthlyPack, *, drawn_up_at: datetime, by: User) -> MonthlyPack:
    """Freeze the draft that was drawn up at this moment: what was read is agreed. It replaces the version before."""
    with transaction.atomic():
        found = _locked(pack.council, pack.month)
        locked = next(one for one in found if one.pk == pack.pk)
        step = PACK.move(locked.state, "agreed")
        check_can_agree(locked, by)
        if locked.drawn_up_at != drawn_up_at:
            raise Refused("The pack was drawn up again meanwhile. Read it, then agree it.")
        for earlier in found:
            if earlier.state == "agreed":
                _move(earlier, "replaced", by)
        locked.state, locked.agreed_at, locked.agreed_by = "agreed", timezone.now(), by
        locked.save()
        record(step.verb, locked, council=locked.council, by=by, month=_month(locked), version=locked.version)
    return locked


def correct_pack(pack: MonthlyPack, *, because: str, by: User) -> MonthlyPack:
    """Draw up a new version beside the agreed one, which stands until the new one is agreed."""
    check_chair(by, pack.council)
    made = _made(Period.of(pack.council, pack.month, timezone.localdate()))
    with transaction.atomic():
        found = _locked(pack.council, pack.month)
        if any(one.state == "draft" for one in found):
            raise Refused("A correction is already drawn up. Read it, and agree it or draw it up again.")
        newest = max(one.version for one in found)
        version = MonthlyPack(council=pack.council, month=pack.month, version=newest + 1, because=because.strip())
        return _keep(version, made, by)


def _made(period: Period) -> dict[str, Any]:
    """Figures and pictures, before anything is locked."""
    now, pack = timezone.now(), draw_up(period)
    return {"figures": as_kept(pack), "pictures": drawn(pack), "drawn_up_at": now}


def _locked(council: Council, month: date) -> list[MonthlyPack]:
    """Every version of the month, under the council's lock: two who draw up at once make one draft."""
    Council.objects.select_for_update().get(pk=council.pk)
    return list(MonthlyPack.objects.of_month(council, month).select_related("council"))


def _keep(pack: MonthlyPack, made: dict[str, Any], by: User | None) -> MonthlyPack:
    for name, value in made.items():
        setattr(pack, name, value)
    pack.drawn_up_by = by
    check_row(pack)
    pack.save()
    record("pack_drawn_up", pack, council=pack.council, by=by, month=_month(pack), version=pack.version)
    return pack


def _move(pack: MonthlyPack, target: str, by: User) -> None:
    step = PACK.move(pack.state, target)
    pack.state = target
    pack.save(update_fields=["state"])
    record(step.verb, pack, council=pack.council, by=by, month=_month(pack), version=pack.version)


def _month(pack: MonthlyPack) -> str:
    return f"{pack.month:%Y-%m}"
