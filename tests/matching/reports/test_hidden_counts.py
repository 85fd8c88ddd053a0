"""Nothing from 1 to 4 can be worked out, whatever the sums (P4, P6): checked against every set of numbers there is."""

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from matching.reports.hidden_counts import Hidden, Sum, hide
from matching.reports.small_numbers import is_few

Counts = dict[str, int]


def test_one_hidden_part_takes_the_next_smallest_with_it() -> None:
    hidden = hide({"a": 20, "b": 3, "c": 7, "d": 0, "all": 30}, [Sum(("a", "b", "c", "d"), "all")])
    assert (hidden.few, hidden.not_shown) == ({"b"}, {"c"})


def test_two_ones_could_only_be_two_ones() -> None:
    hidden = hide({"a": 20, "b": 1, "c": 1, "d": 9, "all": 31}, [Sum(("a", "b", "c", "d"), "all")])
    assert (hidden.few, hidden.not_shown) == ({"b", "c"}, {"d"})


def test_where_all_are_few_one_says_less() -> None:
    """Four ones and their sum of 4: "1 to 4" each would give them away, and a zero beside them helps nobody."""
    hidden = hide(dict.fromkeys("abcd", 1) | {"e": 0, "all": 4}, [Sum(tuple("abcde"), "all")])
    assert len(hidden.not_shown) == 1 and "e" not in hidden


def test_a_total_that_follows_from_its_parts_is_no_hiding_place() -> None:
    """A code is hidden for its neighbour's sake; the words that were read as it must not give it away."""
    sums = [Sum(("F3", "P3", "F1"), "eet"), Sum(("eet", "neet"), "all")]
    sums += [Sum((f"word {code}",), code) for code in ("F1", "F3", "P3")]
    counts = {"F1": 40, "F3": 6, "P3": 1, "eet": 47, "neet": 30, "all": 77}
    counts |= {"word F1": 40, "word F3": 6, "word P3": 1}
    hidden = hide(counts, sums)
    assert {"F3", "word F3"} <= hidden.not_shown and "F1" not in hidden and "eet" not in hidden


def test_what_is_kept_back_is_no_hiding_place_that_must_be_guarded() -> None:
    hidden = hide({"a": 30, "b": 12, "all": 42}, [Sum(("a", "b"), "all")], not_shown=["b"])
    assert "a" not in hidden and "all" not in hidden


def test_what_another_page_prints_stays_and_the_total_goes() -> None:
    """To hide it here alone would hide nothing; also "1 to 4" stays as it is printed there."""
    counts = {"said there": 25, "few there": 1, "rest": 0, "all": 26}
    adds_up = Sum(("said there", "few there", "rest"), "all")
    hidden = hide(counts, [adds_up], not_shown=["rest"], printed_elsewhere=["said there", "few there"])
    assert hidden.few == {"few there"} and hidden.not_shown == {"rest", "all"}


def worlds(counts: Counts, sums: list[Sum[str]], hidden: Hidden[str]) -> list[Counts]:
    """Every set of numbers near these that prints as they do."""
    unknown = [key for key in counts if key in hidden]
    ranges = [range(1, 5) if key in hidden.few else range(max(0, counts[key] - 2), counts[key] + 3) for key in unknown]
    tried = (counts | dict(zip(unknown, numbers, strict=True)) for numbers in product(*ranges))
    return [one for one in tried if all(sum(one[part] for part in each.parts) == one[each.total] for each in sums)]


TABLES = st.lists(st.lists(st.integers(0, 9), min_size=2, max_size=2), min_size=2, max_size=3)


@settings(max_examples=40, deadline=None)
@given(TABLES)
def test_a_table_with_all_its_sums_gives_no_few_away(rows: list[list[int]]) -> None:
    """Rows, columns and their sums are all printed where they may be."""
    counts, sums = {}, []
    for y, row in enumerate(rows):
        counts |= {f"{y}{x}": count for x, count in enumerate(row)} | {f"row {y}": sum(row)}
        sums.append(Sum(tuple(f"{y}{x}" for x in range(2)), f"row {y}"))
    for x in range(2):
        counts[f"column {x}"] = sum(row[x] for row in rows)
        sums.append(Sum(tuple(f"{y}{x}" for y in range(len(rows))), f"column {x}"))
    counts["all"] = sum(counts[f"column {x}"] for x in range(2))
    sums.append(Sum(("column 0", "column 1"), "all"))
    hidden = hide(counts, sums)
    few = {key for key, count in counts.items() if is_few(count)}
    assert all(key in hidden for key in few)
    if len([key for key in counts if key in hidden]) > 6:
        return  # too many sets to look at each
    possible = worlds(counts, sums, hidden)
    assert counts in possible
    for key in few:
        assert len({world[key] for world in possible}) > 1, f"{key} of {counts} is given away"
