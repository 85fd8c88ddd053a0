"""State tables: a move is a row, everything else is refused with what is possible instead."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.audit_trail.verbs import VERBS
from config.refusal import NotAllowed, Refused
from config.states import Move, StateTable
from matching.nominations.states import NOMINATION
from matching.panel.states import MEETING
from opportunities.states import OPPORTUNITY, PLEDGE

KETTLE = StateTable(
    "kettle",
    {"cold": "Cold", "warm": "Warm", "hot": "Hot", "broken": "Broken"},
    (
        Move("cold", "warm", "kettle_warmed"),
        Move("warm", "hot", "kettle_boiled"),
        Move("warm", "cold", "kettle_cooled"),
        Move("hot", "warm", "kettle_cooled"),
        Move("hot", "broken", "kettle_broke"),
    ),
)
TABLES = (PLEDGE, OPPORTUNITY, NOMINATION, MEETING)
every_table = pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)


def test_an_allowed_move_gives_its_row() -> None:
    assert KETTLE.move("warm", "hot") == Move("warm", "hot", "kettle_boiled")


def test_a_refusal_says_what_is_possible_instead() -> None:
    with pytest.raises(Refused) as refused:
        KETTLE.move("warm", "broken")
    assert str(refused.value) == (
        "This kettle is “warm”, so it cannot become “broken”. From here it can become: hot, cold."
    )


def test_a_refusal_at_the_end_says_that_nothing_follows() -> None:
    with pytest.raises(Refused, match=r"it cannot become “cold”\. Nothing follows after that\."):
        KETTLE.move("broken", "cold")


def test_staying_is_no_move() -> None:
    with pytest.raises(Refused, match="This kettle is “cold” already"):
        KETTLE.move("cold", "cold")


def test_choices_are_codes_with_labels() -> None:
    assert KETTLE.choices[0] == ("cold", "Cold")


def test_the_diagram_shows_every_state_and_every_move() -> None:
    lines = KETTLE.mermaid().splitlines()
    assert lines[0] == "stateDiagram-v2"
    assert '    state "Warm" as warm' in lines
    assert "    warm --> hot: kettle_boiled" in lines
    assert len(lines) == 1 + len(KETTLE.labels) + len(KETTLE.moves)


@given(st.data())
def test_each_pair_of_states_is_a_row_or_a_refusal(data: st.DataObject) -> None:
    table = data.draw(st.sampled_from(TABLES))
    source, target = data.draw(st.sampled_from(table.choices))[0], data.draw(st.sampled_from(table.choices))[0]
    rows = [move for move in table.moves if (move.source, move.target) == (source, target)]
    if rows:
        assert [table.move(source, target)] == rows
        return
    with pytest.raises(Refused, match=table.labels[source].lower()):
        table.move(source, target)


@every_table
def test_every_move_joins_two_states_once_and_has_a_verb_of_the_trail(table: StateTable) -> None:
    pairs = [(move.source, move.target) for move in table.moves]
    assert len(set(pairs)) == len(pairs)
    assert {state for pair in pairs for state in pair} == table.labels.keys()
    assert {move.verb for move in table.moves} <= VERBS.keys()


@every_table
def test_every_state_can_be_reached_from_the_first(table: StateTable) -> None:
    reached, edge = set(), {next(iter(table.labels))}
    while edge:
        reached |= edge
        edge = {move.target for move in table.moves if move.source in edge} - reached
    assert reached == table.labels.keys()


@every_table
def test_every_state_fits_its_column(table: StateTable) -> None:
    assert all(len(state) <= 20 for state in table.labels)


def test_not_allowed_is_a_refusal_so_that_one_page_shows_both() -> None:
    assert issubclass(NotAllowed, Refused)
