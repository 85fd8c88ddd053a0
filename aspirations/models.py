"""Who hopes for what: young people, what they told us, and what they do now. The contents page of the rooms."""

from aspirations.audits.draft_models import AspirationDraft
from aspirations.audits.models import Aspiration, AspirationAudit, AspirationRound
from aspirations.concerns.models import Concern, ConcernHandedOn
from aspirations.handover.models import Handover, TellOnce
from aspirations.messages.models import MessageFromPerson
from aspirations.people.models import (
    AccessGrant,
    CarePeriod,
    ContactWay,
    LeavingCareFact,
    NoGo,
    Pause,
    Tried,
    YoungPerson,
)
from aspirations.progress.models import ContactMade, SoftOutcome
from aspirations.spells.models import EetSpell
from aspirations.synonyms.models import Synonym

__all__ = [
    "AccessGrant",
    "Aspiration",
    "AspirationAudit",
    "AspirationDraft",
    "AspirationRound",
    "CarePeriod",
    "Concern",
    "ConcernHandedOn",
    "ContactMade",
    "ContactWay",
    "EetSpell",
    "Handover",
    "LeavingCareFact",
    "MessageFromPerson",
    "NoGo",
    "Pause",
    "SoftOutcome",
    "Synonym",
    "TellOnce",
    "Tried",
    "YoungPerson",
]
