"""The panel's list: each case with its need points, its best matches, and why the first one is first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count
from django.utils import timezone

from aspirations.models import YoungPerson
from config.accounts.models import Council
from config.audit_trail.models import Event
from matching.panel.models import AgendaItem, PanelMeeting
from matching.panel.seen import Kept, matches_of
from matching.shortlists.models import ShortlistRun


@dataclass(frozen=True, slots=True)
class Case:
    """One case with its matches as `seen.py` keeps them."""

    item: AgendaItem
    matches: list[Kept]

    @property
    def reasons(self) -> list[Kept]:
        """The parts of the first match, most points first."""
        return most_first(self.matches[0]) if self.matches else []


def most_first(match: Kept) -> list[Kept]:
    return sorted(match["parts"], key=lambda part: -part["points"])


def cases(items: Sequence[AgendaItem], council: Council, day: date) -> list[Case]:
    """The items with their matches as of the newest ranking, explained. A constant number of queries."""
    matches = matches_of([item.person for item in items], council, day)
    return [Case(item, matches[item.person_id]) for item in items]


def kept_cases(items: Sequence[AgendaItem]) -> list[Case]:
    """The items with their matches as they stood when the agenda was frozen."""
    return [Case(item, item.matches) for item in items]


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


def counts(meeting: PanelMeeting) -> dict[str, int]:
    """How many people each part of the agenda has, in one query. `discuss` are those of both parts to be discussed."""
    grouped = meeting.items.order_by().values_list("part", "to_discuss").annotate(number=Count("pk"))
    found = {(part, discuss): number for part, discuss, number in grouped}
    neet, carried = found.get(("neet", True), 0), found.get(("neet", False), 0)
    unknown_discuss, unknown = found.get(("no_activity", True), 0), found.get(("no_activity", False), 0)
    return {
        "neet": neet + carried, "neet_discuss": neet, "carried": carried, "discuss": neet + unknown_discuss,
        "unknown": unknown, "unknown_all": unknown + unknown_discuss, "unknown_discuss": unknown_discuss,
    }  # fmt: skip
