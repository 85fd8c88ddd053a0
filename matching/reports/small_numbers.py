"""Counts of people from 1 to 4 are never printed (P4), and nothing printed beside them gives them away."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

MOST_HIDDEN = 4
FEW, NOT_SHOWN = "1 to 4", "Not shown"
Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class PrintedCount:
    """`text` is all that leaves; `number` is None where it is hidden."""

    text: str
    number: int | None

    @property
    def is_hidden(self) -> bool:
        return self.number is None


def is_few(count: int) -> bool:
    return 1 <= count <= MOST_HIDDEN


def printed(count: int) -> PrintedCount:
    return PrintedCount(FEW, None) if is_few(count) else PrintedCount(f"{count:,}", count)


def printed_parts(counts: Sequence[int]) -> list[PrintedCount]:
    """Parts whose sum is printed too: where one hidden part could be worked out from the sum, another is hidden.

    The next smallest goes (a zero last), until at least two are hidden and they can be more than one set of numbers.
    """
    cells = {(0, place): count for place, count in enumerate(counts)}
    hidden = hidden_cells(cells, [list(cells)])
    return [_part(count, cell in hidden) for cell, count in cells.items()]


def printed_table(rows: Sequence[Sequence[int]]) -> list[list[PrintedCount]]:
    """A table whose rows end in their sum, and whose columns' sums are printed too: nothing follows either way."""
    cells = {(y, x): count for y, row in enumerate(rows) for x, count in enumerate(row)}
    across = [[(y, x) for x in range(len(row) - 1)] for y, row in enumerate(rows)]
    down = [[(y, x) for y in range(len(rows))] for x in range(len(rows[0]))] if rows else []
    hidden = hidden_cells(cells, [*across, *down])
    return [[_part(count, (y, x) in hidden) for x, count in enumerate(row)] for y, row in enumerate(rows)]


def hidden_cells(cells: Mapping[Place, int], lines: Sequence[Sequence[Place]]) -> set[Place]:
    """The few, and of each line whose sum is known as many more as it takes."""
    hidden = {place for place, count in cells.items() if is_few(count)}
    while True:
        more = {place for line in lines if (place := _one_more(line, cells, hidden))}
        if not more:
            return hidden
        hidden |= more


def _one_more(line: Sequence[Place], cells: Mapping[Place, int], hidden: set[Place]) -> Place | None:
    there = [cells[place] for place in line if place in hidden]
    if not there or not can_be_worked_out(there):
        return None
    others = [place for place in line if place not in hidden]
    return min(others, key=lambda place: (not cells[place], cells[place], place), default=None)


def can_be_worked_out(hidden: Sequence[int]) -> bool:
    """One number alone is the rest of the sum; all ones or all fours are the only way to reach theirs."""
    return len(hidden) < 2 or sum(hidden) in (len(hidden), MOST_HIDDEN * len(hidden))


def _part(count: int, is_hidden: bool) -> PrintedCount:
    if not is_hidden:
        return PrintedCount(f"{count:,}", count)
    return PrintedCount(FEW if is_few(count) else NOT_SHOWN, None)
