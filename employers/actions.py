"""Changes to the register of employers, their contacts and the business events."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from config.accounts.models import Council, User
from config.audit_trail.trail import record
from config.places.postcodes import look_up
from config.refusal import Refused
from employers.duplicates import normalise_name
from employers.models import BusinessEvent, Employer, EmployerContact
from employers.policies import check_can_keep, check_can_sign_in_for
from employers.register import tidy_postcode

MAY_CHANGE = frozenset(
    ["name", "kind", "sector", "postcode", "covenant_signatory", "safeguarding_check", "safeguarding_checked_on"]
)


@transaction.atomic
def add_employer(*, council: Council, name: str, kind: str, by: User | None, **known: Any) -> Employer:
    """Add one to the register; `known` are the other facts in `MAY_CHANGE`. Raises Refused when it is there already."""
    check_can_keep(by, council)
    employer = Employer(council=council, **_facts({"name": name, "kind": kind, **known}))
    _check_new(employer)
    employer.save()
    record("employer_added", employer, council=council, by=by)
    return employer


@transaction.atomic
def change(employer: Employer, *, by: User | None, **facts: Any) -> Employer:
    """Change facts in `MAY_CHANGE`. Raises Refused when another employer has this name and postcode."""
    check_can_keep(by, employer.council)
    news = {name: value for name, value in _facts(facts).items() if getattr(employer, name) != value}
    if not news:
        return employer
    for name, value in news.items():
        setattr(employer, name, value)
    _check_new(employer)
    employer.save(update_fields=list(news))
    record("employer_changed", employer, council=employer.council, by=by, fields=news.keys() & MAY_CHANGE)
    return employer


@transaction.atomic
def add_contact(employer: Employer, *, name: str, by: User | None, email: str = "", phone: str = "") -> EmployerContact:
    """Add somebody to talk to. Raises Refused when this e-mail is there already."""
    check_can_keep(by, employer.council)
    if email and employer.contacts.filter(email__iexact=email).exists():
        raise Refused(f"{employer.name} already has a contact with the e-mail {email}.")
    contact = EmployerContact.objects.create(employer=employer, name=name, email=email, phone=phone)
    record("employer_changed", employer, council=employer.council, by=by, fields=["contacts"])
    return contact


@transaction.atomic
def contact_who_pledges(
    employer: Employer, *, name: str, email: str, by: User | None, phone: str = ""
) -> EmployerContact:
    """Who sent a pledge: the contact of this e-mail, or a new one who waits for the council's check."""
    if known := employer.contacts.filter(email__iexact=email).first():
        return known
    contact = EmployerContact.objects.create(
        employer=employer, name=name, email=email, phone=phone, awaits_check=by is None
    )
    record("employer_changed", employer, council=employer.council, by=by, fields=["contacts"])
    return contact


@transaction.atomic
def trust_contact(contact: EmployerContact, *, by: User | None) -> None:
    """The council has spoken with somebody who pledged without an account."""
    check_can_keep(by, contact.employer.council)
    if contact.awaits_check:
        contact.awaits_check = False
        contact.save(update_fields=["awaits_check"])
        record("employer_changed", contact.employer, council=contact.employer.council, by=by, fields=["contacts"])


@transaction.atomic
def confirm_email(contact: EmployerContact) -> None:
    """The contact opened the link that was sent to this e-mail. Twice is as good as once."""
    if contact.email_confirmed_at is None:
        contact.email_confirmed_at = timezone.now()
        contact.save(update_fields=["email_confirmed_at"])
        record("employer_changed", contact.employer, council=contact.employer.council, by=None, fields=["contacts"])


@transaction.atomic
def let_sign_in(contact: EmployerContact, *, user: User, by: User | None) -> None:
    """This user signs in for the contact's organisation from now on. Raises Refused for who is no employer's contact
    of this council, or stands for another organisation.
    """
    check_can_keep(by, contact.employer.council)
    check_can_sign_in_for(user, contact)
    contact.user = user
    contact.save(update_fields=["user"])
    record("employer_changed", contact.employer, council=contact.employer.council, by=by, fields=["contacts"])


