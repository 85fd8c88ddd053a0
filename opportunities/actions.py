"""Changes to opportunities. Closing one that people are put forward for is a verb of `matching.nominations`."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from config.accounts.models import User
from config.audit_trail.trail import record
from config.refusal import Refused
from employers import actions as employers
from employers.models import Employer
from opportunities import policies
from opportunities.announcing import announce_states
from opportunities.barrier_review import actions as barrier_review
from opportunities.barrier_review.letters import tell_department
from opportunities.models import Opportunity
from opportunities.pledge_actions import count_again
from opportunities.states import OPPORTUNITY


@transaction.atomic
def move(
    opportunity: Opportunity, target: str, *, by: User | None, reviewed: bool = False, **context: Any
) -> Opportunity:
    """Change the state along the table, under lock. Raises Refused with what is possible instead."""
    locked = Opportunity.objects.select_for_update().get(pk=opportunity.pk)
    step = OPPORTUNITY.move(locked.state, target)
    if target == "live":
        policies.check_can_go_live(locked, reviewed=reviewed)
    locked.state = target
    locked.save(update_fields=["state", "changed_at"])
    record(step.verb, locked, council=locked.council, by=by, **context)
    announce_states([locked])
    opportunity.state = target
    return locked


@transaction.atomic
def send_to_review(opportunity: Opportunity, *, by: User | None) -> Opportunity:
    """Ask HR the three questions of the barrier review (O4)."""
    policies.check_can_change(by, opportunity)
    moved = move(opportunity, "barrier_review", by=by)
    barrier_review.ask(moved, by=by)
    return moved


@transaction.atomic
def pass_review(
    opportunity: Opportunity,
    *,
    appropriate: bool,
    entry_is_barrier: bool,
    interview_guaranteed: bool,
    by: User,
    kept_because: str = "",
    words: str = "",
    findings: Sequence[Mapping[str, str]] = (),
) -> Opportunity:
    """HR's answers: it goes live, or back to its department with these `words`.

    It goes live when it is right for somebody starting out and its entry point is no barrier, or is kept
    `kept_because`; otherwise, and whenever there are words for the department, it goes back. An interview that HR says
    is guaranteed is one from now on. `findings`: each clause found, with what HR decides of it. Raises Refused when it
    would go back without words, or go live with a clause that HR asks to soften.
    """
    policies.check_can_review(by, opportunity)
    answers = {
        "appropriate": appropriate,
        "entry_is_barrier": entry_is_barrier,
        "interview_guaranteed": interview_guaranteed,
    }
    passed = appropriate and not words and (not entry_is_barrier or bool(kept_because))
    if not passed and not words:
        raise Refused("Say what the department should change; they read your words.")
    if passed and any(finding["decision"] == "soften" for finding in findings):
        raise Refused("You ask the department to soften something: send it back with words.")
    decided = [f"{finding['label']}: {finding['decision']}" for finding in findings]
    moved = move(opportunity, "live" if passed else "draft", by=by, reviewed=True, answers=answers, findings=decided)
    kept = {"passed": passed, "kept_because": kept_because, "words": words, "findings": list(findings)}
    review = barrier_review.answer(moved, by=by, **answers, **kept)
    if passed and interview_guaranteed and not moved.guaranteed_interview:
        moved.guaranteed_interview = True
        moved.save(update_fields=["guaranteed_interview", "changed_at"])
    tell_department(review)
    return moved


@transaction.atomic
def go_live(opportunity: Opportunity, *, by: User | None) -> Opportunity:
    """Whoever opens it says that it stands today; a feed says so itself."""
    policies.check_can_change(by, opportunity)
    moved = move(opportunity, "live", by=by)
    if by is not None and not moved.source:
        moved.confirmed_on = timezone.localdate()
        moved.save(update_fields=["confirmed_on"])
    return moved


def pause(opportunity: Opportunity, *, by: User | None) -> Opportunity:
    policies.check_can_change(by, opportunity)
    return move(opportunity, "paused", by=by)


@transaction.atomic
def close(opportunity: Opportunity, *, by: User | None) -> Opportunity:
    """Close what nobody is put forward for; else `matching.nominations.actions.close_opportunity`, which tells them."""
    policies.check_can_change(by, opportunity)
    closed = move(opportunity, "closed", by=by)
    if closed.pledge:
        count_again(closed.pledge, by=by)
    return closed


@transaction.atomic
def confirm(opportunity: Opportunity, *, on: date, by: User | None) -> None:
    """The employer says that it still stands (freshness, O3)."""
    policies.check_can_change(by, opportunity)
    Opportunity.objects.filter(pk=opportunity.pk).update(confirmed_on=on, changed_at=timezone.now())
    record("opportunity_confirmed", opportunity, council=opportunity.council, by=by)


@transaction.atomic
def take_place(opportunity: Opportunity, *, by: User | None) -> Opportunity:
    """Take one place under lock; the last one makes it filled. Raises Refused kindly when somebody was faster (O6)."""
    locked = Opportunity.objects.select_for_update().get(pk=opportunity.pk)
    if locked.state not in ("live", "paused") or not locked.places_left:
        raise Refused(
            f"The last place of “{locked.title}” has just been taken. "
            "Keep this young person first in line, or look at what else fits."
        )
    Opportunity.objects.filter(pk=locked.pk).update(places_taken=F("places_taken") + 1, changed_at=timezone.now())
    locked.refresh_from_db()
    record("place_taken", locked, council=locked.council, by=by)
    return move(locked, "filled", by=by) if locked.state == "live" and not locked.places_left else locked


@transaction.atomic
def pause_employer(employer: Employer, *, by: User | None) -> None:
    """The employer, and all of theirs that is live. They are told no reason here: somebody speaks with them."""
    employers.pause(employer, by=by)
    for opportunity in Opportunity.objects.filter(employer=employer, state="live"):
        move(opportunity, "paused", by=by)


@transaction.atomic
def give_place_back(opportunity: Opportunity, *, by: User | None) -> Opportunity:
    """A place comes back (did not start, let go); a filled opportunity is live again."""
    locked = Opportunity.objects.select_for_update().get(pk=opportunity.pk)
    Opportunity.objects.filter(pk=locked.pk).update(places_taken=F("places_taken") - 1, changed_at=timezone.now())
    locked.refresh_from_db()
    record("place_given_back", locked, council=locked.council, by=by)
    if locked.state != "filled" or locked.employer.paused_at is not None:
        return locked
    return move(locked, "live", by=by)
