"""Recording a step in seconds (A6), and a contact or a try (A9)."""

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from aspirations.concerns.actions import raise_if_worrying
from aspirations.concerns.models import Concern
from aspirations.people import policies
from aspirations.people.models import YoungPerson
from aspirations.progress.models import ContactMade, SoftOutcome, quarter_of
from config.accounts.models import User
from config.accounts.permissions import Permission
from config.audit_trail.trail import record
from config.reference.vocabulary import check_code
from config.refusal import NotAllowed, Refused
from config.validation import check_row

UNDO_WITHIN = timedelta(minutes=10)
ToldBy = SoftOutcome.ToldBy


@transaction.atomic
def record_step(
    *,
    person: YoungPerson,
    by: User | None,
    code: str = "",
    words: str = "",
    on: date | None = None,
    told_by: str = ToldBy.ADVISER,
) -> SoftOutcome:
    """A step of the ladder, or one in own words. Raises Refused when the same step stands in this quarter.

    `by` None: the young person's own page or a host's form.
    """
    policies.check_can_change(by, Permission.RECORD_PROGRESS, person)
    on = on or timezone.localdate()
    check_not_ahead(on)
    if not (code or words.strip()):
        raise Refused("Choose a step, or say it in your own words.")
    if code:
        label = check_code("soft_outcomes", code, council=person.council, on=on, what="a step").label
        _check_once(person, code, label, on)
    step = SoftOutcome(
        person=person, code=code, words=words.strip(), on=on, quarter=quarter_of(on), told_by=told_by, recorded_by=by
    )
    check_row(step)
    step.save()
    record("step_recorded", step, council=person.council, by=by, person=person, code=code)
    raise_if_worrying(person=person, source=Concern.Source.NOTE, words=words, by=by, source_id=step.public_id)
    return step


def _check_once(person: YoungPerson, code: str, label: str, on: date) -> None:
    YoungPerson.objects.select_for_update(of=("self",), no_key=True).get(pk=person.pk)
    same = SoftOutcome.objects.standing().filter(person=person, code=code, quarter=quarter_of(on)).first()
    if same:
        raise Refused(f"“{label}” is already recorded for {person.called}, on {same.on:%-d %B}. Once a quarter counts.")


@transaction.atomic
def undo_step(step: SoftOutcome, *, by: User) -> None:
    """Take back a step that was recorded by mistake. Raises Refused after ten minutes, or when it is undone."""
    policies.check_can_change(by, Permission.RECORD_PROGRESS, step.person)
    locked = SoftOutcome.objects.select_for_update(of=("self",)).get(pk=step.pk)
    if locked.recorded_by_id != by.pk:
        raise NotAllowed("Only who recorded a step can undo it.")
    if locked.undone_at:
        raise Refused("This was undone before.")
    if not can_be_undone(locked):
        raise Refused("A step can be undone for ten minutes. Ask the team manager to put it right.")
    locked.undone_at = timezone.now()
    locked.save(update_fields=["undone_at"])
    person = step.person
    record("step_undone", locked, council=person.council, by=by, person=person, code=locked.code)


def can_be_undone(step: SoftOutcome) -> bool:
    return step.undone_at is None and timezone.now() - step.recorded_at <= UNDO_WITHIN


@transaction.atomic
def record_contact(*, person: YoungPerson, on: date, how: str, two_way: bool, by: User, words: str = "") -> ContactMade:
    """In touch, or a try. A two-way contact becomes the last one, unless a later one is known."""
    policies.check_can_change(by, Permission.RECORD_PROGRESS, person)
    check_not_ahead(on)
    contact = ContactMade(person=person, on=on, how=how, two_way=two_way, words=words.strip(), recorded_by=by)
    check_row(contact)
    contact.save()
    if two_way:
        _move_last_contact(person, on)
    record("contact_recorded", contact, council=person.council, by=by, person=person, two_way=two_way)
    raise_if_worrying(person=person, source=Concern.Source.NOTE, words=words, by=by, source_id=contact.public_id)
    return contact


def _move_last_contact(person: YoungPerson, on: date) -> None:
    locked = YoungPerson.objects.select_for_update(of=("self",), no_key=True).get(pk=person.pk)
    if locked.last_contact_on is None or locked.last_contact_on < on:
        locked.last_contact_on = on
        locked.save(update_fields=["last_contact_on"])
        person.last_contact_on = on


def check_not_ahead(on: date) -> None:
    if on > timezone.localdate():
        raise Refused("This day lies ahead. Choose today or a day before.")
