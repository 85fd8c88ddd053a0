"""People put forward, for the employer's contact: exactly what was agreed, and nothing else."""

from datetime import date

from config.accounts.models import User
from config.audit_trail.trail import record_view
from matching.desks.sections import Section, table
from matching.nominations.disclosure import what_employer_sees
from matching.nominations.models import AgreementToShare, Nomination

COLUMNS = ("For", "Where it stands", "What we can tell you", "Please answer by")


def sections(user: User, day: date) -> list[Section]:
    assert user.council is not None
    nominations = list(Nomination.objects.visible_to(user).select_related("opportunity", "person"))
    in_force = AgreementToShare.objects.filter(nomination__in=nominations, withdrawn_at=None)
    agreements = {row.nomination_id: row for row in in_force.select_related("nomination__person")}
    people = dict.fromkeys(nomination.person for nomination in nominations)
    fields = {code for agreement in agreements.values() for code in agreement.disclosed}
    record_view(people, council=user.council, by=user, purpose="introduction", fields=fields)
    rows = [_row(nomination, agreements[nomination.pk], day) for nomination in nominations]
    sentence = (
        "No one yet. We look every night."
        if not rows
        else f"{len(rows)} {'person is' if len(rows) == 1 else 'people are'} put forward to you."
    )
    return [table("People put forward", sentence, COLUMNS, rows, "newest first.")]


def _row(nomination: Nomination, agreement: AgreementToShare, day: date) -> list[object]:
    told = " ".join(_sentence(label, value) for label, value in what_employer_sees(agreement).items())
    return [nomination.opportunity.title, nomination.get_state_display(), told, _due(nomination.due_on, day)]


def _sentence(label: str, value: object) -> str:
    text = f"{label}: {', '.join(value) if isinstance(value, list) else value}"
    return text if text.endswith((".", "!", "?")) else f"{text}."


def _due(due_on: date | None, day: date) -> str:
    if due_on is None:
        return "No day set"
    return f"{due_on:%-d %B}" + (" (late)" if due_on < day else "")
