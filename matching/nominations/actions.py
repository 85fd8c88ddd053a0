"""From a suggestion to an accepted offer. Each verb says who, when and why, and refuses with a sentence."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from aspirations.models import YoungPerson
from aspirations.people.policies import check_can_change
from config.accounts.models import User
from config.accounts.permissions import Permission
from config.audit_trail.trail import record
from config.reference.due_days import due_on
from config.refusal import Refused
from matching.nominations import policies, states
from matching.nominations.announcing import announce_move
from matching.nominations.asking import ask_for_answer
from matching.nominations.models import Interview, Nomination
from matching.nominations.moves import lock, move
from matching.shortlists.actions import note_introduction, set_pair_state
from matching.shortlists.explaining import must_haves_not_met
from matching.shortlists.models import PairState, ShortlistEntry
from opportunities import actions as opportunity_actions
from opportunities.models import Opportunity
from opportunities.policies import check_open_to

INTERVIEW_HELD, INTERVIEW_DECISION = "interview_held", "interview_decision"


@transaction.atomic
def suggest(
    *, person: YoungPerson, opportunity: Opportunity, by: User | None, occurred_at: datetime | None = None
) -> Nomination:
    """Open a nomination for one pair. Raises Refused when one is live, a must-have is not met, or nothing is left."""
    check_can_change(by, Permission.NOMINATE, person)
    return _open(person, opportunity, by, occurred_at or timezone.now())


@transaction.atomic
def suggest_at_panel(*, person: YoungPerson, opportunity: Opportunity, by: User) -> Nomination:
    """The same, opened by the panel: it is still the young person who says yes, and the adviser who asks."""
    check_can_change(by, Permission.DECIDE_AT_PANEL, person)
    return _open(person, opportunity, by, timezone.now())


def _open(person: YoungPerson, opportunity: Opportunity, by: User | None, occurred_at: datetime) -> Nomination:
    _check_can_be_suggested(person, opportunity, timezone.localdate(occurred_at))
    entry = ShortlistEntry.objects.newest().filter(person=person, opportunity=opportunity).select_related("run").first()
    nomination = Nomination(
        council=person.council,
        person=person,
        opportunity=opportunity,
        state_since_at=occurred_at,
        seen_points=entry.points if entry else None,
        weights=entry.run.weights if entry else None,
        recorded_by=by,
    )
    nomination.validate_constraints()
    nomination.save()
    announce_move(nomination.moves.create(target="suggested", by=by, occurred_at=occurred_at))
    set_pair_state(person=person, opportunity=opportunity, set_aside=PairState.Why.LIVE_NOMINATION)
    record("nomination_suggested", nomination, council=person.council, by=by, person=person, occurred_at=occurred_at)
    return nomination


def _check_can_be_suggested(person: YoungPerson, opportunity: Opportunity, day: date) -> None:
    policies.check_alive(person)
    check_open_to(opportunity, person.council)
    if _is_put_forward(person, opportunity):
        raise Refused(f"{person.called} is already put forward for “{opportunity.title}”, or works there.")
    if not opportunity.is_open_on(day) or not opportunity.places_left:
        raise Refused(f"“{opportunity.title}” is not open any more, or has no place left.")
    if barriers := must_haves_not_met(person=person, opportunity=opportunity, day=day):
        raise Refused(f"Not every must-have is met yet. {' '.join(barriers)}")


def _is_put_forward(person: YoungPerson, opportunity: Opportunity) -> bool:
    """By a live nomination, or by a start that has not ended."""
    pair = {"person": person, "opportunity": opportunity}
    started = PairState.objects.filter(**pair, set_aside=PairState.Why.LIVE_NOMINATION)
    return Nomination.objects.live().filter(**pair).exists() or started.exists()


def shortlist(nomination: Nomination, *, by: User | None, occurred_at: datetime | None = None) -> Nomination:
    policies.check_can_act(by, nomination, Permission.NOMINATE)
    return move(nomination, "shortlisted", by=by, occurred_at=occurred_at)


def say_yes(nomination: Nomination, *, by: User | None, occurred_at: datetime | None = None) -> Nomination:
    """The young person wants it; `by` is who wrote it down, None for the person's own page."""
    policies.check_can_act(by, nomination, Permission.NOMINATE)
    return move(nomination, "person_said_yes", by=by, occurred_at=occurred_at)


