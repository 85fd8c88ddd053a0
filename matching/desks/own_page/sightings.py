"""Who saw the record, in words for the person: what somebody is to them, never a name they do not know (S2)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from aspirations.models import YoungPerson
from config.accounts.models import User
from config.accounts.signed_links import Purpose
from config.audit_trail.models import Event

MOST = 30
BY_LINK = (Purpose.ANSWER, Purpose.OUTCOME)
AT_A_FIRM = "Somebody at a firm that you said could see it"


@dataclass(frozen=True, slots=True)
class Seen:
    at: datetime
    who: str


def seen_by(person: YoungPerson) -> list[Seen]:
    """Newest first; the same one again on the same day is one row."""
    itself = Q(verb="record_seen", person_id=person.public_id)
    listed = Q(verb="list_seen", context__people__contains=[str(person.public_id)])
    events = Event.objects.filter(itself | listed, council=person.council_id).select_related("actor")
    return list(_once_a_day(person, events.order_by("-occurred_at", "-pk")[:500]))[:MOST]


def _once_a_day(person: YoungPerson, events: Iterable[Event]) -> Iterator[Seen]:
    known = set()
    for event in events:
        who = _who(person, event.actor, by_link=event.context.get("purpose") in BY_LINK)
        if (day := (event.occurred_at.date(), who)) not in known:
            known.add(day)
            yield Seen(event.occurred_at, who)


def _who(person: YoungPerson, actor: User | None, *, by_link: bool) -> str:
    """Without an account come the young person, by the own page, and employers, by the link of a mail."""
    if actor is None:
        return AT_A_FIRM if by_link else "You"
    first = actor.name.split(maxsplit=1)[0]
    if actor == person.adviser:
        return f"{first}, your adviser"
    if actor == person.manager:
        return f"{first}, who leads the team"
    if "employer" in actor.roles:
        return AT_A_FIRM
    return "Someone at the council"
