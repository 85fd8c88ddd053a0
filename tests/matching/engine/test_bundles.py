"""A job and the help that makes it possible, as one bundle (M5)."""

import pytest

from matching.engine.explanation import why
from matching.engine.facts import mask_of
from matching.engine.weights import EXPERT_2026
from tests.matching.engine.situations import BRADFORD, DAY, facts, north_of_bradford, offers, people

CARD = {"kind": "travel_card", "titles": "One-month bus pass", "sites": [BRADFORD]}
LESSONS = {"kind": "driving_lessons", "titles": "Ten lessons", "sites": [BRADFORD]}
LAPTOP = {"kind": "device_data", "titles": "A laptop on loan", "remote": True}
BUS = {"home": BRADFORD, "travel_mode": 2, "max_minutes": 60.0}


def beside(person, *told):
    """Sentences of the help that goes with the first offer."""
    return [fix.sentence for fix in why(people(person), 0, offers(*told), 0, EXPERT_2026, day=DAY).beside]


def test_a_long_bus_journey_has_a_card_beside_it_and_a_short_one_none():
    far, near = ({"sites": [north_of_bradford(km)]} for km in (6, 1))
    assert beside(BUS | facts(), far, CARD) == ["The journey, about 28 minutes by bus: “One-month bus pass” may help."]
    assert beside(BUS | facts(), near, CARD) == []
    assert beside(BUS | facts() | {"travel_mode": 3}, far, CARD) == []


def test_what_is_not_known_yet_has_its_help_beside_and_what_is_held_none():
    driving = {"requires": mask_of(["licence_full"]), "sites": [BRADFORD]}
    assert beside({"home": BRADFORD}, driving, LESSONS) == ["Full driving licence: “Ten lessons” may help."]
    assert beside({"home": BRADFORD} | facts(licence_full=True), driving, LESSONS) == []


def test_what_bars_has_a_fix_of_its_own_and_no_bundle():
    driving = {"requires": mask_of(["licence_full"]), "sites": [north_of_bradford(6)]}
    found = why(people(BUS | facts()), 0, offers(driving, LESSONS, CARD), 0, EXPERT_2026, day=DAY)
    assert found.barriers[0].fix and found.beside == ()


@pytest.mark.parametrize("closed", [True, False])
def test_only_open_help_is_named(closed):
    laptop = LAPTOP | ({"open": False} if closed else {})
    said = beside({"home": BRADFORD} | facts(), {"remote": True}, laptop)
    assert said == ([] if closed else ["Work from home: “A laptop on loan” may help."])
