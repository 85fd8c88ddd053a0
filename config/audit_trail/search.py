"""Looking for events (S2): whose record, who did it, what, and when. Only opaque ids come back."""

from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from config.accounts.models import Council
from config.audit_trail.models import Event


def events_found(
    council: Council,
    *,
    person: UUID | None = None,
    who: str = "",
    verb: str = "",
    first_day: date | None = None,
    last_day: date | None = None,
) -> QuerySet[Event]:
    """The newest first. `person` also finds the lists a person stood in; `who` is part of a name or an e-mail."""
    events = Event.objects.filter(council=council)
    if person:
        events = events.filter(Q(person_id=person) | Q(subject_id=person) | Q(context__people__contains=[str(person)]))
    if who:
        events = events.filter(Q(actor__email__icontains=who) | Q(actor__name__icontains=who))
    if verb:
        events = events.filter(verb=verb)
    if first_day:
        events = events.filter(occurred_at__gte=_midnight(first_day))
    if last_day:
        events = events.filter(occurred_at__lt=_midnight(last_day + timedelta(days=1)))
    return events.select_related("actor").order_by("-occurred_at", "-pk")


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def context_in_words(context: dict[str, Any]) -> str:
    """Codes and counts; a list of people as their number, since the ids are what was searched by."""
    return "; ".join(
        f"{name.replace('_', ' ')}: {_in_words(name, value)}" for name, value in context.items() if value != ""
    )


def _in_words(name: str, value: Any) -> str:
    if name == "people" and isinstance(value, list):
        return str(len(value))
    if isinstance(value, list):
        return ", ".join(map(str, value))
    if isinstance(value, dict):
        return ", ".join(f"{key.replace('_', ' ')} {_in_words('', one)}" for key, one in value.items())
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)
