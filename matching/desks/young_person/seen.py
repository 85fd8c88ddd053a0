"""Who opened a young person's record, from the audit trail (S2)."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from aspirations.models import YoungPerson
from config.accounts.models import User
from config.accounts.roles import ROLES
from config.audit_trail.models import Event
from config.templatetags.screens import moment

LOOKED = ("record_seen", "list_seen")
PURPOSES = {
    "record": "The record",
    "caseload": "A caseload",
    "agenda": "The panel’s agenda",
    "introduction": "People put forward, with agreement",
    "why": "Why an offer fits or not",
    "concern": "A worry about safety",
    "handover": "The handover sheet",
    "matches": "Matches",
    "team": "The team",
    "program": "A program, in their name",
    "actions": "Actions of the panel",
    "aspiration_audit": "Who has been asked for wishes",
    "decision": "A decision of the panel",
    "find": "Offers near home",
    "minutes": "Minutes of the panel",
    "nomination": "One offer, step by step",
    "outcome": "How a start goes",
    "outcomes": "How it goes",
    "own_page": "Their own page",
    "own_page_link": "The link to their own page",
    "panel": "A meeting of the panel",
    "panel_list": "The panel’s list",
    "plan": "The panel’s plan",
    "put_forward": "Offers they are put forward for",
    "return": "What the yearly return needs",
    "story": "A story",
    "who_fits": "Whom an offer would suit",
    "wishes": "Wishes and facts",
}


@dataclass(frozen=True, slots=True)
class Sighting:
    """One time somebody opened the record itself, or a list it stood on. No actor: the person's own page."""

    at: datetime
    actor: User | None
    purpose: str

    def cells(self, *, by_name: bool) -> list[str]:
        roles = [ROLES[code].label for code in ROLES if self.actor and code in self.actor.roles]
        who = "Their own page" if self.actor is None else self.actor.name if by_name else ", ".join(roles)
        return [
            moment(self.at),
            who or "Somebody without a role",
            PURPOSES.get(self.purpose, self.purpose.capitalize()),
        ]


def seen_by(person: YoungPerson) -> list[Sighting]:
    """Newest first."""
    itself = Q(verb="record_seen", person_id=person.public_id)
    listed = Q(verb="list_seen", context__people__contains=[str(person.public_id)])
    events = Event.objects.filter(itself | listed, council=person.council_id).select_related("actor")
    rows = events.order_by("-occurred_at", "-pk")[:500]
    return [Sighting(event.occurred_at, event.actor, event.context.get("purpose", "")) for event in rows]
