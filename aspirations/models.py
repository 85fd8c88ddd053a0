"""Who hopes for what: young people, what they told us, and what they do now. The contents page of the rooms."""

from aspirations.audits.models import Aspiration, AspirationAudit, AspirationRound
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
from aspirations.spells.models import EetSpell

__all__ = [
    "AccessGrant",
    "Aspiration",
    "AspirationAudit",
    "AspirationRound",
    "CarePeriod",
    "ContactWay",
    "EetSpell",
    "LeavingCareFact",
    "NoGo",
    "Pause",
    "Tried",
    "YoungPerson",
]
