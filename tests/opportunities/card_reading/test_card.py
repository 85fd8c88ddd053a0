"""Pledge cards in free words: what is promised, how many, who and where (E2, E3). The cards are invented."""

import json
from pathlib import Path

import pytest

from opportunities.card_reading.card import read_card

REGISTER = ["Millwheel Motors", "Fern and Fold Bakery", "Brackendale Care"]
PROMISED = {
    "2 apprenticeships in the garage, and work shadowing for four people": {"apprenticeship": 2, "shadowing": 4},
    "We could take one person for two weeks of work experience": {"work_experience": 1},
    "Sorry, no apprenticeships this year but three mock interviews and a couple of mentors": {
        "guaranteed_interview": 3,
        "mentoring": 2,
    },
    "5 x laptops (refurbished), 10 bus passes, interview suits": {
        "device_data": 5,
        "travel_card": 10,
        "work_clothes": 1,
    },
    "1 supported internship; 2 foundation apprentices; 1 apprentice level 3": {
        "supported_internship": 1,
        "foundation_apprenticeship": 2,
        "apprenticeship": 1,
    },
    "can give 3 people a taster day at our nursery": {"taster": 3},
    "Guaranteed interviews x 6 for any care leaver applying": {"guaranteed_interview": 6},
    "we employ 40 staff. 2 ring-fenced cleaning jobs": {"council_ringfenced": 2},
    "Two jobs in June and another job in July": {"job": 3},
    "a six week paid internship, £13 an hour, for someone aged 18": {"internship": 1},
    "happy to stand guarantor for a flat": {"rent_guarantor": 1},
    "We can’t offer placements. Could pay for driving lessons for 2 young people": {"driving_lessons": 2},
    "Call my phone: 0113 496 0123": {},
    "happy to help": {},
    "": {},
}


@pytest.mark.parametrize("text", PROMISED)
def test_what_is_promised_and_how_many(text: str) -> None:
    assert {one.kind: one.quantity for one in read_card(text).promised} == PROMISED[text]


@pytest.mark.parametrize(("text", "counted"), [("mentors", False), ("4 mentors", True), ("a mentor", True)])
def test_a_number_that_nobody_said_is_told(text: str, counted: bool) -> None:
    (mentor,) = read_card(text).promised
    assert mentor.is_counted == counted


def test_who_where_and_what_work() -> None:
    text = "company: Oak & Elm Joinery\nContact: ivy brook\n2 apprenticeships in joinery\nivy@oak.example, bd37yz"
    card = read_card(text, REGISTER)
    assert (card.organisation, card.in_register, card.contact) == ("Oak & Elm Joinery", "", "Ivy Brook")
    assert (card.email, card.postcode, card.category) == ("ivy@oak.example", "BD3 7YZ", "construction_and_trades")


@pytest.mark.parametrize(
    ("text", "organisation", "known"),
    [
        ("We are Fern & Fold Bakery Ltd. One job.", "Fern & Fold Bakery Ltd", "Fern and Fold Bakery"),
        ("From all of us at Millwheel Motors: one job", "Millwheel Motors", "Millwheel Motors"),
        ("Heron Textiles\n2 jobs", "Heron Textiles", ""),
        ("2 jobs\nring us", "", ""),
        ("We would love to help.", "", ""),
    ],
)
def test_the_organisation_as_written_and_as_the_register_has_it(text: str, organisation: str, known: str) -> None:
    card = read_card(text, REGISTER)
    assert (card.organisation, card.in_register) == (organisation, known)


def test_who_to_ask_for_and_on_which_number() -> None:
    card = read_card("One job in the kitchen. Ask for Hazel on 0113 496 0111.")
    assert (card.contact, card.phone, card.category) == ("Hazel", "0113 496 0111", "hospitality_and_food")


def test_cards_as_people_write_them_are_read_well() -> None:
    """Of the kinds read 95 of 100 are right, of those promised 95 are read, and 90 of 100 numbers are right."""
    lines = (Path(__file__).parent / "cards.jsonl").read_text(encoding="utf-8").splitlines()
    said = [(card["promised"], {one.kind: one.quantity for one in read_card(card["text"]).promised})
            for card in map(json.loads, lines)]  # fmt: skip
    both = [(promised[kind], read[kind]) for promised, read in said for kind in promised.keys() & read.keys()]
    assert len(both) / sum(len(read) for _, read in said) >= 0.95
    assert len(both) / sum(len(promised) for promised, _ in said) >= 0.95
    assert sum(wanted == found for wanted, found in both) / len(both) >= 0.9
