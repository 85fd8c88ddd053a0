"""People put forward, for the employer's contact: exactly what was agreed, and nothing else."""

from datetime import date

from config.accounts.models import User
from config.audit_trail.trail import record
from matching.desks.sections import Section, table
from matching.nominations.disclosure import what_employer_sees
from matching.nominations.models import Nomination

COLUMNS = ("For", "Where it stands", "What we can tell you", "Please answer by")


def sections(user: User, day: date) -> list[Section]:
    nominations = list(Nomination.objects.visible_to(user).select_related("opportunity", "person", "council"))
    for nomination in nominations:
        record(
            "record_seen",
            nomination,
            council=nomination.council,
            by=user,
            person=nomination.person,
            purpose="introduction",
        )
    rows = [_row(nomination) for nomination in nominations]
    sentence = f"Put forward to you now: {len(rows)}." if rows else "No one yet. We look every night."
    return [table("People put forward", sentence, COLUMNS, rows, "newest first.")]


def _row(nomination: Nomination) -> list[object]:
    agreement = nomination.agreements.filter(withdrawn_at=None).first()
    seen = what_employer_sees(agreement) if agreement else {}
    told = "; ".join(
        f"{label}: {', '.join(value) if isinstance(value, list) else value}" for label, value in seen.items()
    )
    due = f"{nomination.due_on:%-d %B}" if nomination.due_on else "No day set"
    return [nomination.opportunity.title, nomination.get_state_display(), told, due]
