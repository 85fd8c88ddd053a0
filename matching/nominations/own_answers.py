"""What the young person answers on their own page: yes, not now, no, and a change of mind at any time (N3).

Nobody else is the actor: `by` is None in every move, and the trail says that it came from the own page.
"""

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from config.refusal import Refused
from matching.nominations import actions
from matching.nominations.models import Nomination
from matching.nominations.moves import lock
from matching.nominations.states import BEFORE_INTRODUCTION, WITH_EMPLOYER

LATER = timedelta(days=30)
BEFORE_CLOSING = timedelta(days=5)
"""So that there is time to answer, and three working days for the adviser after a yes."""
NO_REASON = "y_rather_not_say"
REASONS = (
    "y_not_wanted",
    "y_journey",
    "y_hours",
    "y_money",
    "y_support",
    "y_taken_other",
    "y_no_go",
    "y_no_sharing",
    NO_REASON,
)
"""Reasons a young person can give for a no; those that mean "later" are a "not now"."""
CAN_STILL_SAY_NO = (*BEFORE_INTRODUCTION, *WITH_EMPLOYER, "accepted", "postponed")


def can_be_answered(nomination: Nomination) -> bool:
    """Whether any answer would change something: offers that ended by another hand are over."""
    return nomination.state in (*CAN_STILL_SAY_NO, "declined_by_person")


@transaction.atomic
def answer_yes(nomination: Nomination) -> Nomination:
    """Wanted. After a no it is begun again, after a "not now" it goes on where it was left."""
    now = lock(nomination)
    if now.state == "declined_by_person":
        now = actions.suggest(person=now.person, opportunity=now.opportunity, by=None)
    if now.state == "postponed":
        actions.take_up_again(now, by=None)
    if now.state == "suggested":
        actions.shortlist(now, by=None)
    if now.state == "shortlisted":
        actions.say_yes(now, by=None)
    elif now.pk == nomination.pk and nomination.state == now.state:
        raise Refused("You said yes to this before.")
    return now


@transaction.atomic
def answer_not_now(nomination: Nomination, *, later: timedelta = LATER, day: date | None = None) -> date:
    """Asked again after a time, or days before it closes where that is sooner. Returns the day."""
    now = lock(nomination)
    if now.state not in (*BEFORE_INTRODUCTION, *WITH_EMPLOYER):
        raise Refused("This one cannot wait any more. You can still say no.")
    day = day or timezone.localdate()
    until, closes = day + later, now.opportunity.closes_on
    if closes and day < closes:
        until = max(day + timedelta(1), min(until, closes - BEFORE_CLOSING))
    actions.postpone(now, until=until, by=None)
    return until


@transaction.atomic
def answer_no(nomination: Nomination, *, reason: str = "", note: str = "") -> None:
    """A no ends this one offer and nothing else. Without a reason it is "I would rather not say"."""
    now = lock(nomination)
    if now.state == "declined_by_person":
        raise Refused("You said no to this before. That is fine.")
    if reason and reason not in REASONS:
        raise Refused("Choose a reason from the list, or none.")
    actions.decline_by_person(now, reason=reason or NO_REASON, note=note, by=None)
