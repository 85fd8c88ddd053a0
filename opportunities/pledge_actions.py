"""Changes to pledges: captured, moved along their states, turned into opportunities (E2, E4, E5)."""

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F, Q, Sum
from django.utils import timezone

from config.accounts.models import User
from config.accounts.permissions import Permission
from config.audit_trail.trail import record
from config.places.postcodes import look_up
from config.reference.vocabulary import check_code
from config.refusal import NotAllowed, Refused
from employers.actions import trust_contact
from employers.models import BusinessEvent, Employer, EmployerContact
from employers.policies import check_can_keep
from opportunities.models import Opportunity, Pledge
from opportunities.states import PLEDGE

OVER = ("lapsed", "withdrawn")
CLOSED = ("closed", "archived")


def check_can_pledge(by: User | None, employer: Employer) -> None:
    """Employers pledge for themselves; those who keep the register, for any employer of their council."""
    if by is None or not by.may(Permission.ANSWER_NOMINATIONS):
        check_can_keep(by, employer.council)
    elif not employer.contacts.filter(user=by).exists():
        raise NotAllowed("This pledge belongs to another organisation.")


@transaction.atomic
def capture_pledge(
    *,
    employer: Employer,
    reference: str,
    kind: str,
    title: str,
    quantity: int,
    pledged_on: date,
    by: User | None,
    event: BusinessEvent | None = None,
    category: str = "",
    description: str = "",
    contact: EmployerContact | None = None,
    postcode: str = "",
    could_start: str = "",
) -> Pledge:
    """Write down a promise. `by` is None for a pledge sent without an account. Raises Refused naming what is wrong."""
    check_can_pledge(by, employer)
    council = employer.council
    check_code("kinds", kind, council=council, on=timezone.localdate(), what="what is pledged")
    if quantity < 1:
        raise Refused("Type how many are pledged, such as 2.")
    if Pledge.objects.filter(council=council, reference=reference).exists():
        raise Refused(f"A pledge with the reference {reference} is already there.")
    pledge = Pledge.objects.create(
        council=council,
        employer=employer,
        event=event,
        reference=reference,
        kind=kind,
        category=category,
        title=title,
        description=description,
        contact=contact,
        postcode=postcode,
        could_start=could_start,
        pledged_on=pledged_on,
        quantity_pledged=quantity,
    )
    record("pledge_captured", pledge, council=council, by=by)
    return pledge


@transaction.atomic
def move_pledge(pledge: Pledge, target: str, *, by: User | None, **context: Any) -> Pledge:
    """Change the state along the table, under lock. Raises Refused with what is possible instead.

    What the council agrees it has spoken about, so it knows the contact from then on.
    """
    check_can_pledge(by, pledge.employer)
    locked = _locked(pledge)
    step = PLEDGE.move(locked.state, target)
    locked.state = target
    locked.save(update_fields=["state", "changed_at"])
    record(step.verb, locked, council=locked.council, by=by, **context)
    if target == "agreed" and locked.contact and by and not by.may(Permission.ANSWER_NOMINATIONS):
        trust_contact(locked.contact, by=by)
    pledge.state = target
    return locked


@transaction.atomic
def draft_opportunity_from(pledge: Pledge, *, by: User | None, places: int = 1, **fields: Any) -> Opportunity:
    """Draft an opportunity with so many of the pledge's places; `fields` say more, or say it otherwise.

    The pledge's kind, category, title, description and place of work count where `fields` do not. Raises Refused when
    the pledge has not enough left, or is over.
    """
    check_can_pledge(by, pledge.employer)
    locked = _locked(pledge)
    check_can_draft(locked, places)
    said = {name: getattr(locked, name) for name in ("kind", "category", "title", "description")} | fields
    opportunity = Opportunity.objects.create(
        council=locked.council, employer=locked.employer, pledge=locked, places=places, **said
    )
    if locked.postcode:
        place = look_up([locked.postcode]).get(locked.postcode)
        opportunity.sites.create(postcode=locked.postcode, location=place.location if place else None)
    Pledge.objects.filter(pk=locked.pk).update(quantity_converted=F("quantity_converted") + places)
    pledge.refresh_from_db()
    record("opportunity_drafted", opportunity, council=locked.council, by=by, pledge=str(locked.public_id))
    record("pledge_changed", locked, council=locked.council, by=by, fields=["quantity_converted"])
    return opportunity


def check_can_draft(pledge: Pledge, places: int) -> None:
    """Raises Refused when the pledge is over or has fewer left than asked."""
    if pledge.state in OVER:
        raise Refused(f"This pledge is “{PLEDGE.labels[pledge.state].lower()}”, so nothing can be drafted from it.")
    if places < 1:
        raise Refused("Type how many places to draft, such as 1.")
    if places > pledge.quantity_left:
        raise Refused(
            f"This pledge has {pledge.quantity_left} left of {pledge.quantity_pledged}: draft at most that many "
            "places, or ask for a larger pledge."
        )


def credit_back(pledge: Pledge, *, by: User | None) -> Pledge:
    """Give the pledge back what its closed opportunities left untaken; see `count_again`."""
    check_can_pledge(by, pledge.employer)
    return count_again(pledge, by=by)


@transaction.atomic
def count_again(pledge: Pledge, *, by: User | None) -> Pledge:
    """Count afresh what is converted: every place of open opportunities, and of closed ones those that were taken.

    For actions that have asked their own policy. Raises Refused when the opportunities have more places than pledged.
    """
    locked = _locked(pledge)
    is_closed = Q(state__in=CLOSED)
    sums = locked.opportunities.aggregate(
        open=Sum("places", filter=~is_closed, default=0), kept=Sum("places_taken", filter=is_closed, default=0)
    )
    converted = sums["open"] + sums["kept"]
    if converted > locked.quantity_pledged:
        raise Refused(
            f"This pledge promised {locked.quantity_pledged} and its opportunities have {converted} places. "
            "Type fewer places, or make another pledge."
        )
    if converted != locked.quantity_converted:
        locked.quantity_converted = converted
        locked.save(update_fields=["quantity_converted", "changed_at"])
        record("pledge_changed", locked, council=locked.council, by=by, fields=["quantity_converted"])
    pledge.quantity_converted = converted
    return locked


def _locked(pledge: Pledge) -> Pledge:
    """The pledge as it is now, held until the end of the transaction."""
    return Pledge.objects.select_for_update().get(pk=pledge.pk)
