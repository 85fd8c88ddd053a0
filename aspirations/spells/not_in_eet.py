"""Since when people are not in EET: spells that follow one another count as one time."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from aspirations.people.models import YoungPerson
from aspirations.people.querysets import YoungPersonQuerySet
from aspirations.spells.lengths import months_between
from aspirations.spells.models import EetSpell


@dataclass(frozen=True, slots=True)
class Since:
    """The first day; `at_least`: first seen in a file on that day, so it may have begun before."""

    on: date
    at_least: bool

    def months(self, day: date) -> int:
        """Full months up to a day."""
        return months_between(self.on, day)


def not_in_eet_since(people: YoungPersonQuerySet | Iterable[YoungPerson], day: date) -> dict[int, Since]:
    """By pk, of those who are not in EET on the day. One query."""
    spells = EetSpell.objects.neet().filter(person__in=people, started_on__lte=day).order_by("person", "started_on")
    found: dict[int, tuple[Since, date | None]] = {}
    for person, started_on, or_before, ended_on in spells.values_list(
        "person", "started_on", "started_on_or_before", "ended_on"
    ):
        before = found.get(person)
        follows = before is not None and before[1] == started_on
        since = before[0] if before and follows else Since(started_on, or_before)
        found[person] = (since, ended_on)
    return {pk: since for pk, (since, ended_on) in found.items() if ended_on is None or ended_on > day}
