"""Changes to the record of a young person (A7, A9), other than by a file."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Literal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from aspirations.people import policies
from aspirations.people.access import end_access, give_access
from aspirations.people.models import ContactWay, NoGo, Pause, Tried, YoungPerson
from config.accounts.models import User
from config.accounts.permissions import Permission
from config.accounts.signed_links import revoke_links
from config.audit_trail.models import Event
from config.audit_trail.trail import event_of, record, record_all
from config.outbox.actions import stop_for
from config.reference.vocabulary import check_code
from config.refusal import Refused
from config.validation import check_row
from employers.models import Employer

__all__ = [
    "change",
    "end_access",
    "give_access",
    "give_adviser",
    "lift_no_go",
    "lift_pause",
    "pause",
    "record_contact_way",
    "record_death",
    "record_no_go",
    "record_tried",
    "stop_for_death",
]

Work = Literal["personal_adviser", "social_worker", "manager"]
CHANGEABLE = frozenset(
    {
        "name",
        "preferred_name",
        "language",
        "interpreter_needed",
        "supporter",
        "pronouns",
        "pupil_number",
        "lawful_basis",
    }
)


@transaction.atomic
def change(*, person: YoungPerson, by: User, **fields: Any) -> YoungPerson:
    """Change what the person or the adviser tells us. Raises Refused with the first rule that a value breaks.

    What the cohort file says (status, team, dates) is changed in the case system and comes with the next file.
    """
    policies.check_can_change(by, Permission.RECORD_PROGRESS, person)
    if unknown := sorted(fields.keys() - CHANGEABLE):
        raise Refused(f"These come from the cohort file, so change them there: {', '.join(unknown)}.")
    for name, value in fields.items():
        setattr(person, name, value)
    check_fields(person, fields)
    person.save(update_fields=[*fields, "changed_at"])
    record("person_changed", person, council=person.council, by=by, person=person, fields=fields)
    return person


@transaction.atomic
def give_adviser(*, person: YoungPerson, adviser: User, by: User, work: Work = "personal_adviser") -> YoungPerson:
    """Hand the person to another adviser, social worker or manager. Raises NotAllowed if that user cannot be one."""
    policies.check_can_change(by, Permission.ASSIGN_ADVISER, person)
    check = policies.check_can_be_manager if work == "manager" else policies.check_can_be_adviser
    check(adviser, person)
    setattr(person, work, adviser)
    person.save(update_fields=[work, "changed_at"])
    record("adviser_changed", person, council=person.council, by=by, person=person, fields=[work])
    return person


@transaction.atomic
def record_contact_way(
    *, person: YoungPerson, kind: str, value: str, by: User, safe_when: str = "", safe_how: str = "", may_say: str = ""
) -> ContactWay:
    """A way to reach the person with its safe-contact rule; the same way again takes the new rule."""
    policies.check_can_change(by, Permission.RECORD_PROGRESS, person)
    way = ContactWay.objects.filter(person=person, kind=kind, value=value.strip()).first()
    way = way or ContactWay(person=person, kind=kind, value=value.strip())
    way.safe_when, way.safe_how, way.may_say = safe_when, safe_how, may_say
    check_row(way)
    way.save()
    record("person_changed", person, council=person.council, by=by, person=person, fields=["contact_ways"])
    return way


@transaction.atomic
def record_tried(*, person: YoungPerson, words: str, by: User, on: date | None = None) -> Tried:
    """What was already tried, in words; without a day where nobody remembers it."""
    policies.check_can_change(by, Permission.RECORD_PROGRESS, person)
    tried = Tried(person=person, words=words.strip(), on=on)
    check_row(tried)
    tried.save()
    record("person_changed", person, council=person.council, by=by, person=person, fields=["tried"])
    return tried


@transaction.atomic
def record_no_go(
    *, person: YoungPerson, by: User | None, employer: Employer | None = None, place: str = "", reason: str = ""
) -> NoGo:
    """An employer or place to stay away from. The reason is kept for few eyes and never enters the trail."""
    policies.check_can_change(by, Permission.RECORD_PROGRESS, person)
    if employer is None and not place.strip():
        raise Refused("Name the employer or the place to stay away from.")
    no_go = NoGo.objects.create(person=person, employer=employer, place=place.strip(), reason=reason)
    record("no_go_recorded", no_go, council=person.council, by=by, person=person)
    return no_go


@transaction.atomic
def lift_no_go(*, no_go: NoGo, by: User) -> None:
    policies.check_can_change(by, Permission.RECORD_PROGRESS, no_go.person)
    if not NoGo.objects.filter(pk=no_go.pk, lifted_at=None).update(lifted_at=timezone.now()):
        raise Refused("This was lifted before.")
    record("no_go_lifted", no_go, council=no_go.person.council, by=by, person=no_go.person)


@transaction.atomic
def pause(
    *, person: YoungPerson, until_on: date, reason: str, by: User | None, kind: str = "", from_on: date | None = None
) -> Pause:
    """A wish to wait until a day, for everything or one kind of offer. It always ends, and never ends the service."""
    policies.check_can_change(by, Permission.RECORD_ASPIRATIONS, person)
    from_on = from_on or timezone.localdate()
    if until_on <= from_on:
        raise Refused(f"Choose a day after {from_on:%-d %B %Y} for the pause to end.")
    check_code("reasons", reason, council=person.council, on=from_on, what="a reason")
    waiting = Pause.objects.create(person=person, kind=kind, from_on=from_on, until_on=until_on, reason=reason)
    record("paused", waiting, council=person.council, by=by, person=person, kind=kind, until_on=until_on.isoformat())
    return waiting


@transaction.atomic
def lift_pause(*, pause: Pause, by: User | None) -> None:
    policies.check_can_change(by, Permission.RECORD_ASPIRATIONS, pause.person)
    if not Pause.objects.filter(pk=pause.pk, lifted_at=None).update(lifted_at=timezone.now()):
        raise Refused("This pause was lifted before.")
    record("pause_lifted", pause, council=pause.person.council, by=by, person=pause.person)


@transaction.atomic
def record_death(*, person: YoungPerson, on: date, by: User) -> None:
    """Stops every message that waits; links and suggestions end with `died_on`. Raises Refused if it is known."""
    policies.check_can_change(by, Permission.RECORD_PROGRESS, person)
    locked = YoungPerson.objects.select_for_update(of=("self",)).get(pk=person.pk)
    if locked.died_on:
        raise Refused(f"This is recorded: {locked.died_on:%-d %B %Y}.")
    record_all(stop_for_death([locked], on=on, by=by))
    person.died_on = on


def stop_for_death(people: Sequence[YoungPerson], *, on: date, by: User | None) -> list[Event]:
    """The act itself, for a file that tells of several. The caller has checked who asks, and records the events."""
    YoungPerson.objects.filter(pk__in=[person.pk for person in people]).update(died_on=on, changed_at=timezone.now())
    for person in people:
        person.died_on = on
        stop_for(person.public_id)
        revoke_links(by=by, person_id=person.public_id)
    return [
        event_of("died", person, council=person.council, by=by, person=person, fields=["died_on"]) for person in people
    ]


def check_fields(person: YoungPerson, fields: dict[str, Any]) -> None:
    """Raises Refused with the sentence of the first rule that a changed field breaks."""
    others = {field.name for field in person._meta.concrete_fields} - fields.keys()
    try:
        person.clean_fields(exclude=others)
    except ValidationError as error:
        raise Refused(" ".join(error.messages)) from error
