"""What an employer answers about somebody introduced to it (N5): one verb for the page and for the link in the mail."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from config.accounts.models import User
from config.accounts.permissions import Permission
from config.audit_trail.trail import record
from config.refusal import Refused
from matching.nominations import actions, policies
from matching.nominations.models import Nomination, NominationMove
from matching.nominations.moves import lock, move
from matching.nominations.routes import STEPS, route_of

INTERVIEW, OFFER, MORE_TIME, FIRST_IN_LINE, NO = "interview", "offer", "more_time", "first_in_line", "no"
LATER = "e_later"
AFTER_MEETING = ("e_not_this_role", "e_missed")


@dataclass(frozen=True, slots=True)
class Answer:
    """What was chosen, with what belongs to it: the time to meet, or the reason for a no."""

    choice: str
    at: datetime | None = None
    place: str = ""
    bring: str = ""
    reason: str = ""
    note: str = ""
    until: date | None = None


def choices_for(nomination: Nomination) -> tuple[str, ...]:
    """What the employer can answer now; nothing while it waits for the young person."""
    if nomination.state not in ("introduced", "in_review", "interview"):
        return ()
    if not nomination.opportunity.places_left:
        return FIRST_IN_LINE, NO
    meet = (INTERVIEW,) if "interview" in STEPS[route_of(nomination)] else ()
    wait = (MORE_TIME,) if nomination.state == "introduced" else ()
    return (*meet, OFFER, *wait, NO)


@transaction.atomic
def give_answer(nomination: Nomination, answer: Answer, *, by: User | None) -> Nomination:
    """Do what the employer chose, as it stands now. Raises Refused, kindly, when the last place has gone meanwhile."""
    locked = lock(nomination)
    if answer.choice not in choices_for(locked):
        raise Refused(_why_not(locked), field="answer")
    if answer.choice == INTERVIEW:
        _meet(locked, answer, by)
    elif answer.choice == OFFER:
        actions.offer(locked, by=by)
    elif answer.choice == NO:
        _say_no(locked, answer, by)
    else:
        _wait(locked, by)
    locked.refresh_from_db()
    return locked


def last_place_taken_at(nomination: Nomination) -> datetime | None:
    taken = NominationMove.objects.filter(nomination__opportunity=nomination.opportunity_id, target="accepted")
    return taken.order_by("-occurred_at").values_list("occurred_at", flat=True).first()


def _why_not(nomination: Nomination) -> str:
    if nomination.opportunity.places_left:
        return "This was answered meanwhile. Open the page again to see where it stands."
    at = last_place_taken_at(nomination)
    return f"The last place was taken{in_words(at) if at else ''}. Keep them first in line, or say not this time."


def in_words(at: datetime) -> str:
    """' at 3:10 pm on 20 November', in London."""
    local = timezone.localtime(at)
    return f" at {local:%-I:%M} {'am' if local.hour < 12 else 'pm'} on {local:%-d %B}"


def _meet(nomination: Nomination, answer: Answer, by: User | None) -> None:
    if answer.at is None:
        policies.check_can_act(by, nomination, Permission.RECORD_PROGRESS)
        if nomination.state == "interview":
            raise Refused("Say the new day and time.", field="at")
        move(nomination, "interview", by=by)
        return
    if answer.at <= timezone.now():
        raise Refused("Choose a day and time after now.", field="at")
    actions.set_interview(nomination, at=answer.at, place=answer.place, bring=answer.bring, by=by)


def _wait(nomination: Nomination, by: User | None) -> None:
    """One more week, once; or first in line for a place that may come back."""
    if nomination.state == "introduced":
        actions.take_into_review(nomination, by=by)
    policies.check_can_act(by, nomination, Permission.RECORD_PROGRESS)
    record("nomination_more_time", nomination, council=nomination.council, by=by, person=nomination.person)


def _say_no(nomination: Nomination, answer: Answer, by: User | None) -> None:
    if answer.reason != LATER:
        actions.decline_by_employer(nomination, reason=answer.reason, note=answer.note, by=by)
        return
    policies.check_can_act(by, nomination, Permission.RECORD_PROGRESS)
    if answer.until is None or answer.until <= timezone.localdate():
        raise Refused("Choose a day after today to come back to this.", field="until")
    nomination.postponed_until = answer.until
    move(nomination, "postponed", by=by)