def nominate(nomination: Nomination, *, by: User, occurred_at: datetime | None = None) -> Nomination:
    """Put forward to the panel. Raises Refused until there is an agreement to share (N2)."""
    policies.check_can_act(by, nomination, Permission.NOMINATE)
    policies.check_agreed(nomination)
    return move(nomination, "nominated", by=by, occurred_at=occurred_at)


@transaction.atomic
def introduce(nomination: Nomination, *, by: User, occurred_at: datetime | None = None) -> Nomination:
    """Tell the employer what was agreed, and start the guaranteed interview's clock where there is one (O5)."""
    policies.check_can_act(by, nomination, Permission.NOMINATE)
    on = timezone.localdate(occurred_at or timezone.now())
    policies.check_can_be_introduced(lock(nomination), min(on, timezone.localdate()))
    moved = move(nomination, "introduced", by=by, occurred_at=occurred_at)
    note_introduction(person=moved.person, opportunity=moved.opportunity, on=on)
    if moved.opportunity.guaranteed_interview:
        moved.interview_due_on = due_on(INTERVIEW_HELD, on, moved.council)
        moved.save(update_fields=["interview_due_on"])
    if on >= timezone.localdate():
        ask_for_answer(moved)
    nomination.refresh_from_db()
    return moved


def take_into_review(nomination: Nomination, *, by: User | None, occurred_at: datetime | None = None) -> Nomination:
    policies.check_can_act(by, nomination, Permission.RECORD_PROGRESS)
    return move(nomination, "in_review", by=by, occurred_at=occurred_at)


@transaction.atomic
def set_interview(
    nomination: Nomination,
    *,
    at: datetime,
    place: str,
    by: User | None,
    bring: str = "",
    adjustments: str = "",
    occurred_at: datetime | None = None,
) -> Interview:
    """Set the time to meet: the first one moves the nomination, another one replaces the time."""
    policies.check_can_act(by, nomination, Permission.RECORD_PROGRESS)
    if nomination.interviews.filter(at=at).exists():
        raise Refused("This time to meet is already set.")
    if nomination.state != "interview":
        move(nomination, "interview", by=by, occurred_at=occurred_at)
    else:
        person = nomination.person
        record("nomination_interview", nomination, council=nomination.council, by=by, person=person)
    nomination.due_on = due_on(INTERVIEW_DECISION, timezone.localdate(at), nomination.council)
    nomination.save(update_fields=["due_on"])  # what the employer says is waited for from the meeting on
    return nomination.interviews.create(at=at, place=place, bring=bring, adjustments=adjustments)


@transaction.atomic
def record_attendance(interview: Interview, *, attended: bool, by: User | None) -> None:
    """Whether they met. A missed appointment ends nothing (N3)."""
    nomination = interview.nomination
    policies.check_can_act(by, nomination, Permission.RECORD_PROGRESS)
    interview.attended = attended
    interview.save(update_fields=["attended"])
    record("interview_attendance_recorded", interview, council=nomination.council, by=by, person=nomination.person)


def offer(nomination: Nomination, *, by: User | None, occurred_at: datetime | None = None) -> Nomination:
    policies.check_can_act(by, nomination, Permission.RECORD_PROGRESS)
    return move(nomination, "offered", by=by, occurred_at=occurred_at)


