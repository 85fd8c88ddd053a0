"""What people decide on a plan beforehand: this place for them, not this place for them, and taking either back."""

from django.db import transaction
from django.utils import timezone

from config.accounts.models import User
from config.audit_trail.trail import record
from config.refusal import Refused
from config.validation import check_row
from matching.engine.phrases import listed
from matching.panel.models import PanelMeeting
from matching.panel.plan.models import PlanChoice, PlanRow
from matching.panel.plan.policies import check_can_choose, check_can_plan
from matching.panel.plan.pool import places_left
from opportunities.models import Opportunity


@transaction.atomic
def lock(row: PlanRow, *, opportunity: Opportunity, reason: str, by: User) -> PlanChoice:
    """Keep this place for this person when the plan is worked out again. Raises Refused with the way out."""
    return _choose(row, opportunity, PlanChoice.Act.LOCK, reason, by)


@transaction.atomic
def forbid(row: PlanRow, *, opportunity: Opportunity, reason: str, by: User) -> PlanChoice:
    """Not this place for this person. It shuts out nobody else, and ends with the meeting."""
    return _choose(row, opportunity, PlanChoice.Act.FORBID, reason, by)


def _choose(row: PlanRow, opportunity: Opportunity, act: str, reason: str, by: User) -> PlanChoice:
    meeting = PanelMeeting.objects.select_for_update().get(pk=row.plan.meeting_id)
    check_can_choose(meeting, row.person, by)
    if not could_take(row, opportunity):
        raise Refused(f"{row.person.called} cannot take “{opportunity.title}” as things are.")
    if act == PlanChoice.Act.LOCK:
        _check_room(meeting, row, opportunity)
    choice = PlanChoice(
        meeting=meeting,
        person=row.person,
        opportunity=opportunity,
        act=act,
        reason=reason.strip(),
        chosen_by=by,
        chosen_at=timezone.now(),
    )
    if not choice.reason:
        raise Refused("Say why, in a sentence.", field="reason")
    check_row(choice)
    choice.save()
    record("plan_choice_made", choice, council=meeting.council, by=by, person=row.person, act=act)
    return choice


def could_take(row: PlanRow, opportunity: Opportunity) -> bool:
    """Whether the plan saw this pair as possible."""
    return opportunity.pk in {offer.pk for offer in possible_for(row)}


def possible_for(row: PlanRow) -> list[Opportunity]:
    """The places that the plan saw as possible for this person, most points first."""
    inputs = row.plan.inputs
    person = next(number for number, (known, _) in enumerate(inputs["people"]) if known == str(row.person.public_id))
    points = {inputs["places"][j][0]: value for i, j, value in inputs["pairs"] if i == person}
    offers = Opportunity.objects.filter(public_id__in=points).select_related("employer")
    return sorted(offers, key=lambda offer: (-points[str(offer.public_id)], offer.pk))


def _check_room(meeting: PanelMeeting, row: PlanRow, opportunity: Opportunity) -> None:
    others = PlanChoice.objects.in_force().filter(meeting=meeting, opportunity=opportunity, act=PlanChoice.Act.LOCK)
    names = [choice.person.called for choice in others.exclude(person=row.person).select_related("person")]
    if len(names) >= places_left([opportunity])[opportunity.pk]:
        both = f"Two locks want one place: {row.person.called} and {names[0]}. Unlock one." if len(names) == 1 else ""
        raise Refused(both or f"The places of “{opportunity.title}” are locked: {listed(names)}. Unlock one first.")


@transaction.atomic
def take_back(choice: PlanChoice, *, by: User) -> None:
    """Unlock, or allow again."""
    meeting = PanelMeeting.objects.select_for_update().get(pk=choice.meeting_id)
    check_can_plan(meeting, by)
    check_can_choose(meeting, choice.person, by)
    changed = PlanChoice.objects.in_force().filter(pk=choice.pk).update(ended_at=timezone.now(), ended_by=by)
    if not changed:
        raise Refused("This was taken back already.")
    record("plan_choice_taken_back", choice, council=meeting.council, by=by, person=choice.person, act=choice.act)
