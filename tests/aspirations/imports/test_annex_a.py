"""List 9 as a sheet: its two forms, its headings, and the two cells that describe one home."""

from datetime import date

import pytest

from aspirations.imports.annex_a import COLUMNS, column_of, find_columns, known_headings, read_home, read_person
from config.imports.sheets import SheetError

OFSTED = [words for _, words, _ in COLUMNS]
ROW = {
    "Child Unique ID": "7961370",
    "Gender": "b) Female",
    "Ethnicity": "a) WBRI",
    "Date of Birth": "2005-11-03",
    "Age": "18.6",
    "Does the Child have a Disability": "b) No",
    "Allocated Team": "Leaving Care",
    "Allocated Worker": "Wren",
    "Eligibility Category": "b) Former relevant child",
    "LA in Touch": "a) Yes",
    "Type of Accommodation": "U1",
    "Suitability of Accommodation": "",
    "Activity Status": "F2",
}


def test_ofsteds_own_headings_are_all_found() -> None:
    assert find_columns(OFSTED) == {column: words for column, words, _ in COLUMNS}
    assert known_headings(OFSTED) == 17


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        ("Age of Child (Years)", "age"),
        ("LA In Touch", "in_touch"),
        ("Child ID", "child_id"),
        ("child_unique_id", "child_id"),
        ("DOB", "born_on"),
        ("UASC (Y/N)", "uasc"),
        ("Disability", "disability"),
        ("Allocated Social Worker", "worker"),
        ("Personal Adviser", "personal_adviser"),
        ("Date of latest contact", "contact_on"),
        ("Accomodation type", "accommodation"),
        ("Accommodation suitability", "suitability"),
        ("Current Activity", "activity"),
        ("Postcode", None),
    ],
)
def test_other_wordings_of_a_heading(heading: str, column: str | None) -> None:
    assert column_of(heading) == column


def test_a_missing_column_is_named() -> None:
    with pytest.raises(SheetError, match="no column “Eligibility Category”"):
        find_columns([heading for heading in OFSTED if heading != "Eligibility Category"])


def test_two_headings_of_one_column_are_named() -> None:
    with pytest.raises(SheetError, match="“Date of Birth” and “DOB” say the same"):
        find_columns([*OFSTED, "DOB"])


def test_a_row_of_the_older_form() -> None:
    person = read_person(ROW, find_columns(list(ROW)))
    assert person.texts == {"child_id": "7961370", "team": "Leaving Care", "worker": "Wren", "personal_adviser": ""}
    assert person.dates["born_on"].value == date(2005, 11, 3)
    assert person.dates["contact_on"].how == "blank"
    codes = {column: reading.value for column, reading in person.codes.items()}
    assert codes == {
        "gender": "female",
        "ethnicity": "WBRI",
        "uasc": None,
        "disability": "no",
        "eligibility": "former_relevant",
        "in_touch": "YES",
        "activity": "F2",
        "accommodation": "U",
        "suitability": "1",
    }


@pytest.mark.parametrize(
    ("accommodation", "suitability", "home", "suits"),
    [
        ("U: Independent living", "a) Suitable", "U", "1"),
        ("U2", "", "U", "2"),
        ("Z2 - With former foster carer", "nan", "Z", "2"),
        ("U1", "1", "U", "1"),
        ("D3 - Semi-independent", "2", "D", "2"),
        ("X - In custody", "Unsuitable", "X", "2"),
        ("U", "", "U", None),
        ("", "1", None, "1"),
    ],
)
def test_letter_and_digit_of_a_home(accommodation: str, suitability: str, home: str | None, suits: str | None) -> None:
    letter, digit = read_home(accommodation, suitability)
    assert (letter.value, digit.value) == (home, suits)
    assert not letter.to_confirm and not digit.to_confirm


@pytest.mark.parametrize(
    ("accommodation", "suitability"), [("U1", "Unsuitable"), ("X1", ""), ("No fixed abode", "Suitable")]
)
def test_a_digit_that_does_not_fit_is_asked(accommodation: str, suitability: str) -> None:
    letter, digit = read_home(accommodation, suitability)
    assert letter.value in ("U", "X", "S")
    assert (digit.value, digit.to_confirm, digit.candidates) == (None, True, ("1", "2"))
