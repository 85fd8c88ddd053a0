"""Counts of 1 to 4 people are hidden, and nothing printed beside them gives them away (P4, E6)."""

from itertools import product

import pytest

from matching.reports.small_numbers import FEW, NOT_SHOWN, printed, printed_parts, printed_table


@pytest.mark.parametrize(("count", "text"), [(0, "0"), (1, "1 to 4"), (4, "1 to 4"), (5, "5"), (1240, "1,240")])
def test_a_count_as_it_is_printed(count: int, text: str) -> None:
    assert printed(count).text == text


def test_one_hidden_part_takes_the_next_smallest_with_it() -> None:
    assert [part.text for part in printed_parts([20, 3, 7, 0])] == ["20", FEW, NOT_SHOWN, "0"]


def test_two_ones_could_only_be_two_ones_so_a_third_is_hidden() -> None:
    assert [part.text for part in printed_parts([20, 1, 1, 9])] == ["20", FEW, FEW, NOT_SHOWN]


def test_two_hidden_parts_that_may_be_several_pairs_are_enough() -> None:
    assert [part.text for part in printed_parts([20, 1, 4, 9])] == ["20", FEW, FEW, "9"]


def possible(shown: list[str], total: int) -> list[tuple[int, ...]]:
    """Every set of counts that a reader of these words and this sum must hold for possible."""
    not_few = [0, *range(5, total + 1)]
    ranges = [range(1, 5) if text == FEW else not_few if text == NOT_SHOWN else [int(text)] for text in shown]
    return [counts for counts in product(*ranges) if sum(counts) == total]


@pytest.mark.parametrize(
    "counts", [counts for counts in product(range(0, 9, 2), repeat=3) if {*counts} - {4} and sum(counts) > 4]
)
def test_no_hidden_count_can_be_worked_out_from_the_sum(counts: tuple[int, ...]) -> None:
    """A reader who knows the sum finds at least two values for every count of 1 to 4."""
    shown = [part.text for part in printed_parts(counts)]
    readings = possible(shown, sum(counts))
    assert counts in readings
    for place, text in enumerate(shown):
        if text == FEW:
            assert len({reading[place] for reading in readings}) > 1


def test_a_table_is_hidden_along_rows_and_columns() -> None:
    """Every row ends in its sum and every column's sum is known: a line with a hidden count has two of them."""
    rows = [[2, 30, 10, 42], [40, 50, 60, 150], [70, 80, 90, 240]]
    cells = printed_table(rows)
    assert cells[0][0].text == FEW and [cell.text for cell in cells[2]] == ["70", "80", "90", "240"]
    lines = [row[:-1] for row in cells] + [list(column) for column in zip(*cells, strict=True)]
    assert all(sum(cell.is_hidden for cell in line) != 1 for line in lines)


def test_a_table_without_few_hides_nothing_and_an_empty_one_is_empty() -> None:
    assert [[cell.text for cell in row] for row in printed_table([[5, 0, 5]])] == [["5", "0", "5"]]
    assert printed_table([]) == []
