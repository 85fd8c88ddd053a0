"""Writing and verifying the audit trail."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta
from threading import local
from typing import Any
from uuid import UUID

from django.db import connection, models, transaction
from django.utils import timezone

from config.accounts.models import Council, User
from config.audit_trail.models import Event, Seal
from config.audit_trail.verbs import VERBS
from config.public_ids import PublicIdModel
from config.refusal import Refused

START = "0" * 64
BATCH = 2_000
CLOCKS_DIFFER = timedelta(minutes=5)


def event_of(
    verb: str,
    subject: PublicIdModel,
    *,
    council: Council,
    by: User | None,
    person: PublicIdModel | None = None,
    fields: Iterable[str] = (),
    occurred_at: datetime | None = None,
    **context: Any,
) -> Event:
    """An unsaved event. Raises KeyError for a verb without a sentence in `verbs.py`, Refused for what is to come."""
    VERBS[verb]
    check_has_happened(occurred_at)
    now = timezone.now()
    return Event(
        council=council,
        actor=by,
        verb=verb,
        subject_type=subject._meta.model_name or "",
        subject_id=subject.public_id,
        person_id=person.public_id if person else None,
        fields=sorted(fields),
        context=context,
        occurred_at=occurred_at or now,
        recorded_at=now,
    )


def check_has_happened(occurred_at: datetime | None) -> None:
    """Nothing is written down before it happened: every act with a moment of its own stands on this."""
    if occurred_at and occurred_at > timezone.now() + CLOCKS_DIFFER:
        local = timezone.localtime(occurred_at)
        raise Refused(f"{local:%-d %B %Y at %H:%M} is still to come. Record it once it has happened.")


def record(verb: str, subject: PublicIdModel, *, council: Council, by: User | None, **details: Any) -> None:
    """Write one event in the caller's transaction; it is sealed right after the commit."""
    record_all([event_of(verb, subject, council=council, by=by, **details)])


def record_all(events: list[Event]) -> None:
    """Write many events at once (an import, a nightly run)."""
    Event.objects.bulk_create(events, batch_size=BATCH)
    for event in events:
        _written.by_council[event.council_id].append(event)
    transaction.on_commit(_seal_written)


class _Written(local):
    """Events of this thread's transactions that wait for a seal; those of a rolled back one are gone, harmlessly."""

    def __init__(self) -> None:
        self.by_council: dict[int, list[Event]] = defaultdict(list)


_written = _Written()


def _seal_written() -> None:
    """Once after a commit: the first callback seals everything, the others find nothing left."""
    waiting, _written.by_council = _written.by_council, defaultdict(list)
    for council_id, events in waiting.items():
        seal(council_id, events)


def record_view(
    people: Iterable[PublicIdModel], *, council: Council, by: User, purpose: str, fields: Iterable[str]
) -> None:
    """One event for one record seen, or one event for a whole list of them."""
    seen = list(people)
    if len(seen) == 1:
        record("record_seen", seen[0], council=council, by=by, person=seen[0], fields=fields, purpose=purpose)
    elif seen:
        ids = [str(person.public_id) for person in seen]
        record("list_seen", by, council=council, by=by, fields=fields, purpose=purpose, people=ids)


def seal(council_id: int, written: Iterable[Event]) -> int:
    """Chain these events of a council as they were written. Returns how many were chained."""
    by_key = {event.pk: event for event in written}
    with transaction.atomic():
        waiting, position, previous = _end_of_chain(council_id, list(by_key))
        seals = []
        for key in waiting:
            position, previous = position + 1, link(previous, by_key[key])
            seals.append(Seal(council_id=council_id, position=position, event_id=key, hash=previous))
        Seal.objects.bulk_create(seals, batch_size=BATCH)
    return len(seals)


END_OF_CHAIN = """
SELECT pg_advisory_xact_lock(hashtext('audit_trail'), %(council)s);
SELECT position, hash FROM audit_trail_seal WHERE council_id = %(council)s ORDER BY position DESC LIMIT 1;
SELECT event.id FROM audit_trail_event event LEFT JOIN audit_trail_seal seal ON seal.event_id = event.id
    WHERE event.id = ANY(%(keys)s) AND seal.id IS NULL ORDER BY event.id
"""


def _end_of_chain(council_id: int, keys: list[int]) -> tuple[list[int], int, str]:
    """Wait for the chain, then which events still wait (not those rolled back), and its last position and hash.

    Sent at once, since it follows every page of a record; each statement sees what was committed before it began.
    """
    with connection.cursor() as cursor:
        cursor.execute(END_OF_CHAIN, {"council": council_id, "keys": keys})
        cursor.nextset()
        position, previous = cursor.fetchone() or (0, START)
        cursor.nextset()
        return [key for (key,) in cursor.fetchall()], position, previous


def seal_waiting(council_id: int) -> int:
    """Chain what a process that died between commit and seal left behind. Returns how many."""
    return seal(council_id, unsealed(council_id))


def unsealed(council_id: int) -> models.QuerySet[Event]:
    """Events without a seal: a search through all of them, so for checks and the nightly run alone."""
    return Event.objects.filter(council_id=council_id, seal=None)


def link(previous: str, event: Event) -> str:
    """The hash that binds this event to the one before it, from everything the event says.

    Events of the first releases have no `recorded_at`; their hashes were made without it.
    """
    said: list[Any] = [
        previous,
        str(event.public_id),
        event.council_id,
        event.actor_id,
        event.verb,
        event.subject_type,
        str(event.subject_id),
        event.person_id and str(UUID(str(event.person_id))),
        event.fields,
        json.loads(json.dumps(event.context)),  # as the database gives it back
        _moment(event.occurred_at),
        *([_moment(event.recorded_at)] if event.recorded_at else []),
    ]
    return hashlib.sha256(json.dumps(said, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def _moment(at: datetime) -> str:
    return at.astimezone(timezone.get_default_timezone()).isoformat(timespec="microseconds")


def verify(council: Council) -> list[str]:
    """What is wrong with this council's trail, one sentence each; empty when every link holds.

    Finds a changed event, a missing one, a seal that was changed or removed, and events never sealed. Those waiting
    are listed before the chain is read, and counted after it: work that goes on meanwhile is no fault.
    """
    waiting = list(unsealed(council.pk).values_list("pk", flat=True))
    faults, previous, expected = [], START, 1
    for chained in Seal.objects.filter(council=council).order_by("position").select_related("event").iterator(BATCH):
        if chained.position != expected:
            faults.append(f"Positions {expected} to {chained.position - 1} are missing.")
        elif link(previous, chained.event) != chained.hash:
            faults.append(f"Position {chained.position} ({chained.event.verb}) was changed after it was written.")
        previous, expected = chained.hash, chained.position + 1
    never_sealed = unsealed(council.pk).filter(pk__in=waiting).count()
    if never_sealed:
        faults.append(f"{never_sealed} events have no seal.")
    return faults
