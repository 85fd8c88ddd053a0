"""Who may do what at the panel, and until when."""

from datetime import datetime, timedelta

from django.utils import timezone

from aspirations.people.policies import can_open
from config.accounts.models import Council, User, check_may
from config.accounts.permissions import Permission
from config.refusal import NotAllowed, Refused
from matching.panel.models import AgendaItem, ConflictOfInterest, PanelAction, PanelDecision, PanelMeeting
from matching.panel.states import AGREED

UNDO_WITHIN = timedelta(minutes=10)
AFTER_THE_FREEZE = ("agenda_frozen", "in_session")


def check_chair(user: User, council: Council) -> None:
    check_may(user, Permission.CHAIR_PANEL)
    check_own_panel(user, council)


def check_on_panel(user: User, council: Council) -> None:
    check_may(user, Permission.DECIDE_AT_PANEL)
    check_own_panel(user, council)


def check_own_panel(user: User, council: Council) -> None:
    if user.council_id != council.pk:
        raise NotAllowed("This is another council's panel.")


def check_still_a_draft(meeting: PanelMeeting) -> None:
    if meeting.state != "scheduled":
        raise Refused("The agenda is frozen; what changes now is added as a note.")


def check_not_agreed(meeting: PanelMeeting) -> None:
    if meeting.state in AGREED:
        raise Refused("The minutes are agreed: nothing in them changes any more.")


def has_stepped_back(user: User, item: AgendaItem) -> bool:
    return ConflictOfInterest.objects.filter(item=item, member=user).exists()


def check_can_decide(item: AgendaItem, user: User) -> None:
    check_on_panel(user, item.meeting.council)
    if item.person.is_restricted and not can_open(user, item.person):
        raise NotAllowed("This record is for named people only: one of them decides it with the chair.")
    if item.person.died_on:
        raise Refused("This young person has died. Nothing is decided.")
    if has_stepped_back(user, item):
        raise NotAllowed("You stepped back from this case. Somebody else on the panel records it.")
    if item.meeting.state != "in_session":
        raise Refused("The meeting is not in session: the chair opens it first.")
    if not item.to_discuss:
        raise Refused("This case is carried over. The chair takes it up first, with a note.")
    if PanelDecision.objects.filter(item=item).exclude(decision="carry_over").exists():
        raise Refused("This case was decided at this meeting. What changes now is for the next one.")


def undo_until(decision: PanelDecision) -> datetime:
    return decision.recorded_at + UNDO_WITHIN


def can_undo(user: User, decision: PanelDecision) -> bool:
    """Whoever recorded it, or the chair, while the meeting is in session and for ten minutes."""
    try:
        check_can_undo(user, decision)
    except Refused:
        return False
    return True


def check_can_undo(user: User, decision: PanelDecision) -> None:
    check_on_panel(user, decision.item.meeting.council)
    if decision.item.meeting.state != "in_session":
        raise Refused("The meeting is not in session any more. What changes now is for the next one.")
    if decision.decided_by_id != user.pk and not user.may(Permission.CHAIR_PANEL):
        raise NotAllowed("Whoever recorded this decision can undo it, or the chair.")
    if timezone.now() > undo_until(decision):
        raise Refused("A decision can be undone for 10 minutes. What changes now is for the next meeting.")
    if decision.actions.exclude(done_at=None).exists():
        raise Refused("An action of this decision was already done, so it stands.")


def check_can_finish(action: PanelAction, user: User) -> None:
    """The owner, the panel, and the manager whom it went up to."""
    if user.council_id == action.person.council_id and (
        action.owner_id == user.pk or user.may(Permission.DECIDE_AT_PANEL) or manages(user, action)
    ):
        return
    raise NotAllowed("This action belongs to somebody else: they, or the panel, can finish it.")


def manages(user: User, action: PanelAction) -> bool:
    """Whether an action that went up went up to this user."""
    return action.goes_to in ("manager", "board") and action.person.manager_id == user.pk


def check_can_hand_on(action: PanelAction, to: User, by: User) -> None:
    check_can_finish(action, by)
    if action.done_at is not None:
        raise Refused("This action was already done.")
    if to.council_id != action.person.council_id or not to.is_active:
        raise Refused("Choose somebody who works with your council.")
    if to.may(Permission.ANSWER_NOMINATIONS):
        raise Refused("An employer cannot be given an action of the panel. Name who speaks with them.")
    if to.pk == action.owner_id:
        raise Refused(f"{to} has this action already.")
