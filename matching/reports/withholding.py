"""Which cells of a table of counts may be printed, when the sums of its rows and columns are known too (P4).

A count of 1 to 4 is never printed, and neither is what a reader could work it out from. A cell is safe where four
hidden cells make a rectangle in which one more here and one fewer there leaves every sum and every printed word as it
is: the reader then cannot tell the two tables apart. Cells that are not safe take others with them until all are.
"""

from collections.abc import Collection, Iterator, Sequence

from matching.reports.small_numbers import MOST_HIDDEN, is_few

Place = tuple[int, int]
"""Row and column."""
ROOM = 1_000_000
"""More than any council has people: a column of which nothing is known."""


def withheld(rows: Sequence[Sequence[int]], unprinted: Collection[int] = ()) -> set[Place] | None:
    """The cells of a table not to print; None where nothing but the sums may be printed.

    `unprinted`: columns that are never shown, whatever they hold; a reader knows them as the rest of each row.
    """
    table = _Table(rows, unprinted)
    hidden = {place for place, count in table.cells.items() if place[1] in unprinted or is_few(count)}
    while unsafe := [
        place for place in sorted(hidden) if is_few(table.cells[place]) and not table.is_safe(place, hidden)
    ]:
        nearest = min(table.rectangles(unsafe[0]), key=lambda four: table.cost(four - hidden), default=None)
        if nearest is None:
            return None
        hidden |= nearest
    return hidden


def withheld_of_sum(counts: Sequence[int]) -> set[int] | None:
    """The same for one column of counts of which nothing is known but their sum."""
    found = withheld([(count, ROOM) for count in counts], {1})
    return found if found is None else {row for row, column in found if column == 0}


class _Table:
    """The counts by place, and which of them could be one more or one fewer without another word being printed."""

    def __init__(self, rows: Sequence[Sequence[int]], unprinted: Collection[int]) -> None:
        self.cells = {(y, x): count for y, row in enumerate(rows) for x, count in enumerate(row)}
        self.height, self.width = len(rows), len(rows[0]) if rows else 0
        self.up = {place for place in self.cells if self._reads_as(place, 1, unprinted)}
        self.down = {place for place in self.cells if self._reads_as(place, -1, unprinted)}

    def _reads_as(self, place: Place, change: int, unprinted: Collection[int]) -> bool:
        """Zero is never moved: there a reader may know that nothing can be."""
        count = self.cells[place]
        if place[1] in unprinted:
            return count > 0
        return is_few(count + change) if is_few(count) else min(count, count + change) > MOST_HIDDEN

    def is_safe(self, place: Place, hidden: set[Place]) -> bool:
        return any(four <= hidden for four in self.rectangles(place))

    def rectangles(self, place: Place) -> Iterator[frozenset[Place]]:
        """The rectangles with this corner that would hold another table of the same sums, were all four hidden."""
        row, column = place
        for y in range(self.height):
            for x in range(self.width):
                if y == row or x == column:
                    continue
                here, there = {place, (y, x)}, {(row, x), (y, column)}
                if (here <= self.up and there <= self.down) or (here <= self.down and there <= self.up):
                    yield frozenset(here | there)

    def cost(self, places: Collection[Place]) -> tuple[int, int]:
        """What a reader loses: cells first, then the people in them."""
        return len(places), sum(self.cells[place] for place in places)
