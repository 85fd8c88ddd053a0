"""Handing a young person to another worker, covering for one, and keeping what should not be told twice (A7)."""

from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from aspirations.handover.models import Handover, TellOnce
from aspirations.people import policies
from aspirations.people.access import give_access
from aspirations.people.actions import Work, give_adviser
from aspirations.people.models import AccessGrant, YoungPerson
from config.accounts.models import User, check_may
from config.accounts.permissions import Permission
from config.audit_trail.trail import record
from config.refusal import NotAllowed, Refused
from config.validation import check_row


@transaction.atomic
def tell_once(*, person: YoungPerson, about: str, words: str, by: User | None) -> TellOnce:
    """Keep something the person should not have to tell again. `by` None: their own page."""
    policies.check_can_change(by, Permission.RECORD_PROGRESS, person)
    told = TellOnce(person=person, about=about.strip(), words=words.strip(), recorded_by=by)
    check_row(told)
    told.save()
    record("told_once", told, council=person.council, by=by, person=person)
    return told


@transaction.atomic
def take_back(told: TellOnce, *, by: User | None) -> None:
    """It is not true any more, or the person does not want it kept."""
    person = told.person
    policies.check_can_change(by, Permission.RECORD_PROGRESS, person)
    if not TellOnce.objects.standing().filter(pk=told.pk).update(withdrawn_at=timezone.now()):
        raise Refused("This was taken back before.")
    record("told_once_taken_back", told, council=person.council, by=by, person=person)


@transaction.atomic
def hand_over(
    *,
    person: YoungPerson,
    to: User,
    by: User,
    work: Work = "personal_adviser",
    words: str = "",
    person_told_on: date | None = None,
) -> Handover:
    """Give the person to another worker and keep what comes first. Raises Refused when nothing would change."""
    before = getattr(person, work)
    if before == to:
        raise Refused(f"{to} works with {person.called} already. Choose somebody else.")
    if person_told_on and person_told_on > timezone.localdate():
        raise Refused("Say when they were told: today or a day before.")
    give_adviser(person=person, adviser=to, by=by, work=work)
    return Handover.objects.create(
        person=person,
        work=work,
        worker_before=before,
        worker_after=to,
        words=words.strip(),
        handed_on=timezone.localdate(),
        person_told_on=person_told_on,
        recorded_by=by,
    )


@transaction.atomic
def cover(*, absent: User, colleague: User, from_on: date, until_on: date, by: User) -> list[AccessGrant]:
    """Let a colleague open the absent worker's records from the start of one day to the end of another.

    Records that `by` may not open (restricted ones they are not named for) stay closed. Returns the grants.
    """
    check_may(by, Permission.ASSIGN_ADVISER)
    if until_on < from_on or until_on < timezone.localdate():
        raise Refused("Choose a last day that is not before the first, and not over yet.")
    if colleague == absent:
        raise Refused("Choose a colleague, not the person who is away.")
    if not colleague.may(Permission.SEE_OWN_CASELOAD) or colleague.council_id != by.council_id:
        raise NotAllowed(f"{colleague} cannot cover here: choose a personal adviser, social worker or manager.")
    people = list(YoungPerson.objects.visible_to(by).alive().worked_by(absent))
    if not people:
        raise Refused(f"{absent} has no young people whose records you may open, so there is nothing to cover.")
    start = max(_midnight(from_on), timezone.now())
    end = _midnight(until_on + timedelta(days=1))
    return give_access(
        people=people,
        why=AccessGrant.Why.COVER,
        by=by,
        user=colleague,
        from_at=start,
        until_at=end,
        reference=absent.public_id,
    )


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))
