"""Raising a concern, having it, handing it on, closing it with what was done (A10). Mails repeat none of the words."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from aspirations.concerns.models import Concern, ConcernHandedOn
from aspirations.people import policies
from aspirations.people.models import YoungPerson
from config.accounts.models import User
from config.accounts.permissions import Permission
from config.audit_trail.trail import event_of, record, record_all
from config.outbox.actions import put_mail
from config.refusal import NotAllowed, Refused
from opportunities.vocabulary.spelling import repair_all
from opportunities.vocabulary.worries import is_worry

Source = Concern.Source
SUBJECT = "Something to read today"
BODY = (
    "Please open the record of {child_id} in EET Match today: {why}. Nobody watches messages round the clock. "
    "If somebody is in danger now, call 999."
)
NEW = "words there may be about safety"
WAITING = "a concern there has waited an hour and nobody has taken it"
HANDED_ON = "a concern there was handed on to you"


def sounds_worrying(words: str) -> bool:
    """Whether these words may be about safety. A small list: it is no substitute for a person who reads."""
    return bool(words.strip()) and is_worry(words, repair_all([words])[0])


@transaction.atomic
def raise_concern(
    *,
    person: YoungPerson,
    source: Source,
    words: str,
    by: User | None,
    source_id: UUID | None = None,
    manager_too: bool = False,
) -> Concern:
    """Give a worry an owner, due today; the adviser is told at once. The same source again is the same concern.

    `by` None: the young person's own page, or the service that read the words. `manager_too`: the manager is told now.
    """
    policies.check_can_change(by, Permission.RECORD_PROGRESS, person)
    if not words.strip():
        raise Refused("Say what the worry is, in a sentence or two.")
    if source_id and (known := Concern.objects.filter(source_id=source_id).first()):
        return known
    concern = new_concern(person, source, words, by, source_id)
    concern.manager_told_at = timezone.now() if manager_too else None
    store([concern])
    if manager_too:
        tell(concern, person.manager, NEW, f"concern-{concern.public_id}-manager")
    return concern


def raise_if_worrying(
    *, person: YoungPerson, source: Source, words: str, by: User | None, source_id: UUID | None = None
) -> Concern | None:
    """For any text somebody writes or says: a concern where the words may be about safety, else None."""
    if not sounds_worrying(words):
        return None
    return raise_concern(person=person, source=source, words=words, by=by, source_id=source_id)


def new_concern(
    person: YoungPerson, source: Source, words: str, by: User | None, source_id: UUID | None = None
) -> Concern:
    """An unsaved concern of today with the person's adviser as owner."""
    now = timezone.now()
    return Concern(
        person=person,
        source=source,
        source_id=source_id,
        words=words.strip(),
        owner=person.adviser,
        raised_at=now,
        raised_by=by,
        due_on=timezone.localdate(now),
    )


def store(concerns: Sequence[Concern]) -> None:
    """Save, tell each owner by mail, and record, in the caller's transaction."""
    Concern.objects.bulk_create(concerns)
    for concern in concerns:
        tell(concern, concern.owner, NEW, f"concern-{concern.public_id}")
    record_all(
        [
            event_of("concern_raised", row, council=row.person.council, by=row.raised_by, person=row.person)
            for row in concerns
        ]
    )


def tell(concern: Concern, user: User, why: str, key: str) -> None:
    body = BODY.format(child_id=concern.person.child_id, why=why)
    person = concern.person
    put_mail(council=person.council, to=user.email, subject=SUBJECT, body=body, key=key, person_id=person.public_id)


@transaction.atomic
def take(concern: Concern, *, by: User) -> Concern:
    """The owner, or a colleague who works with the person and becomes its owner, says: I have this."""
    locked = lock(concern, by)
    locked.owner, locked.taken_at = by, timezone.now()
    locked.save(update_fields=["owner", "taken_at"])
    record("concern_taken", locked, council=locked.person.council, by=by, person=locked.person)
    return locked


@transaction.atomic
def hand_on(concern: Concern, *, to: User, by: User, words: str = "") -> Concern:
    """Give it to a colleague who works with the person; they are told at once. It stays due the day it was due."""
    locked = lock(concern, by)
    if to == locked.owner:
        raise Refused(f"{to} has this already. Choose another colleague.")
    if not YoungPerson.objects.worked_with_by(to).filter(pk=locked.person_id).exists():
        raise NotAllowed(f"{to} may not open this record. Choose a colleague who works with this young person.")
    now = timezone.now()
    ConcernHandedOn.objects.create(
        concern=locked, owner_before=locked.owner, owner_after=to, words=words.strip(), at=now
    )
    locked.owner, locked.taken_at, locked.manager_told_at = to, None, None
    locked.save(update_fields=["owner", "taken_at", "manager_told_at"])
    tell(locked, to, HANDED_ON, f"concern-{locked.public_id}-{now:%Y%m%d%H%M%S%f}")
    record("concern_handed_on", locked, council=locked.person.council, by=by, person=locked.person)
    return locked


@transaction.atomic
def close(concern: Concern, *, what_was_done: str, by: User) -> Concern:
    """Raises Refused without what was done: a concern never ends in silence."""
    locked = lock(concern, by)
    if not what_was_done.strip():
        raise Refused("Say what was done, such as whom you spoke to and what was agreed.")
    locked.what_was_done, locked.closed_by, locked.closed_at = what_was_done.strip(), by, timezone.now()
    locked.save(update_fields=["what_was_done", "closed_by", "closed_at"])
    record("concern_closed", locked, council=locked.person.council, by=by, person=locked.person)
    return locked


def lock(concern: Concern, by: User) -> Concern:
    """The concern as it is now. Raises Refused when it is closed, NotAllowed for those who do not see it."""
    policies.check_can_change(by, Permission.RECORD_PROGRESS, concern.person)
    rows = Concern.objects.visible_to(by).select_for_update(of=["self"])
    locked = rows.filter(pk=concern.pk).select_related("person__council", "owner").first()
    if locked is None:
        raise NotAllowed(policies.NOT_YOURS)
    if locked.closed_at:
        raise Refused(f"This was closed on {timezone.localtime(locked.closed_at):%-d %B %Y}.")
    return locked


@transaction.atomic
def tell_managers() -> int:
    """For a task every few minutes: what nobody took within the hour goes to the manager too. Returns how many."""
    waiting = Concern.objects.waiting_too_long().select_for_update(of=["self"], skip_locked=True)
    concerns = list(waiting.select_related("person__council", "person__manager"))
    for concern in concerns:
        concern.manager_told_at = timezone.now()
        concern.save(update_fields=["manager_told_at"])
        key = f"concern-{concern.public_id}-manager-{concern.owner_id}"
        tell(concern, concern.person.manager, WAITING, key)
    _record_told(concerns)
    return len(concerns)


def _record_told(concerns: Iterable[Concern]) -> None:
    record_all(
        [
            event_of("concern_to_manager", row, council=row.person.council, by=None, person=row.person)
            for row in concerns
        ]
    )
