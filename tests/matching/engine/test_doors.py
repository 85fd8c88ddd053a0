"""All open offers beside one person: what would open the most, and whom to ask (M3, A8). Pure: no database."""

import pytest

from matching.engine.doors import Unknown, doors
from matching.engine.facts import BY_CODE, answered_with, mask_of
from matching.engine.weights import EXPERT_2026
from tests.matching.engine.situations import BRADFORD, DAY, facts, offers, people

MATHS_1, MATHS_2, PROVISIONAL, FULL = "maths_1", "maths_2", "licence_provisional", "licence_full"


def asking(*codes: str) -> list[dict[str, int]]:
    return [{"requires": mask_of([code])} for code in codes]


def found(person, *told):
    return doors(people(person), 0, offers(*told), EXPERT_2026, day=DAY)


def test_a_level_opens_what_asks_for_less_and_a_full_licence_what_asks_for_a_provisional_one():
    near = found(facts(), *asking(MATHS_1, MATHS_1, MATHS_2, PROVISIONAL, FULL))
    assert [(fact.code, number) for fact, number in near.would_open] == [
        (MATHS_2, 3), (MATHS_1, 2), (FULL, 2), (PROVISIONAL, 1)
    ]  # fmt: skip


@pytest.mark.parametrize("code", ["photo_id", "right_to_work", "hours", "age"])
def test_any_other_fact_answers_for_itself(code):
    assert answered_with(BY_CODE[code]) == BY_CODE[code].mask


def test_one_subject_is_asked_once_however_many_levels_offers_ask_for():
    not_known = found({}, *asking(MATHS_1, MATHS_2, "english_1")).not_known
    assert [(row.label, row.offers) for row in not_known if row.label in ("Maths", "English")] == [
        ("Maths", 2), ("English", 1)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("person", "offer", "label", "ask"),
    [
        ({"hours_max": 30.0}, {}, "Hours a week", "Ask the employer."),
        ({}, {"hours": 30.0}, "Hours a week", "Ask the person: the hours they can do."),
        (
            {"home": BRADFORD, "travel_mode": 2, "max_minutes": 30.0},
            {},
            "The journey",
            "Ask the employer.",
        ),
        (
            {"home": BRADFORD},
            {"sites": [BRADFORD]},
            "The journey",
            "Ask the person: how they travel and the longest journey.",
        ),
    ],
)
def test_only_who_lacks_the_fact_is_asked(person, offer, label, ask):
    known = {"facts_unknown": 0}
    assert Unknown(label, ask, 1) in found(person | known, offer).not_known


def test_what_is_held_with_limits_is_checked_and_no_unknown():
    limited = mask_of(["right_to_work"])
    row = found({"facts_unknown": limited, "facts_limited": limited}, *asking("right_to_work")).not_known
    ask = "The right to work is restricted. Ask what it allows, and check that this work is allowed."
    assert Unknown("Right to work", ask, 1) in row
