"""Telling other systems that a nomination has moved: ids and the state, to those who may read it (N1)."""

from django.db.models import Q, QuerySet

from config.accounts.models import User
from config.accounts.permissions import Permission
from config.outbox.webhooks import EVENT_KEY, Event, announce
from matching.nominations import states
from matching.nominations.models import Nomination, NominationMove

OVER = "over"
"""All that an employer is told of an ending: not why, and not by whom."""


def announce_move(move: NominationMove) -> None:
    nomination = move.nomination
    announce(
        Event.NOMINATION_MOVED,
        [nomination],
        readers=readable_by,
        say=_said,
        key=lambda row: f"{row.public_id}:{move.public_id}",
        about=lambda row: row.person.public_id,
    )


def readable_by(user: User) -> QuerySet[Nomination]:
    """Those of the people that staff work with; for an employer those introduced to it, also when they have ended."""
    mine, ended = Nomination.objects.changeable_by(user), Nomination.objects.ended_with(user)
    return Nomination.objects.filter(Q(pk__in=mine.values("pk")) | Q(pk__in=ended.values("pk")), person__died_on=None)


def events_about(nomination: Nomination) -> str:
    """What the key of every event about this nomination begins with."""
    return f"{EVENT_KEY}{nomination.public_id}"


def _said(nomination: Nomination, reader: User) -> dict[str, str]:
    told_as_over = reader.may(Permission.ANSWER_NOMINATIONS) and nomination.state in states.OVER_FOR_EMPLOYER
    return {
        "nomination": str(nomination.public_id),
        "state": OVER if told_as_over else nomination.state,
        "opportunity": str(nomination.opportunity.public_id),
    }
