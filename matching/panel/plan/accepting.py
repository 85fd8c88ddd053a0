"""Making the drafts of a plan (M8). They introduce nobody: each waits for its adviser, and a person decides each."""

from collections import Counter

from django.db import transaction
from django.utils import timezone

from config.accounts.models import User
from config.audit_trail.trail import record
from config.reference.due_days import due_on
from config.refusal import Refused
from matching.nominations.actions import suggest_at_panel
from matching.nominations.models import Nomination
from matching.panel.models import PanelMeeting
from matching.panel.plan.models import PanelPlan, PlanRow
from matching.panel.plan.policies import check_can_plan, check_not_stepped_back, check_stands
from matching.panel.plan.pool import OPEN, SAID_YES, places_left, promised_people
from opportunities.models import Opportunity

AGAIN = "Work out again, then make the drafts."
WAITS_FOR_ADVISER = "pa_acts"


@transaction.atomic
def accept_plan(plan: PanelPlan, *, by: User) -> int:
    """Make a draft of each place given: a nomination that waits for its adviser. Returns how many.

    Introduces nobody. All or nothing: raises Refused where a place, a yes or a person has gone meanwhile.
    """
    meeting = PanelMeeting.objects.select_for_update().get(pk=plan.meeting_id)
    plan = PanelPlan.objects.select_for_update().get(pk=plan.pk)
    check_can_plan(meeting, by)
    check_stands(plan)
    check_not_stepped_back(plan, by)
    rows = list(plan.rows.placed().select_related("person", "opportunity").order_by("pk"))
    if not rows:
        raise Refused("This plan gives nobody a place, so there is nothing to draft.")
    _hold_places(rows)
    _check_still_free(rows)
    for row in rows:
        row.nomination = _draft(row, plan, by)
    PlanRow.objects.bulk_update(rows, ["nomination"])
    plan.accepted_at, plan.accepted_by = timezone.now(), by
    plan.save(update_fields=["accepted_at", "accepted_by"])
    record("plan_accepted", plan, council=meeting.council, by=by, people=len(rows), version=plan.version)
    return len(rows)


def _hold_places(rows: list[PlanRow]) -> None:
    """Lock the opportunities, in one order, and see that each still has as many places as the plan gives."""
    wanted = Counter(row.opportunity.pk for row in rows if row.opportunity)
    locked = Opportunity.objects.select_for_update().filter(pk__in=wanted).order_by("pk")
    held = list(locked)
    left = places_left(held)
    for offer in held:
        if left[offer.pk] < wanted[offer.pk]:
            raise Refused(f"“{offer.title}” has not as many places left as this plan gives. {AGAIN}")


def _check_still_free(rows: list[PlanRow]) -> None:
    busy = promised_people([row.person_id for row in rows])
    for row in rows:
        if row.person_id in busy:
            raise Refused(f"{row.person.called} has something else on its way since. {AGAIN}")


def _draft(row: PlanRow, plan: PanelPlan, by: User) -> Nomination:
    """The nomination of a place given: the one that is open already, or a new one with a day for its adviser."""
    assert row.opportunity is not None
    nominations = Nomination.objects.select_for_update().filter(person=row.person, opportunity=row.opportunity)
    open_one = nominations.filter(state__in=OPEN).first()
    if plan.pool == PanelPlan.Pool.YES and (open_one is None or open_one.state not in SAID_YES):
        raise Refused(f"{row.person.called} does not say yes to “{row.opportunity.title}” any more. {AGAIN}")
    draft = open_one or suggest_at_panel(person=row.person, opportunity=row.opportunity, by=by)
    if draft.state == "suggested":
        draft.due_on = due_on(WAITS_FOR_ADVISER, timezone.localdate(), draft.council)
        draft.save(update_fields=["due_on"])
    return draft
