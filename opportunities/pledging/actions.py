"""A pledge sent from the public page: written down once, with its number and a copy by mail (E2)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from config.accounts.models import Council, User
from config.audit_trail.trail import record
from config.refusal import Refused
from employers.actions import contact_who_pledges
from employers.duplicates import normalise_name
from employers.models import BusinessEvent, Employer, EmployerContact
from employers.register import Wanted, find_or_add
from opportunities.models import Pledge
from opportunities.pledge_actions import OVER, capture_pledge
from opportunities.pledging.kinds import OFFERED

SAME_PLEDGE = timedelta(days=30)
MOST = 500
NUMBER = re.compile(r"^P-(\d{1,9})(?:-\d+)?$")


@dataclass(frozen=True, slots=True)
class Sender:
    """Who pledges, as they wrote it."""

    organisation: str
    name: str
    email: str
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Sent:
    """What was written down. `number` is what the sender is told, such as "P-0417"; `is_new` where anything changed."""

    number: str
    pledges: tuple[Pledge, ...]
    contact: EmployerContact
    is_new: bool


@transaction.atomic
def send_pledge(
    *,
    council: Council,
    promised: Mapping[str, int],
    sender: Sender,
    by: User | None,
    event: BusinessEvent | None = None,
    postcode: str = "",
    could_start: str = "",
    words: str = "",
) -> Sent:
    """Write down one pledge for each kind promised. `by` is None without an account.

    The same sender within 30 days at the same event makes no second one: while the council has not looked at it, the
    newer number counts; afterwards it stays as it is. Raises Refused when nothing is promised.
    """
    if not promised:
        raise Refused("Choose at least one thing you could offer.")
    if not all(1 <= quantity <= MOST for quantity in promised.values()):
        raise Refused(f"Type a number from 1 to {MOST} for each thing you could offer.")
    Council.objects.select_for_update().get(pk=council.pk)
    employer = _employer(council, sender, postcode, by)
    contact = contact_who_pledges(employer, name=sender.name, email=sender.email, phone=sender.phone, by=by)
    there = _sent_before(contact, event)
    number = next((_number_of(pledge) for pledge in there.values()), None) or _next_number(council)
    facts = {"postcode": postcode, "could_start": could_start, "description": words}
    changed, pledges = False, []
    for code, quantity in promised.items():
        if code in there:
            changed |= _change(there[code], quantity, by=by, **facts)
            pledges.append(there[code])
            continue
        reference = _free(council, number)
        pledges.append(
            capture_pledge(
                employer=employer,
                reference=reference,
                kind=code,
                title=OFFERED[code].label,
                quantity=quantity,
                pledged_on=timezone.localdate(),
                event=event,
                contact=contact,
                by=by,
                **facts,
            )
        )
        changed = True
    return Sent(number, tuple(pledges), contact, changed)


def _employer(council: Council, sender: Sender, postcode: str, by: User | None) -> Employer:
    """The sender's own organisation; where the e-mail is known there, the one of this name; else found or added."""
    if by is not None and (own := Employer.objects.filter(council=council, contacts__user=by).first()):
        return own
    known = Employer.objects.filter(council=council, contacts__email__iexact=sender.email)
    if named := known.filter(normalised_name=normalise_name(sender.organisation)).first():
        return named
    wanted = Wanted(sender.organisation, postcode)
    return find_or_add([wanted], council=council, by=None)[wanted]


def _sent_before(contact: EmployerContact, event: BusinessEvent | None) -> dict[str, Pledge]:
    """What this contact pledged lately at the same event, by kind."""
    since = timezone.localdate() - SAME_PLEDGE
    recent = Pledge.objects.filter(contact=contact, event=event, pledged_on__gte=since).exclude(state__in=OVER)
    return {pledge.kind: pledge for pledge in recent.select_for_update(of=["self"]).order_by("-pk")}


def _change(pledge: Pledge, quantity: int, *, by: User | None, **facts: str) -> bool:
    """Take over what is new, as long as the council has not looked at the pledge yet."""
    news = {"quantity_pledged": quantity, **{name: value for name, value in facts.items() if value}}
    news = {name: value for name, value in news.items() if getattr(pledge, name) != value}
    if not news or pledge.state != "captured" or pledge.quantity_converted:
        return False
    for name, value in news.items():
        setattr(pledge, name, value)
    pledge.save(update_fields=[*news, "changed_at"])
    record("pledge_changed", pledge, council=pledge.council, by=by, fields=news)
    return True


def _number_of(pledge: Pledge) -> str | None:
    found = NUMBER.match(pledge.reference)
    return f"P-{found[1]}" if found else None


def _next_number(council: Council) -> str:
    """One more than the highest; the council's row is locked meanwhile."""
    references = Pledge.objects.filter(council=council, reference__startswith="P-").values_list("reference", flat=True)
    highest = max((int(found[1]) for reference in references if (found := NUMBER.match(reference))), default=0)
    return f"P-{highest + 1:04d}"


def _free(council: Council, number: str) -> str:
    """The number itself for the first pledge sent with it, then "P-0417-2" and so on."""
    taken = set(
        Pledge.objects.filter(council=council, reference__startswith=number).values_list("reference", flat=True)
    )
    return next(name for name in (number, *(f"{number}-{n}" for n in range(2, MOST))) if name not in taken)