@transaction.atomic
def add_event(*, council: Council, name: str, held_on: date, by: User | None, postcode: str = "") -> BusinessEvent:
    """Add a business event. Raises Refused when one of this name and day is there already."""
    check_can_keep(by, council)
    if BusinessEvent.objects.filter(council=council, name=name, held_on=held_on).exists():
        raise Refused(f"“{name}” on {held_on:%-d %B %Y} is already there.")
    event = BusinessEvent.objects.create(council=council, name=name, held_on=held_on, postcode=tidy_postcode(postcode))
    record("event_added", event, council=council, by=by)
    return event


@transaction.atomic
def change_event(event: BusinessEvent, *, name: str, held_on: date, postcode: str, by: User | None) -> BusinessEvent:
    """Say it otherwise; pledges made there stay with it. Raises Refused where another has this name and day."""
    check_can_keep(by, event.council)
    wanted = {"name": name, "held_on": held_on, "postcode": tidy_postcode(postcode)}
    news = {field: value for field, value in wanted.items() if getattr(event, field) != value}
    if not news:
        return event
    namesakes = BusinessEvent.objects.filter(council=event.council, name=name, held_on=held_on)
    if namesakes.exclude(pk=event.pk).exists():
        raise Refused(f"“{name}” on {held_on:%-d %B %Y} is already there.", field="name")
    for field, value in news.items():
        setattr(event, field, value)
    event.save(update_fields=list(news))
    record("event_changed", event, council=event.council, by=by, fields=news)
    return event


@transaction.atomic
def record_safeguarding_check(employer: Employer, *, state: str, on: date | None, by: User | None) -> Employer:
    """What the safeguarding check found, and when. Until it is cleared nobody under 18 is introduced (N7).

    Raises Refused for a check that is cleared without its day, or on a day to come.
    """
    if state == Employer.SafeguardingCheck.CLEARED and on is None:
        raise Refused("Type the day of the check, such as 27 3 2026.", field="on")
    if on and on > timezone.localdate():
        raise Refused("The day of the check cannot be after today.", field="on")
    checked_on = on if state == Employer.SafeguardingCheck.CLEARED else None
    return change(employer, by=by, safeguarding_check=state, safeguarding_checked_on=checked_on)


@transaction.atomic
def pause(employer: Employer, *, by: User | None) -> bool:
    """Nothing of theirs goes live until who keeps the register lets it. False where they were paused before."""
    check_can_keep(by, employer.council)
    if not Employer.objects.filter(pk=employer.pk, paused_at=None).update(paused_at=timezone.now()):
        return False
    employer.refresh_from_db(fields=["paused_at"])
    record("employer_paused", employer, council=employer.council, by=by)
    return True


@transaction.atomic
def let_go_on(employer: Employer, *, by: User) -> None:
    """They may offer again. What was paused is resumed one by one, by them or by us."""
    check_can_keep(by, employer.council)
    if not Employer.objects.filter(pk=employer.pk, paused_at__isnull=False).update(paused_at=None):
        raise Refused(f"{employer.name} is not paused.")
    employer.refresh_from_db(fields=["paused_at"])
    record("employer_let_go_on", employer, council=employer.council, by=by)


def _check_new(employer: Employer) -> None:
    same = Employer.objects.filter(
        council=employer.council, normalised_name=employer.normalised_name, postcode=employer.postcode
    )
    if same.exclude(pk=employer.pk).exists():
        where = f" at {employer.postcode}" if employer.postcode else ""
        raise Refused(f"“{employer.name}”{where} is already in the register.")


def _facts(facts: dict[str, Any]) -> dict[str, Any]:
    """The facts with what follows from them: the normalised name, and where the postcode is."""
    if unknown := facts.keys() - MAY_CHANGE:
        raise TypeError(f"Employers have no {', '.join(sorted(unknown))} to change.")
    if "name" in facts:
        facts = {**facts, "normalised_name": normalise_name(facts["name"])}
    if "postcode" in facts:
        known = look_up([facts["postcode"]]).get(facts["postcode"])
        facts = {**facts, "postcode": tidy_postcode(facts["postcode"]), "location": known and known.location}
    return facts
