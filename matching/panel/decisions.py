"""What the panel decides: decision, main reason, actions, and a snapshot of what was seen (P2, P3, P5)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from config.accounts.models import User
from config.accounts.permissions import Permission
from config.audit_trail.trail import record
from config.reference.due_days import add_working_days
from config.reference.models import CodedTerm
from config.reference.vocabulary import check_code
from config.refusal import NotAllowed, Refused
from config.validation import check_row
from matching.nominations.models import Nomination
from matching.nominations.moves import move
from matching.nominations.states import LIVE
from matching.panel.activity_check import activity_check
from matching.panel.carried import TELL_WITHIN_WORKING_DAYS
from matching.panel.models import AgendaItem, PanelDecision, PanelMeeting
from matching.panel.panel_actions import NewAction, set_action
from matching.panel.policies import check_can_decide
from matching.panel.seen import snapshot

PUT_FORWARD = ("nominate", "place_plan")
"""Decisions by which the panel agrees to a nomination."""
NOW_EET = "now_eet"
HAVE_A_COLUMN = {"opportunity", "agreement_or_asker", "reason", "review_on", "system_issue"}
"""What a decision requires that is no detail of its own."""


@dataclass(frozen=True, slots=True)
class MainReason:
    """Why the person is not in EET: one theme, or a waiver by name; and where there is one, a system issue."""

    theme: str = ""
    note: str = ""
    waived_because: str = ""
    system_issue: str = ""
    person_view: str = PanelDecision.PersonView.NOT_ASKED


@transaction.atomic
def decide(
    item: AgendaItem,
    *,
    decision: str,
    why: str,
    reason: MainReason,
    by: User,
    nomination: Nomination | None = None,
    details: dict[str, Any] | None = None,
    review_on: date | None = None,
    actions: Sequence[NewAction] = (),
    occurred_at: datetime | None = None,
) -> PanelDecision:
    """Record a decision at a meeting in session. Raises Refused naming what is missing."""
    occurred_at = occurred_at or timezone.now()
    day = timezone.localdate(occurred_at)
    item.meeting = PanelMeeting.objects.select_for_update().get(pk=item.meeting_id)
    check_can_decide(item, by)
    term = check_code("decisions", decision, council=item.meeting.council, on=day, what="a decision")
    _check_complete(term, item, nomination, details or {}, review_on, day)
    _check_said(term, item, why, reason, by)
    PanelDecision.objects.filter(item=item, decision="carry_over").delete()
    row = PanelDecision(
        item=item,
        decision=decision,
        why=why.strip(),
        **_reason_columns(reason, item, by, day),
        tells_person=item.person.adviser,
        tell_by_on=add_working_days(item.meeting.held_on, TELL_WITHIN_WORKING_DAYS),
        nomination=nomination,
        details=details or {},
        review_on=review_on,
        snapshot=snapshot(item),
        decided_by=by,
        decided_at=occurred_at,
    )
    check_row(row)
    row.save()
    checks = [] if decision == NOW_EET else activity_check(row.theme, item.person, day)
    for new in (*actions, *checks):
        set_action(row, new, by=by, day=day)
    record(
        "panel_decided", row, council=item.meeting.council, by=by, person=item.person, occurred_at=occurred_at,
        decision=decision,
    )  # fmt: skip
    if decision in PUT_FORWARD and nomination is not None and nomination.state == "nominated":
        move(nomination, "panel_agreed", by=by, occurred_at=occurred_at)
    return row


def _check_complete(
    term: CodedTerm,
    item: AgendaItem,
    nomination: Nomination | None,
    details: dict[str, Any],
    review_on: date | None,
    day: date,
) -> None:
    """Each decision has fields of its own that it cannot do without (vocabularies.md 3)."""
    required = set(term.attributes["requires"].split())
    missing = sorted(field for field in required - HAVE_A_COLUMN if not details.get(field))
    if missing:
        raise Refused(f"“{term.label}” also needs: {', '.join(field.replace('_', ' ') for field in missing)}.")
    if "opportunity" in required or nomination is not None:
        _check_nominated(item, nomination, details)
    if "review_on" in required:
        limit = day + timedelta(int(term.attributes["within_days"]))
        if review_on is None or not day < review_on <= limit:
            raise Refused(f"Choose a date after today and by {limit:%-d %B %Y}.")


def _check_nominated(item: AgendaItem, nomination: Nomination | None, details: dict[str, Any]) -> None:
    if nomination is None or nomination.person_id != item.person_id or nomination.state not in LIVE:
        raise Refused("Choose the opportunity to put this young person forward for.")
    if not details.get("asker") and not nomination.moves.filter(target="person_said_yes").exists():
        raise Refused("They have not said yes yet: name who asks them.")


def _check_said(term: CodedTerm, item: AgendaItem, why: str, reason: MainReason, by: User) -> None:
    """What every decision says, and what the system or the chair alone may decide."""
    if term.attributes["set_by"] == "system":
        raise Refused(f"“{term.label}” is set for whoever was not reached, when the minutes are drafted.")
    if not why.strip():
        raise Refused("Say why, in a sentence.")
    if "system_issue" in term.attributes["requires"].split() and not reason.system_issue:
        raise Refused(f"“{term.label}” also needs: system issue.")
    if term.attributes["chair_if_repeated"] == "yes" and not by.may(Permission.CHAIR_PANEL):
        last = PanelDecision.objects.filter(item__person=item.person).order_by("-decided_at").first()
        if last and last.decision == term.code:
            raise NotAllowed(f"“{term.label}” twice running is for the chair to decide.")


def _reason_columns(reason: MainReason, item: AgendaItem, by: User, day: date) -> dict[str, Any]:
    council = item.meeting.council
    if not reason.theme and not reason.waived_because.strip():
        raise Refused("Choose a main reason, or waive it by name.")
    if reason.theme:
        theme = check_code("themes", reason.theme, council=council, on=day, what="a main reason")
        if theme.attributes["needs_note"] == "yes" and not reason.note.strip():
            raise Refused(f"“{theme.label}” needs a note.")
    owner = ""
    if reason.system_issue:
        issue = check_code("themes", reason.system_issue, council=council, on=day, what="a system issue")
        if issue.attributes["situation_of"] != "system":
            raise Refused(f"“{issue.label}” is not a system issue: choose one that a service owns.")
        owner = issue.attributes["owner"]
    return {
        "theme": reason.theme,
        "theme_note": reason.note.strip(),
        "theme_waived_by": None if reason.theme else by,
        "theme_waived_because": "" if reason.theme else reason.waived_because.strip(),
        "system_issue": reason.system_issue,
        "system_owner": owner,
        "person_view": reason.person_view,
    }


@transaction.atomic
def agree_as_decided(nomination: Nomination, *, by: User) -> bool:
    """Where the panel decided on it before the young person said yes, it need not decide again. Whether it had."""
    decided = PanelDecision.objects.filter(nomination=nomination, decision__in=PUT_FORWARD).exists()
    if decided and nomination.state == "nominated":
        move(nomination, "panel_agreed", by=by)
        return True
    return False
