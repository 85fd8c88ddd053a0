"""Telling other systems that an opportunity is open, or not open any more (O3)."""

from collections.abc import Collection, Sequence

from django.db.models import QuerySet

from config.accounts.models import User
from config.outbox.webhooks import Event, announce
from opportunities.models import Opportunity

EVENTS = {
    "live": Event.OPPORTUNITY_LIVE,
    "paused": Event.OPPORTUNITY_CLOSED,
    "filled": Event.OPPORTUNITY_CLOSED,
    "closed": Event.OPPORTUNITY_CLOSED,
}
"""By the state that an opportunity has come to."""


def announce_states(opportunities: Sequence[Opportunity]) -> None:
    """Each has just come to its state. A draft, or one in review, is nobody else's news."""
    for event in dict.fromkeys(EVENTS.values()):
        rows = [row for row in opportunities if EVENTS.get(row.state) == event]
        if rows:
            announce(event, rows, readers=Opportunity.objects.offered_to, say=_said, key=_key)


def announce_reach(opportunity: Opportunity, *, event: Event, councils: Collection[int]) -> None:
    """Tell these councils' systems (primary keys) that a live one is open to them, or is not open to them any more.

    To be called while they may read it.
    """

    def readers(user: User) -> QuerySet[Opportunity]:
        return Opportunity.objects.offered_to(user) if user.council_id in councils else Opportunity.objects.none()

    def said(row: Opportunity, reader: User) -> dict[str, str]:
        return _said(row, reader) | {"state": "live" if event == Event.OPPORTUNITY_LIVE else "closed"}

    if opportunity.state == "live" and councils:
        announce(event, [opportunity], readers=readers, say=said, key=lambda row: f"{_key(row)}:{event}")


def _said(opportunity: Opportunity, reader: User) -> dict[str, str]:
    return {"opportunity": str(opportunity.public_id), "state": opportunity.state}


def _key(opportunity: Opportunity) -> str:
    return f"{opportunity.public_id}:{opportunity.state}:{opportunity.changed_at.timestamp()}"
