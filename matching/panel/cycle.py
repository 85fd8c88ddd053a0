"""The meeting's way from its date to its report. What a move needs and what follows it go with the move itself."""

from collections.abc import Callable, Sequence

from django.db import transaction
from django.utils import timezone

from aspirations.models import AccessGrant
from aspirations.people.access import end_access, give_access
from config.accounts.models import User
from config.audit_trail.trail import record
from config.refusal import Refused
from matching.panel.carried import carry_over
from matching.panel.models import PanelMeeting
from matching.panel.policies import check_chair
from matching.panel.seen import keep_matches
from matching.panel.states import MEETING

PANEL_ROLES = ("panel_member", "panel_chair")


@transaction.atomic
def move_meeting(meeting: PanelMeeting, target: str, *, by: User) -> PanelMeeting:
    """Change the meeting's state along its table, under lock, whoever asks for it."""
    check_chair(by, meeting.council)
    locked = PanelMeeting.objects.select_for_update().get(pk=meeting.pk)
    step = MEETING.move(locked.state, target)
    if target in BEFORE:
        BEFORE[target](locked, by)
    locked.state = target
    locked.save()
    record(step.verb, locked, council=locked.council, by=by)
    if target in AFTER:
        AFTER[target](locked, by)
    meeting.refresh_from_db()
    return locked


def freeze(meeting: PanelMeeting, *, by: User) -> None:
    """Freeze the agenda and let the panel open these records until the minutes are agreed."""
    move_meeting(meeting, "agenda_frozen", by=by)


def _freeze(meeting: PanelMeeting, by: User) -> None:
    if not meeting.items.filter(to_discuss=True).exists():
        raise Refused("Mark at least one person to discuss.")
    meeting.agenda_frozen_at = timezone.now()


def _let_the_panel_in(meeting: PanelMeeting, by: User) -> None:
    keep_matches(meeting)
    let_open_records(meeting, "panel_member", by=by)


def _for_the_chair_alone(meeting: PanelMeeting, by: User) -> None:
    """An agenda opened again is the chair's until the next freeze."""
    end_panel_access(meeting, ["panel_member"], by=by)


def _agree(meeting: PanelMeeting, by: User) -> None:
    """Refused while a decision is missing (P3)."""
    if missing := meeting.items.undecided().count():
        cases = "1 case has" if missing == 1 else f"{missing} cases have"
        raise Refused(f"{cases} no decision. Open the meeting again, decide, and draft the minutes again.")
    meeting.minutes_agreed_at, meeting.minutes_agreed_by = timezone.now(), by


def let_open_records(meeting: PanelMeeting, role: str, *, by: User) -> None:
    """Everyone with this role may open the records on the agenda until the minutes are agreed, restricted ones apart.

    Whoever an agenda drawn up again does not list any more is closed again.
    """
    listed = meeting.items.values("person")
    end_access(grants=AccessGrant.objects.filter(reference=meeting.public_id).exclude(person__in=listed), by=by)
    given = AccessGrant.objects.filter(reference=meeting.public_id, role=role, until_at=None).values("person")
    missing = meeting.items.filter(person__is_restricted=False).exclude(person__in=given).select_related("person")
    people = [item.person for item in missing]
    give_access(people=people, why=AccessGrant.Why.PANEL, by=by, role=role, reference=meeting.public_id)


def end_panel_access(meeting: PanelMeeting, roles: Sequence[str] = PANEL_ROLES, *, by: User) -> None:
    end_access(grants=AccessGrant.objects.filter(reference=meeting.public_id, role__in=roles), by=by)


def _close_records(meeting: PanelMeeting, by: User) -> None:
    end_panel_access(meeting, by=by)


BEFORE: dict[str, Callable[[PanelMeeting, User], None]] = {
    "agenda_frozen": _freeze,
    "minutes_drafted": carry_over,
    "minutes_agreed": _agree,
}
AFTER: dict[str, Callable[[PanelMeeting, User], None]] = {
    "scheduled": _for_the_chair_alone,
    "agenda_frozen": _let_the_panel_in,
    "minutes_agreed": _close_records,
}
