"""Qualifications of adverts become gates only where their meaning is certain (domain.md 5)."""

import pytest

from opportunities.imports.offer import Ask
from opportunities.imports.qualifications import asks_of_qualification


def asks(type_: str, subject: str, grade: str, weighting: str = "Essential", **more: str) -> list[Ask]:
    named = {"qualificationType": type_, "subject": subject, "grade": grade, "weighting": weighting, **more}
    return list(asks_of_qualification(named))


def typed(type_: str, subject: str, grade: str, **more: str) -> list[tuple[str, str]]:
    return [(ask.type, ask.value) for ask in asks(type_, subject, grade, **more)]


@pytest.mark.parametrize(
    "grade",
    [
        "4",
        "C",
        "C or 4",
        "4+",
        "4 or above",
        "A*-C",
        "9-4",
        "A*-C or 9-4",
        "grade 4",
        "4 (C)",
        "C/4",
        "5",
        "c or equivalent",
    ],
)
def test_a_gcse_pass_is_level_2(grade: str) -> None:
    assert typed("GCSE", "English", grade) == [("english", "2")]


@pytest.mark.parametrize("grade", ["3", "D", "D or 3", "3+", "A*-D", "9-1", "A*-G", "2 or above"])
def test_a_lower_grade_is_level_1(grade: str) -> None:
    assert typed("GCSE", "Maths", grade) == [("maths", "1")]


@pytest.mark.parametrize("grade", ["", "pass", "any", "predicted 4", "1-4", "merit", "4 in two subjects", "N/A"])
def test_a_grade_in_doubt_stays_words(grade: str) -> None:
    assert typed("GCSE", "English", grade) == [("other", "")]


@pytest.mark.parametrize("subject", ["English Language", "english", "GCSE English"])
def test_subjects_in_other_spellings(subject: str) -> None:
    assert typed("GCSE", subject, "4") == [("english", "2")]


def test_one_line_for_both_subjects_asks_both() -> None:
    assert typed("GCSE", "English and maths", "4") == [("english", "2"), ("maths", "2")]
    assert typed("GCSE", "Mathematics & English", "3") == [("english", "1"), ("maths", "1")]


@pytest.mark.parametrize(
    ("type_", "subject"), [("GCSE", "Science"), ("GCSE", "English literature"), ("A Level", "Maths"), ("Degree", "Any")]
)
def test_another_subject_or_type_stays_words(type_: str, subject: str) -> None:
    assert typed(type_, subject, "4") == [("other", "")]


@pytest.mark.parametrize(
    ("subject", "grade", "value"),
    [("English", "Level 2", "2"), ("English", "Level 1", "1"), ("English", "Entry level 3", "E3")],
)
def test_functional_skills_have_their_own_levels(subject: str, grade: str, value: str) -> None:
    assert typed("Other", subject, grade, otherQualificationName="Functional skills") == [("english", value)]


@pytest.mark.parametrize(("weighting", "essential"), [("Essential", True), ("Desired", False), ("", False)])
def test_only_essential_is_a_gate(weighting: str, essential: bool) -> None:
    assert asks("GCSE", "Maths", "4", weighting) == [Ask("maths", "GCSE Maths 4", "2", essential)]


def test_the_words_are_the_employers_and_nothing_is_nothing() -> None:
    assert (
        asks("Other", "", "Two years", otherQualificationName="Care certificate")[0].words
        == "Care certificate Two years"
    )
    assert asks("", "", "") == []
    assert list(asks_of_qualification({"subject": 5, "grade": None, "qualificationType": ["GCSE"]})) == [
        Ask("other", "5", essential=False)
    ]
