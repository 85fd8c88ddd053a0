"""Everything that happened with a nomination, newest first."""

from dataclasses import dataclass
from datetime import datetime

from config.reference.vocabulary import terms
from matching.desks.putting_forward.words import STEPS
from matching.nominations.models import AgreementToShare, Nomination, NominationMove

OWN_ANSWERS = ("person_said_yes", "postponed", "declined_by_person")


@dataclass(frozen=True, slots=True)
class Happened:
    at: datetime
    words: str
    by: str
    more: str = ""


def timeline(nomination: Nomination) -> list[Happened]:
    """Moves with their reasons, agreements given and taken back. Three queries."""
    reasons = terms("reasons", council=nomination.council)
    rows = []
    for move in nomination.moves.select_related("by"):
        reason = reasons[move.reason].label if move.reason in reasons else ""
        more = ". ".join(filter(None, (reason, move.note)))
        rows.append(Happened(move.occurred_at, STEPS[move.target], _mover(move, nomination), more))
    for agreement in nomination.agreements.select_related("recorded_by"):
        rows.extend(_agreement(agreement))
    return sorted(rows, key=lambda row: row.at, reverse=True)


def _agreement(agreement: AgreementToShare) -> list[Happened]:
    how = f"{agreement.agreed_by}, {agreement.get_how_display().lower()}"
    doubt = f"Some doubt: {agreement.capacity_asked_of} is asked" if agreement.capacity_asked_of else ""
    rows = [Happened(agreement.agreed_at, f"Agreed to share ({how})", _name(agreement.recorded_by), doubt)]
    if agreement.withdrawn_at:
        rows.append(Happened(agreement.withdrawn_at, "This agreement to share ended", ""))
    return rows


def _mover(move: NominationMove, nomination: Nomination) -> str:
    """What the young person answered themselves has no user: they have no account."""
    if move.by is None and move.target in OWN_ANSWERS:
        return f"{nomination.person.called}, on their own page"
    return _name(move.by)


def _name(user: object) -> str:
    return str(user) if user else "The service"
