"""The need points: the six invented cases of the documented table, and what must never change them."""

from types import SimpleNamespace

import pytest

from matching.panel.need import NeedFacts, need_parts
from tests.factories.lists import shipped

TABLE = {row["code"]: SimpleNamespace(attributes=row) for row in shipped("need_points")}
CASES = {
    "A": (NeedFacts(months_neet=14, at_least=True, days_without_contact=60, overdue_actions=2, meetings_unseen=4), 33),
    "B": (NeedFacts(months_neet=7, right_lost_in=25, right_lost="Leaving-care duties", asked=True), 25),
    "C": (NeedFacts(months_neet=26, overdue_actions=1, right_lost_in=80, right_lost="Automatic PA"), 24),
    "D": (NeedFacts(spell_days=20, duty_unmet=True, match_closes_in=10), 20),
    "E": (NeedFacts(months_neet=5, stalled=True, match_closes_in=20), 15),
    "F": (NeedFacts(months_neet=3, dated_change_in=45, no_wish=True), 11),
}


@pytest.mark.parametrize(("facts", "points"), CASES.values(), ids=CASES)
def test_the_documented_cases_add_up(facts: NeedFacts, points: int) -> None:
    assert sum(part.points for part in need_parts(facts, TABLE)) == points


def test_every_part_says_why() -> None:
    everything = NeedFacts(
        months_neet=40, spell_days=5, second_spell=True, right_lost_in=3, right_lost="A right", dated_change_in=1,
        duty_unmet=True, days_without_contact=90, no_settled_home=True, match_closes_in=2, overdue_actions=9,
        stalled=True, meetings_unseen=8, asked=True, no_wish=True,
    )  # fmt: skip
    parts = need_parts(everything, TABLE)
    assert {part.code for part in parts} == TABLE.keys() - {"parent"}
    assert all(part.sentence.endswith(".") and "None" not in part.sentence for part in parts)


@pytest.mark.parametrize(
    ("facts", "points"),
    [
        (NeedFacts(months_neet=30), 18),
        (NeedFacts(overdue_actions=9), 9),
        (NeedFacts(spell_days=59), 6),
        (NeedFacts(spell_days=60), 0),
        (NeedFacts(days_without_contact=42), 0),
        (NeedFacts(days_without_contact=43), 4),
        (NeedFacts(days_without_contact=57), 8),
        (NeedFacts(right_lost_in=30, right_lost="x"), 10),
        (NeedFacts(right_lost_in=31, right_lost="x"), 6),
        (NeedFacts(right_lost_in=91, right_lost="x"), 0),
        (NeedFacts(meetings_unseen=3), 5),
        (NeedFacts(meetings_unseen=6), 10),
        (NeedFacts(match_closes_in=14), 8),
        (NeedFacts(match_closes_in=15), 4),
    ],
)
def test_limits_and_caps(facts: NeedFacts, points: int) -> None:
    assert sum(part.points for part in need_parts(facts, TABLE)) == points


def test_what_is_not_known_gives_no_points() -> None:
    assert need_parts(NeedFacts(), TABLE) == []


def test_no_protected_characteristic_can_be_told_to_the_order() -> None:
    asked = set(NeedFacts.__dataclass_fields__)
    assert not asked & {"gender", "ethnicity", "disability", "uasc", "religion", "sex", "parent", "pregnancy"}
