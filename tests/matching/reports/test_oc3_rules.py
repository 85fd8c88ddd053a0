"""Each rule of the return: a row that breaks it, and its nearest neighbour that does not."""

from dataclasses import dataclass, replace
from datetime import date

import pytest

from matching.reports.oc3_rules import RULES, Case, HeaderRow, Oc3Row, ReturnYear, broken

YEAR = ReturnYear(2026)
BORN = date(2006, 5, 10)
AT_17, AT_18 = date(2008, 5, 10), date(2007, 5, 10)


@dataclass(frozen=True)
class Care:
    started_on: date
    ended_on: date | None = None
    short_break: bool = False
    adopted: bool = False


def case(
    in_touch: str = "YES", activity: str = "F2", accommodation: str = "U1", born_on: date = BORN, **facts: object
) -> Case:
    header = HeaderRow("1", "F", born_on, "WBRI", "")
    whole = Case(Oc3Row("1", born_on, in_touch, activity, accommodation), YEAR, header)
    return replace(whole, **facts)  # type: ignore[arg-type]


def numbers(*args: object, **facts: object) -> list[str]:
    return [rule.number for rule in broken(case(*args, **facts))]  # type: ignore[arg-type]


def test_a_year_is_named_by_its_end() -> None:
    assert (YEAR.first_day, YEAR.last_day, str(YEAR)) == (date(2025, 4, 1), date(2026, 3, 31), "2025-26")
    assert str(ReturnYear(2001)) == "2000-01"
    assert YEAR.birthday_of(date(2008, 2, 29)) == date(2026, 3, 1)
    assert [YEAR.age_reached(born) for born in (date(2009, 4, 1), date(2009, 3, 31), date(2004, 4, 1))] == [16, 17, 21]


@pytest.mark.parametrize("in_touch", ["YES", "NO", "REFU", "NREQ"])
def test_a_complete_row_breaks_nothing(in_touch: str) -> None:
    assert numbers(in_touch) == []


BROKEN = [
    ("131", ("yes",)),
    ("131", ("MAYBE",)),
    ("132", ("YES", "F9")),
    ("132", ("YES", "F3")),
    ("132", ("YES", "P3")),
    ("132", ("YES", "G1")),
    ("133", ("YES", "F2", "T")),
    ("133", ("YES", "F2", "U3")),
    ("133", ("YES", "F2", "A1")),
    ("133", ("YES", "F2", "S1")),
    ("133", ("YES", "F2", "X1")),
    ("153", ("", "F2", "U1")),
    ("153", ("YES", "", "U1")),
    ("153", ("YES", "F2", "")),
    ("344", ("DIED", "F2", "0")),
    ("344", ("DIED", "0", "U1")),
    ("344", ("RHOM", "F2", "B1")),
    ("345", ("YES", "0", "U1")),
    ("345", ("YES", "F2", "0")),
]
KEPT = [
    ("YES", "G6", "S2"),
    ("YES", "P1", "X2"),
    ("NO", "0", "0"),
    ("REFU", "0", "R1"),
    ("NREQ", "F4", "0"),
    ("DIED", "0", "0"),
    ("RHOM", "0", "0"),
    ("", "", ""),
]


@pytest.mark.parametrize(("number", "answers"), BROKEN)
def test_answers_that_break_a_rule(number: str, answers: tuple[str, ...]) -> None:
    assert numbers(*answers) == [number]


@pytest.mark.parametrize("answers", KEPT)
def test_answers_that_break_none(answers: tuple[str, ...]) -> None:
    assert numbers(*answers) == []


def test_17_by_the_end_of_the_year() -> None:
    assert numbers(born_on=date(2009, 4, 1)) == ["391"]
    assert numbers(born_on=date(2009, 3, 31)) == []


