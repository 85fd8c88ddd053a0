"""P4: no count of 1 to 4 can be worked out from what is printed, by trying every table that would print the same."""

from collections.abc import Iterator, Sequence
from itertools import product
from random import Random

import pytest

from matching.reports.small_numbers import is_few
from matching.reports.withholding import Place, withheld, withheld_of_sum

Rows = list[list[int]]


def printed_like(rows: Rows, hidden: set[Place], unprinted: set[int]) -> Iterator[tuple[tuple[int, ...], ...]]:
    """Every table with the sums of this one that prints the same words: what a reader must hold for possible."""
    sums = [sum(row) for row in rows]
    columns = [sum(column) for column in zip(*rows, strict=True)]
    options = [
        [found for found in product(*row) if sum(found) == total]
        for row, total in zip(all_may_be(rows, hidden, unprinted), sums, strict=True)
    ]
    return (found for found in product(*options) if [sum(column) for column in zip(*found, strict=True)] == columns)


def all_may_be(rows: Rows, hidden: set[Place], unprinted: set[int]) -> list[list[Sequence[int]]]:
    return [[may_be(rows, (y, x), hidden, unprinted) for x in range(len(row))] for y, row in enumerate(rows)]


def may_be(rows: Rows, place: Place, hidden: set[Place], unprinted: set[int]) -> Sequence[int]:
    y, x = place
    most = sum(rows[y])
    if place not in hidden:
        return [rows[y][x]]
    if x in unprinted:
        return range(most + 1)
    return range(1, 5) if is_few(rows[y][x]) else [0, *range(5, most + 1)]


def drawn(random: Random, height: int, width: int) -> Rows:
    return [[random.choice([0, 1, 1, 2, 3, 4, 5, 6, 7, 9]) for _ in range(width)] for _ in range(height)]


@pytest.mark.parametrize("seed", range(40))
@pytest.mark.parametrize(("height", "width"), [(2, 2), (3, 2), (2, 3), (3, 3)])
def test_no_hidden_count_can_be_worked_out_from_the_sums(seed: int, height: int, width: int) -> None:
    random = Random(1000 * height + 100 * width + seed)
    rows = drawn(random, height, width)
    unprinted = set(random.sample(range(width), random.choice([0, 1])))
    hidden = withheld(rows, unprinted)
    if hidden is None:
        return
    readings = list(printed_like(rows, hidden, unprinted))
    assert tuple(map(tuple, rows)) in readings
    for y, x in hidden:
        if is_few(rows[y][x]):
            assert len({reading[y][x] for reading in readings}) > 1


@pytest.mark.parametrize("counts", [*product(range(0, 10, 3), repeat=4)])
def test_nor_from_the_sum_of_one_column(counts: tuple[int, ...]) -> None:
    hidden = withheld_of_sum(counts)
    if hidden is None:
        return
    ways = [may_be([list(counts)], (0, x), {(0, place) for place in hidden}, set()) for x in range(len(counts))]
    readings = [found for found in product(*ways) if sum(found) == sum(counts)]
    assert all(len({found[x] for found in readings}) > 1 for x in hidden if is_few(counts[x]))


def test_most_of_a_usual_table_is_printed() -> None:
    """Forty people in twelve groups: only what has to be hidden is."""
    counts = [9, 7, 6, 5, 5, 3, 2, 1, 0, 0, 0, 0]
    assert withheld_of_sum(counts) == {5, 6, 7}


def test_nothing_is_hidden_where_nobody_is_few() -> None:
    assert withheld([[5, 0], [12, 7]]) == set() and withheld([]) == set()


def test_a_table_that_cannot_hide_anything_prints_nothing() -> None:
    assert withheld([[1, 8]]) is None and withheld_of_sum([1, 0, 5]) is None
