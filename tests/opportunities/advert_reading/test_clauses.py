"""Clauses that shut people out, in an advert's own words (O4)."""

import pytest

from opportunities.advert_reading.clauses import find_clauses, labels
from opportunities.advert_reading.plain_words import number_of, plain_letters


def found(text: str) -> list[tuple[str, str]]:
    return [(clause.label, clause.value) for clause in find_clauses(text)]


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("You must have at least five years' experience.", [("experience", "5")]),
        ("GCSE English and maths at grade 4 or above are essential.", [("qualification", "2")]),
        ("Educated to degree level.", [("qualification", "6")]),
        ("You will need a full UK driving licence and your own car.", [("licence", "full"), ("car", "")]),
        ("An enhanced DBS check is required.", [("dbs", "enhanced")]),
        ("You must explain any gaps in your employment.", [("no_gaps", "")]),
        ("Must be able to lift 25kg.", [("physical", "25")]),
        ("Please bring your passport to the interview.", [("document", "photo_id")]),
        ("Applicants must be over 18.", [("age", "18-")]),
        ("You must have the right to work in the UK.", [("right_to_work", "")]),
        ("Fluent English is a must.", [("language", "")]),
        ("Two references are required.", [("references", "")]),
        ("You will have to buy your own safety boots.", [("cost", "")]),
        ("A reliable broadband connection at home is required.", [("home_equipment", "")]),
        ("We look for someone with a stable background.", [("coded_words", "")]),
    ],
)
def test_each_kind_of_clause_is_found_with_its_value(text: str, clauses: list[tuple[str, str]]) -> None:
    assert found(text) == clauses


@pytest.mark.parametrize(
    "text",
    [
        "No experience needed, full training given.",
        "Experience is not required.",
        "You do not need a driving licence.",
        "A licence is not required.",
        "We have over 30 years of experience in the trade.",
        "You will work towards a Level 3 diploma.",
        "We pay for your DBS check.",
        "A criminal record will not stop you.",
        "Gaps in your CV are fine.",
        "You will support adults aged over 65.",
        "Please quote reference number 123.",
        "We give you tools and boots.",
        "You will be given a laptop.",
        "You will gain experience of office work.",
    ],
)
def test_what_is_refused_given_or_said_of_others_is_no_clause(text: str) -> None:
    assert found(text) == []


def test_without_it_you_will_not_be_considered_is_an_ask() -> None:
    assert found("Applicants without a driving licence will not be considered.") == [("licence", "full")]


def test_either_or_leaves_another_way() -> None:
    clauses = find_clauses("NVQ 2 or two years' experience in care.")
    assert [(clause.label, clause.value, clause.or_else) for clause in clauses] == [
        ("qualification", "2", True),
        ("experience", "2", True),
    ]
    assert not find_clauses("NVQ level 2 or above is required.")[0].or_else


def test_headings_and_words_tell_must_from_nice_to_have() -> None:
    text = "Essential\n- own car\n\nDesirable\n- NVQ level 3\n\nWhat we offer\n- a level 2 qualification"
    assert [(clause.label, clause.essential) for clause in find_clauses(text)] == [
        ("car", True),
        ("qualification", False),
    ]
    assert not find_clauses("Experience would be an advantage but is not essential.")[0].essential


def test_the_place_is_a_place_in_the_text_as_written() -> None:
    text = "<p>You&rsquo;ll need:</p><ul><li>A FULL driving&nbsp;licence</li></ul>"
    clause = find_clauses(text)[0]
    assert text[clause.start : clause.end] == clause.words == "A FULL driving&nbsp;licence"
    assert len(plain_letters(text)) == len(text)


def test_each_label_says_why_and_a_softer_form() -> None:
    barriers = [label for label in labels().values() if label.is_barrier]
    assert len(barriers) == 15
    assert all(label.why.endswith(".") and label.softer for label in barriers)


@pytest.mark.parametrize(
    ("words", "number"), [("5", 5), ("two", 2), ("twenty-one", 21), ("a couple of", 2), ("some", None), (None, None)]
)
def test_numbers_in_words_and_digits(words: str | None, number: float | None) -> None:
    assert number_of(words) == number