@pytest.mark.parametrize("home", ["T1", "T2"])
def test_a_foyer_needs_18_when_the_year_begins(home: str) -> None:
    assert numbers("YES", "F2", home, born_on=date(2007, 4, 2)) == ["347"]
    assert numbers("YES", "F2", home, born_on=date(2007, 4, 1)) == []
    assert numbers("YES", "F2", home, born_on=AT_17) == ["347"]


@pytest.mark.parametrize("home", ["Z1", "Z2"])
def test_no_staying_put_at_17(home: str) -> None:
    assert numbers("YES", "F2", home, born_on=AT_17) == ["3001"]
    assert numbers("YES", "F2", home, born_on=AT_18) == []


def test_once_died_always_died() -> None:
    assert numbers("YES", died_before=True) == ["348"]
    assert numbers("DIED", "0", "0", died_before=True) == []


def test_the_header_and_the_table_agree() -> None:
    assert numbers(header=None) == ["INT06"]
    assert numbers(header=HeaderRow("1", "F", date(2006, 5, 11), "WBRI", "")) == ["INT15"]
    assert numbers(rows_of_child=2) == ["INT34"]


def test_sex_and_ethnicity_are_in_their_lists() -> None:
    assert numbers(header=HeaderRow("1", "", BORN, "WBRI", "")) == ["101"]
    assert numbers(header=HeaderRow("1", "2", BORN, "WBRI", "")) == ["101"]
    assert numbers(header=HeaderRow("1", "2", BORN, "WBRI", ""), year=ReturnYear(2024)) == []
    assert numbers(header=HeaderRow("1", "U", BORN, "", "")) == ["103"]


@pytest.mark.parametrize(
    ("care", "expected"),
    [
        ((Care(date(2022, 5, 10), date(2022, 8, 8)),), ["1001"]),
        ((Care(date(2022, 5, 9), date(2022, 8, 8)),), []),
        ((Care(date(2018, 1, 1), date(2022, 5, 10)),), ["1001"]),
        ((Care(date(2020, 1, 1), date(2024, 5, 10), short_break=True),), ["1001"]),
        ((Care(date(2020, 1, 1), date(2023, 5, 10), adopted=True),), ["1001"]),
        ((Care(date(2020, 1, 1)),), []),
        ((), []),
    ],
)
def test_enough_care_where_it_is_known(care: tuple[Care, ...], expected: list[str]) -> None:
    assert numbers(care=care) == expected


@pytest.mark.parametrize(
    ("ended_on", "expected"),
    [
        (date(2025, 5, 9), []),
        (date(2025, 5, 10), []),
        (date(2025, 5, 11), ["1007", "1016"]),
        (date(2026, 3, 31), ["1007", "1016"]),
        (date(2026, 4, 1), ["1007"]),
        (None, ["1007"]),
    ],
)
@pytest.mark.parametrize("born_on", [AT_17, AT_18])
def test_still_looked_after_on_the_birthday(born_on: date, ended_on: date | None, expected: list[str]) -> None:
    assert numbers(born_on=born_on, care=(Care(date(2022, 6, 1), ended_on),)) == expected


def test_back_in_care_after_the_birthday_and_out_again() -> None:
    care = (Care(date(2022, 6, 1), date(2025, 1, 1)), Care(date(2025, 6, 1), date(2025, 7, 1)))
    assert numbers(born_on=AT_17, care=care) == ["1016"]


def test_care_after_a_19th_birthday_matters_no_more() -> None:
    assert numbers(born_on=date(2006, 5, 10), care=(Care(date(2020, 6, 1)),)) == []


def test_every_rule_has_a_number_and_a_sentence_that_says_what_to_do() -> None:
    of_the_answers = {"131", "132", "133", "153", "344", "345", "347", "348", "391", "3001"}
    of_care_and_files = {"1001", "1007", "1016", "INT06", "INT15", "INT34", "101", "103"}
    assert {rule.number for rule in RULES} == of_the_answers | of_care_and_files
    for rule in RULES:
        assert rule.sentence.endswith(".")
        assert any(verb in rule.sentence.lower() for verb in ("ask", "check", "choose")), rule.sentence
