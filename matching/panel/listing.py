"""The panel's list in words: each case with its need points, its best matches, and why the first one is first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from aspirations.models import YoungPerson
from config.accounts.models import Council
from config.audit_trail.models import Event
from matching.engine.explanation import Part, why
from matching.panel.models import AgendaItem, PanelMeeting
from matching.shortlists.actions import profiles_of
from matching.shortlists.lists import Suggestion, suggestions_for
from matching.shortlists.models import ShortlistRun
from matching.shortlists.weights import engine_weights, weights_on


@dataclass(frozen=True, slots=True)
class Case:
    """`reasons` are the parts of the first match, most points first."""

    item: AgendaItem
    matches: list[Suggestion]
    reasons: list[Part]


def cases(items: Sequence[AgendaItem], council: Council, day: date, top: int = 3) -> list[Case]:
    """The items with their matches as of the newest ranking, explained. A constant number of queries."""
    people = [item.person for item in items]
    lists = suggestions_for(people, top=top)
    profiles, offers, opportunities = profiles_of(council, people, day)
    position = {opportunity.pk: index for index, opportunity in enumerate(opportunities)}
    weights = engine_weights(weights_on(day, council))
    found = []
    for index, item in enumerate(items):
        matches = lists[item.person_id]
        first = position.get(matches[0].opportunity.pk) if matches else None
        parts = why(profiles, index, offers, first, weights, day=day).parts if first is not None else ()
        found.append(Case(item, matches, sorted(parts, key=lambda part: -part.points)))
    return found


def newest_ranking(council: Council) -> ShortlistRun | None:
    """The ranking of everyone that is in force."""
    runs = ShortlistRun.objects.filter(council=council, only_for=None, finished_at__isnull=False)
    return runs.order_by("-finished_at").first()


def changed_since(meeting: PanelMeeting) -> tuple[date, int] | None:
    """The day an agenda that can still be drawn up again was drawn up, and how many people came or went since."""
    listed = set(meeting.items.filter(part=AgendaItem.Part.NEET).values_list("person", flat=True))
    people = YoungPerson.objects.filter(council=meeting.council).alive().neet_on(meeting.held_on)
    changed = len(listed ^ set(people.values_list("pk", flat=True)))
    if meeting.state != "scheduled" or not changed:
        return None
    drawn_up = Event.objects.filter(verb="agenda_drawn_up", subject_id=meeting.public_id).latest("occurred_at")
    return timezone.localdate(drawn_up.occurred_at), changed
