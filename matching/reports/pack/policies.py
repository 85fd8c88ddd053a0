"""Who draws up a pack, and when the chair may agree it."""

from config.accounts.models import User
from config.refusal import Refused
from matching.panel.models import PanelDecision, PanelMeeting
from matching.panel.policies import check_chair
from matching.panel.states import AGREED
from matching.reports.pack.models import MonthlyPack
from matching.reports.pack.period import last_day


def meeting_of(pack: MonthlyPack) -> PanelMeeting | None:
    return PanelMeeting.objects.filter(council=pack.council_id).in_month(pack.month).first()


def missing_reasons(meeting: PanelMeeting | None) -> int:
    """Cases to be discussed that have neither a main reason nor a waiver by name: they have no decision yet (P3)."""
    return meeting.items.undecided().count() if meeting else 0


def why_not_agreed(pack: MonthlyPack) -> str:
    """What the pack still waits for, as a sentence; empty when the chair can agree it."""
    meeting = meeting_of(pack)
    if pack.pack.day < last_day(pack.month):
        return f"{pack.month:%B} was not over when this was drawn up. Draw it up again after its last day."
    if meeting and meeting.state in ("scheduled", "agenda_frozen"):
        return f"The panel of {meeting.held_on:%-d %B} has not met yet. Agree the pack after it."
    if missing := missing_reasons(meeting):
        return "1 main reason is missing." if missing == 1 else f"{missing} main reasons are missing."
    if PanelDecision.objects.filter(item__meeting=meeting, recorded_at__gt=pack.drawn_up_at).exists():
        return "The panel decided since this was drawn up. Draw it up again, and read it."
    return _waits_for_minutes(meeting, pack) if meeting else ""


def _waits_for_minutes(meeting: PanelMeeting, pack: MonthlyPack) -> str:
    """Main reasons are counted from agreed minutes: a pack without them would never tell why."""
    if meeting.state not in AGREED:
        return f"The minutes of {meeting.held_on:%-d %B} are not agreed yet. Agree them, then draw the pack up again."
    if meeting.minutes_agreed_at and meeting.minutes_agreed_at > pack.drawn_up_at:
        return "The minutes were agreed since this was drawn up. Draw it up again, and read it."
    return ""


def check_can_agree(pack: MonthlyPack, user: User) -> None:
    check_chair(user, pack.council)
    if pack.state == "draft" and (sentence := why_not_agreed(pack)):
        raise Refused(sentence)
