"""Lists as they were drawn up, before they are stored: each person's rows, and which of them are new."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from aspirations.models import YoungPerson
from matching.engine.ranking import Ranking
from matching.shortlists.models import ShortlistEntry, WeightSet

Row = tuple[int, int, int, list[int], int, int]
"""As an entry is stored: the opportunity's pk, place from 1, points, parts, bits of unknown parts, bits to check."""
FIELDS = ("opportunity_id", "rank", "points", "parts", "unknown_parts", "to_check")


@dataclass(frozen=True, slots=True)
class Lists:
    """`rows`: of each person, best first. `open_offers`: how many opportunities they were chosen from."""

    people: Sequence[YoungPerson]
    rows: Sequence[list[Row]]
    weights: WeightSet
    open_offers: int
    began: datetime

    def only(self, places: Sequence[int]) -> "Lists":
        """Of the people at these places alone."""
        return replace(self, people=[self.people[i] for i in places], rows=[self.rows[i] for i in places])


def rows_of(ranking: Ranking, offer_ids: Sequence[int]) -> list[list[Row]]:
    """`offer_ids`: the opportunities' pks in the order of the arrays."""
    found: list[list[Row]] = []
    for i, chosen in enumerate(ranking.opportunity.tolist()):
        found.append([])
        for place, j in enumerate(chosen):
            if j < 0:
                break
            parts = ranking.parts[i, place].tolist()
            unknown = sum(1 << bit for bit, flag in enumerate(ranking.unknown[i, place].tolist()) if flag)
            points, to_check = int(ranking.points[i, place]), int(ranking.to_check[i, place])
            found[i].append((offer_ids[j], place + 1, points, parts, unknown, to_check))
    return found


def differing(people: Sequence[YoungPerson], rows: Sequence[list[Row]]) -> list[int]:
    """The places of the people whose list is not the one that is shown. One query."""
    shown: dict[int, list[Row]] = defaultdict(list)
    entries = ShortlistEntry.objects.newest().filter(person__in=people).order_by("person_id", "rank")
    for person, *entry in entries.values_list("person_id", *FIELDS):
        shown[person].append((*entry,))
    return [i for i, person in enumerate(people) if rows[i] != shown[person.pk]]
