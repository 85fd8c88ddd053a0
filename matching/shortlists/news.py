"""The ranking that a list comes from, and what has happened since it was drawn up (M9)."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from django.db.models import Count, OuterRef, Q, Subquery

from aspirations.models import Aspiration, AspirationAudit, YoungPerson
from config.templatetags.screens import moment
from matching.shortlists.models import ShortlistRun
from opportunities.models import Opportunity


def newest_run(person: YoungPerson, fitting: Sequence[int]) -> tuple[ShortlistRun | None, list[str]]:
    """The ranking that this person's list comes from, and what happened after it. `fitting`: pks that fit today."""
    told = AspirationAudit.objects.filter(person=person, is_current=True)
    corrected = Aspiration.objects.filter(audit__person=person, audit__is_current=True, corrected_at__isnull=False)
    opened = Opportunity.objects.filter(pk__in=fitting, posted_at__gt=OuterRef("finished_at")).order_by()
    everyone_or_them = Q(only_for=None) | Q(only_for__contains=[person.pk])
    runs = ShortlistRun.objects.filter(everyone_or_them, council=person.council, finished_at__isnull=False)
    runs = runs.annotate(
        told_at=Subquery(told.values("recorded_at")[:1]),
        corrected_at=Subquery(corrected.order_by("-corrected_at").values("corrected_at")[:1]),
        opened=Subquery(opened.values("council").annotate(n=Count("pk")).values("n")),
    )
    run = runs.select_related("weights").order_by("-finished_at").first()
    if run is None:
        return None, []
    changes = [at for at in (run.told_at, run.corrected_at) if at and run.finished_at and at > run.finished_at]
    return run, list(_in_words(person.called, changes, run.opened or 0))


def _in_words(called: str, changes: Sequence[datetime], opened: int) -> Iterator[str]:
    if changes:
        yield f"What {called} told us changed on {moment(max(changes))}."
    if opened:
        yield f"{opened} {'offer that fits has' if opened == 1 else 'offers that fit have'} come since."


def closed_since(number: int) -> str:
    return f"{number} {'offer on this list has' if number == 1 else 'offers on this list have'} closed since."
