"""After the session: the minutes are drafted from what was decided, and agreed (P5)."""

from config.accounts.models import User
from matching.panel.cycle import move_meeting
from matching.panel.models import PanelDecision, PanelMeeting


def draft_minutes(meeting: PanelMeeting, *, by: User) -> list[PanelDecision]:
    """Close the session: marked cases not reached, and overdue actions, carry over. Returns those decisions."""
    move_meeting(meeting, "minutes_drafted", by=by)
    return list(PanelDecision.objects.filter(item__meeting=meeting, decision="carry_over"))


def agree_minutes(meeting: PanelMeeting, *, by: User) -> None:
    """Agree the minutes; the panel's right to open the records ends. Refused while a decision is missing (P3)."""
    move_meeting(meeting, "minutes_agreed", by=by)