@transaction.atomic
def accept(
    nomination: Nomination, *, by: User | None, others: str = "", occurred_at: datetime | None = None
) -> Nomination:
    """The young person takes the place, under lock. `others` says what happens with their other nominations.

    Raises Refused, kindly, when the last place has just gone, and when other nominations wait for that choice:
    'keep' or 'let_go' (N4).
    """
    policies.check_can_act(by, nomination, Permission.NOMINATE)
    rest = Nomination.objects.live().filter(person=nomination.person).exclude(pk=nomination.pk)
    if others not in ("keep", "let_go") and rest.exists():
        raise Refused(f"{nomination.person.called} has other nominations open: choose to keep them, or to let them go.")
    opportunity_actions.take_place(nomination.opportunity, by=by)
    policies.check_pace(nomination, timezone.localdate(occurred_at or timezone.now()))
    moved = move(nomination, "accepted", by=by, occurred_at=occurred_at)
    if others == "let_go":
        for other in rest.exclude(state="accepted"):
            move(other, "withdrawn", by=by, reason="s_let_go", occurred_at=occurred_at)
    return moved


def decline_by_person(
    nomination: Nomination, *, reason: str, by: User | None, note: str = "", occurred_at: datetime | None = None
) -> Nomination:
    policies.check_can_act(by, nomination, Permission.NOMINATE)
    return _end(nomination, "declined_by_person", reason, note, by, occurred_at)


def decline_by_employer(
    nomination: Nomination, *, reason: str, by: User | None, note: str = "", occurred_at: datetime | None = None
) -> Nomination:
    policies.check_can_act(by, nomination, Permission.RECORD_PROGRESS)
    return _end(nomination, "declined_by_employer", reason, note, by, occurred_at)


def withdraw(
    nomination: Nomination, *, reason: str, by: User | None, note: str = "", occurred_at: datetime | None = None
) -> Nomination:
    policies.check_can_act(by, nomination, Permission.NOMINATE)
    return _end(nomination, "withdrawn", reason, note, by, occurred_at)


def did_not_start(
    nomination: Nomination, *, reason: str, by: User | None, note: str = "", occurred_at: datetime | None = None
) -> Nomination:
    policies.check_can_act(by, nomination, Permission.RECORD_PROGRESS)
    return _end(nomination, "did_not_start", reason, note, by, occurred_at)


@transaction.atomic
def _end(
    nomination: Nomination, target: str, reason: str, note: str, by: User | None, occurred_at: datetime | None
) -> Nomination:
    """End the nomination; a place that was taken comes back."""
    moved = move(nomination, target, by=by, reason=reason, note=note, occurred_at=occurred_at)
    if moved.moves.latest("pk").source in states.HOLDS_PLACE:
        opportunity_actions.give_place_back(moved.opportunity, by=by)
    return moved


def postpone(
    nomination: Nomination, *, until: date, by: User | None, occurred_at: datetime | None = None
) -> Nomination:
    policies.check_can_act(by, nomination, Permission.NOMINATE)
    if until <= timezone.localdate(occurred_at or timezone.now()):
        raise Refused("Choose a day after today to come back to this.")
    nomination.postponed_until = until
    return move(nomination, "postponed", by=by, occurred_at=occurred_at)


@transaction.atomic
def take_up_again(nomination: Nomination, *, by: User | None, occurred_at: datetime | None = None) -> Nomination:
    """Go on at the step where it was put off. Back with the employer, what an introduction needs must still hold."""
    policies.check_can_act(by, nomination, Permission.NOMINATE)
    left_at = policies.put_off_at(nomination)
    if left_at in states.WITH_EMPLOYER:
        policies.check_can_be_introduced(lock(nomination), timezone.localdate())
    return move(nomination, left_at, by=by, occurred_at=occurred_at)


@transaction.atomic
def close_opportunity(opportunity: Opportunity, *, by: User | None) -> list[Nomination]:
    """Close an opportunity and tell everyone in flight: their nominations end as 'place gone' (O3). Returns those."""
    opportunity_actions.close(opportunity, by=by)
    in_flight = Nomination.objects.live().filter(opportunity=opportunity).exclude(state="accepted")
    return [move(row, "place_gone", by=by, reason="s_closed") for row in in_flight]
