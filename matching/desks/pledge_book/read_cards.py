"""What was read from the words of a card, into the form, and what to look at before it is written down (E2, E3)."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from config.accounts.models import Council
from config.reference.vocabulary import terms
from employers.models import Employer
from matching.desks.pledge_book.forms import KINDS_ON_A_CARD
from opportunities.card_reading.card import CardReading
from opportunities.models import Pledge
from opportunities.pledge_actions import OVER

LATELY = timedelta(days=60)
WORDS_KEPT = 1000


def filled_in(reading: CardReading, known: Employer | None, words: str) -> dict[str, Any]:
    """The form's fields; the employer as the register writes it, where it is there."""
    facts: dict[str, Any] = {
        "organisation": known.name if known else reading.organisation,
        "kind_of_organisation": known.kind if known else "",
        "name": reading.contact,
        "email": reading.email,
        "phone": reading.phone,
        "postcode": reading.postcode,
        "category": reading.category,
        "words": words[:WORDS_KEPT],
    }
    for place, promised in enumerate(reading.promised[:KINDS_ON_A_CARD], 1):
        facts |= {f"kind_{place}": promised.kind, f"many_{place}": promised.quantity}
    return facts


def notes(reading: CardReading, known: Employer | None, council: Council, day: date) -> Iterator[str]:
    """What a person should look at, one sentence each."""
    labels = {code: term.label for code, term in terms("kinds", council=council).items()}
    if not reading.promised:
        yield "We read no offer in these words. Choose what they offer below."
    for promised in reading.promised[:KINDS_ON_A_CARD]:
        if not promised.is_counted:
            yield f"{labels.get(promised.kind, promised.kind)}: the words name no number, so 1 is filled in."
    if left := reading.promised[KINDS_ON_A_CARD:]:
        said = ", ".join(f"{promised.quantity} × {labels.get(promised.kind, promised.kind)}" for promised in left)
        yield f"A card has room for {KINDS_ON_A_CARD} offers. Type these as a second card: {said}."
    if known and known.name != reading.organisation:
        yield f"“{reading.organisation}” looks like {known.name} of your register, so that name is filled in."
    if known:
        yield from _pledged_lately(reading, known, day, labels)


def _pledged_lately(reading: CardReading, known: Employer, day: date, labels: dict[str, str]) -> Iterator[str]:
    kinds = [promised.kind for promised in reading.promised]
    rows = Pledge.objects.filter(employer=known, kind__in=kinds, pledged_on__gte=day - LATELY)
    for row in rows.exclude(state__in=OVER).order_by("pledged_on"):
        said = f"{row.quantity_pledged} × {labels.get(row.kind, row.kind)}"
        yield f"{known.name} pledged {said} on {row.pledged_on:%-d %B} ({row.reference}). Is this the same?"
