"""Who was there, and who stepped back from which case."""

from collections.abc import Sequence

from django.db import transaction

from config.accounts.models import User
from config.accounts.permissions import Permission
from config.audit_trail.trail import record
from config.refusal import Refused
from config.validation import check_row
from matching.panel.models import AgendaItem, ConflictOfInterest, PanelMeeting
from matching.panel.policies import check_not_agreed, check_on_panel


@transaction.atomic
def note_attendance(meeting: PanelMeeting, *, present: Sequence[User], by: User, also_present: str = "") -> None:
    """Who is there: people of the council who sign in, and guests by name."""
    check_on_panel(by, meeting.council)
    check_not_agreed(meeting)
    if any(user.council_id != meeting.council_id for user in present):
        raise Refused("Name a guest from elsewhere under “Also there”.")
    meeting.present.set(present)
    meeting.also_present = also_present.strip()
    meeting.save(update_fields=["also_present"])
    record("attendance_noted", meeting, council=meeting.council, by=by, people=len(present))


@transaction.atomic
def step_back(item: AgendaItem, *, member: User, why: str, by: User) -> ConflictOfInterest:
    """Note a conflict of interest: from now on this member neither sees the case in the room nor decides it."""
    check_on_panel(by, item.meeting.council)
    check_not_agreed(item.meeting)
    if member.council_id != item.meeting.council_id or not member.may(Permission.DECIDE_AT_PANEL):
        raise Refused("Choose somebody on this panel.")
    if ConflictOfInterest.objects.filter(item=item, member=member).exists():
        raise Refused(f"{member} already stepped back from this case.")
    row = ConflictOfInterest(item=item, member=member, why=why.strip(), noted_by=by)
    if not row.why:
        raise Refused("Say why they step back, in a few words.")
    check_row(row)
    row.save()
    record("conflict_noted", row, council=item.meeting.council, by=by, person=item.person)
    return row
