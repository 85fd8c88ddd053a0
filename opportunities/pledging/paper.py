"""A pledge card filled in by hand at an event, typed in afterwards by somebody at the council (E2)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from config.accounts.models import Council, User
from config.reference.vocabulary import terms
from config.refusal import Refused
from employers.actions import add_contact
from employers.models import BusinessEvent, Employer, EmployerContact
from employers.policies import check_can_keep
from employers.register import Wanted, find_or_add
from opportunities.models import Pledge
from opportunities.pledge_actions import capture_pledge

NUMBER = re.compile(r"^CARD-(\d{1,9})")


@dataclass(frozen=True, slots=True)
class Card:
    """What stands on the card: who, and pairs of a kind's code and how many. `number` is printed on it, or blank."""

    organisation: str
    kind_of_organisation: str
    promised: Sequence[tuple[str, int]]
    name: str = ""
    email: str = ""
    phone: str = ""
    postcode: str = ""
    words: str = ""
    number: str = ""
    category: str = ""


@transaction.atomic
def type_in(card: Card, *, council: Council, event: BusinessEvent | None, by: User) -> list[Pledge]:
    """One pledge for each kind. Raises Refused when nothing is promised, or the card was typed in before."""
    check_can_keep(by, council)
    if not card.promised:
        raise Refused("Choose at least one thing that stands on the card.")
    Council.objects.select_for_update().get(pk=council.pk)
    number = card.number or _next_number(council)
    wanted = Wanted(card.organisation, card.postcode, card.kind_of_organisation)
    employer = find_or_add([wanted], council=council, by=by)[wanted]
    contact = _contact(employer, card, by)
    labels = {code: term.label for code, term in terms("kinds", council=council).items()}
    return [
        capture_pledge(
            employer=employer,
            reference=number if not place else f"{number}-{place + 1}",
            kind=kind,
            title=labels.get(kind, kind),
            quantity=quantity,
            pledged_on=min(event.held_on, timezone.localdate()) if event else timezone.localdate(),
            event=event,
            contact=contact,
            postcode=card.postcode,
            description=card.words,
            category=card.category,
            by=by,
        )
        for place, (kind, quantity) in enumerate(card.promised)
    ]


def _contact(employer: Employer, card: Card, by: User) -> EmployerContact | None:
    """The contact of this e-mail, else of this name, else a new one; None where the card names nobody."""
    if not (card.name or card.email or card.phone):
        return None
    same = {"email__iexact": card.email} if card.email else {"name__iexact": card.name, "email": ""}
    known = employer.contacts.filter(**same).first()
    return known or add_contact(employer, name=card.name, email=card.email, phone=card.phone, by=by)


def _next_number(council: Council) -> str:
    """One more than the highest card; the council's row is locked meanwhile."""
    cards = Pledge.objects.filter(council=council, reference__startswith="CARD-").values_list("reference", flat=True)
    highest = max((int(found[1]) for card in cards if (found := NUMBER.match(card))), default=0)
    return f"CARD-{highest + 1:04d}"
