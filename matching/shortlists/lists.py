"""A person's list as it is shown: the newest ranking with the people's own changes laid over it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q

from aspirations.models import YoungPerson
from matching.engine.facts import facts_in
from matching.engine.weights import PARTS
from matching.shortlists.models import ShortlistEntry, ShortlistOverride
from opportunities.models import Opportunity


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One opportunity on a list. `points` and `parts` are None where a person added it against the ranking."""

    opportunity: Opportunity
    points: int | None
    parts: dict[str, int] | None
    unknown: tuple[str, ...]
    to_check: tuple[str, ...]
    override: ShortlistOverride | None = None


def changes_of(people: Sequence[YoungPerson]) -> list[ShortlistOverride]:
    """What people changed in these lists and nobody took back, the first change first."""
    changes = ShortlistOverride.objects.filter(person__in=people, ended_at=None).order_by("recorded_at")
    return list(changes.select_related("opportunity__employer", "recorded_by"))


def suggestions_for(
    people: Sequence[YoungPerson], top: int = 20, changes: Sequence[ShortlistOverride] | None = None
) -> dict[int, list[Suggestion]]:
    """The newest list of each person by pk, best first. Two queries, whatever the number of people."""
    changes = changes_of(people) if changes is None else changes
    entries = ShortlistEntry.objects.newest().filter(_reaching(top, changes), person__in=people)
    lists: dict[int, list[Suggestion]] = {person.pk: [] for person in people}
    for entry in entries.select_related("opportunity__employer").order_by("person", "rank"):
        lists[entry.person_id].append(_suggestion(entry))
    for change in changes:
        _lay_over(lists[change.person_id], change)
    return {pk: suggestions[:top] for pk, suggestions in lists.items()}


def _reaching(top: int, changes: Sequence[ShortlistOverride]) -> Q:
    """The entries that can come to stand in the first `top`: each change takes one away, or moves its own up."""
    most = max(Counter(change.person_id for change in changes).values(), default=0)
    return Q(rank__lte=top + most) | Q(opportunity__in=[change.opportunity_id for change in changes])


def _suggestion(entry: ShortlistEntry) -> Suggestion:
    unknown = tuple(name for bit, name in enumerate(PARTS) if entry.unknown_parts >> bit & 1)
    to_check = tuple(fact.label for fact in facts_in(entry.to_check))
    parts = dict(zip(PARTS, entry.parts, strict=True))
    return Suggestion(entry.opportunity, entry.points, parts, unknown, to_check)


def _lay_over(suggestions: list[Suggestion], change: ShortlistOverride) -> None:
    """Take out, add at the end, or move to a rank."""
    found = next((row for row in suggestions if row.opportunity == change.opportunity), None)
    if found is not None:
        suggestions.remove(found)
    if change.act == ShortlistOverride.Act.LEAVE_OUT:
        return
    row = found or Suggestion(change.opportunity, None, None, (), ())
    place = len(suggestions) if change.rank is None else change.rank - 1
    suggestions.insert(place, Suggestion(row.opportunity, row.points, row.parts, row.unknown, row.to_check, change))
