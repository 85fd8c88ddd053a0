"""Who may plan, choose and accept, and until when."""

from django.db.models import Q

from aspirations.models import YoungPerson
from aspirations.people.policies import NOT_YOURS, can_open
from config.accounts.models import User
from config.refusal import NotAllowed, Refused
from matching.panel.models import ConflictOfInterest, PanelMeeting
from matching.panel.plan.models import PanelPlan, PlanChoice
from matching.panel.policies import AFTER_THE_FREEZE, check_chair, check_on_panel


def check_can_plan(meeting: PanelMeeting, user: User) -> None:
    """The chair from the agenda on, the panel from its freeze on, both until the minutes are drafted."""
    check_on_panel(user, meeting.council)
    if meeting.state == "scheduled":
        check_chair(user, meeting.council)
    elif meeting.state not in AFTER_THE_FREEZE:
        raise Refused("The minutes are drafted: the plan stays as it is. What is left is for the next meeting.")
    if not meeting.items.exists():
        raise Refused("The agenda is not drawn up yet. The plan is made from the people on it.")


def can_plan(meeting: PanelMeeting, user: User) -> bool:
    try:
        check_can_plan(meeting, user)
    except Refused:
        return False
    return True


def check_can_choose(meeting: PanelMeeting, person: YoungPerson, user: User) -> None:
    check_can_plan(meeting, user)
    if not can_open(user, person):
        raise NotAllowed(NOT_YOURS)
    if ConflictOfInterest.objects.filter(item__meeting=meeting, item__person=person, member=user).exists():
        raise NotAllowed("You stepped back from this case. Somebody else on the panel chooses.")


def check_not_stepped_back(plan: PanelPlan, user: User) -> None:
    """Nobody makes drafts for a case they stepped back from, also not among others."""
    mine = ConflictOfInterest.objects.filter(member=user, item__meeting=plan.meeting_id)
    if mine.filter(item__person__in=plan.rows.placed().values("person")).exists():
        raise NotAllowed("You stepped back from a case in this plan. Somebody else on the panel makes the drafts.")


def check_stands(plan: PanelPlan) -> None:
    """Raises Refused where a plan is not the last word: accepted, followed by another, or chosen on since."""
    if plan.accepted_at is not None:
        raise Refused("These drafts were made already.")
    if PanelPlan.objects.filter(meeting=plan.meeting_id, version__gt=plan.version).exists():
        raise Refused("The plan was worked out again meanwhile. Look at the new one first.")
    if has_choices_since(plan):
        raise Refused("Something was locked, unlocked or ruled out since. Work out again first.")


def has_choices_since(plan: PanelPlan) -> bool:
    since = Q(chosen_at__gt=plan.drawn_up_at) | Q(ended_at__gt=plan.drawn_up_at)
    return PlanChoice.objects.filter(since, meeting=plan.meeting_id).exists()
