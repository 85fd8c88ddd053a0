"""Showing offers to young people, one pair or several at once (N6)."""

from collections.abc import Iterable

from django.db import transaction

from aspirations.models import YoungPerson
from config.accounts.models import User
from config.refusal import NotAllowed, Refused
from matching.nominations.actions import say_yes, shortlist, suggest
from matching.nominations.models import Nomination
from opportunities.models import Opportunity

Pair = tuple[YoungPerson, Opportunity]


@transaction.atomic
def show(*, person: YoungPerson, opportunity: Opportunity, by: User, wanted: bool = False) -> Nomination:
    """Show one offer to the young person: from now on it stands on their own page. Nothing leaves the council."""
    nomination = suggest(person=person, opportunity=opportunity, by=by)
    shown = shortlist(nomination, by=by)
    return say_yes(shown, by=by) if wanted else shown


def show_several(pairs: Iterable[Pair], *, by: User, wanted: bool = False) -> tuple[list[Nomination], list[str]]:
    """Show each offer (N6), `wanted` where the young person said yes at once.

    Returns what was shown, and a sentence for each that was refused; the others go on.
    """
    shown, refused = [], []
    for person, opportunity in pairs:
        try:
            shown.append(show(person=person, opportunity=opportunity, wanted=wanted, by=by))
        except NotAllowed:
            raise
        except Refused as error:
            refused.append(f"{person.called}, “{opportunity.title}”: {error}")
    return shown, refused
