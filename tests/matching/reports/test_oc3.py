"""Who is in the return, what the header says of them, and what is asked about either."""

from datetime import date, timedelta

import pytest

from aspirations.models import CarePeriod, LeavingCareFact
from config.accounts.models import Council
from tests.matching.reports.conftest import Draw, about, answers, known, spell

BIRTHDAY = date(2025, 5, 10)
DAY = timedelta(days=1)


# Who


def test_a_complete_row(draw: Draw, made) -> None:
    draw()
    oc3 = made()
    assert [(row.child, row.born_on, *row.answers) for row in oc3.rows] == [
        ("C001", date(2006, 5, 10), "YES", "F2", "U1")
    ]
    (header,) = oc3.headers
    assert (header.child, header.sex, header.ethnicity, header.pupil_number) == ("C001", "F", "WBRI", "A000000000001")
    assert oc3.questions == []


@pytest.mark.parametrize(
    ("born_on", "is_in"),
    [
        (date(2009, 4, 1), False),
        (date(2009, 3, 31), True),
        (date(2008, 2, 29), True),
        (date(2004, 4, 1), True),
        (date(2004, 3, 31), False),
    ],
)
def test_those_who_reach_17_to_21_in_the_year(draw: Draw, made, born_on: date, is_in: bool) -> None:
    draw(born_on=born_on, local_status="relevant")
    assert bool(made().rows) is is_in
    assert bool(made().entries) is is_in


@pytest.mark.parametrize("label", ["eligible", "qualifying", "other"])
def test_other_labels_are_not_in_the_return(draw: Draw, made, label: str) -> None:
    draw(local_status=label)
    assert made().entries == ()


def test_other_councils_are_not_in_the_return(draw: Draw, made) -> None:
    draw(council=Council.objects.create(code="E08000098", name="Oakbeck"))
    assert made().entries == ()


def test_a_label_that_the_periods_of_care_contradict_is_asked(draw: Draw, made) -> None:
    person = draw(local_status="qualifying")
    CarePeriod.objects.create(person=person, started_on=date(2021, 1, 1), ended_on=date(2024, 5, 10))
    oc3 = made()
    assert (oc3.rows, about(oc3)) == ([], ["label"])
    assert oc3.questions[0][1].sentence == (
        "The label says qualifying; the periods of care say former relevant on the birthday. Check both."
    )


def test_an_unknown_label_is_asked(draw: Draw, made) -> None:
    draw(local_status="unknown")
    assert about(made()) == ["label"]


def test_former_relevant_by_now_and_17_then_is_asked_unless_care_is_known(draw: Draw, made) -> None:
    person = draw(born_on=date(2008, 5, 10))
    assert about(made()) == ["label"]
    CarePeriod.objects.create(person=person, started_on=date(2023, 1, 1), ended_on=date(2025, 1, 1))
    assert answers(made()) == [("YES", "F2", "U1")]


@pytest.mark.parametrize(
    ("started_on", "ended_on", "expected"),
    [
        (date(2023, 5, 10), date(2023, 8, 8), ["rule 1001"]),
        (date(2021, 5, 10), None, ["rule 1007"]),
        (date(2021, 5, 10), date(2025, 9, 1), ["rule 1007", "rule 1016"]),
        (date(2021, 5, 10), date(2025, 5, 10), []),
    ],
)
def test_known_care_is_checked(draw: Draw, made, started_on: date, ended_on: date | None, expected: list[str]) -> None:
    person = draw(born_on=date(2007, 5, 10), activity="", home="")
    spell(person, "F2", date(2025, 1, 1))
    LeavingCareFact.objects.update(accommodation="U", suitability="1")
    CarePeriod.objects.create(person=person, started_on=started_on, ended_on=ended_on)
    assert about(made()) == expected
    assert bool(made().rows) is not bool(expected)


def test_without_a_date_of_birth_nobody_can_tell(draw: Draw, made) -> None:
    draw(born_on=None)
    draw(born_on=None, local_status="eligible")
    assert about(made()) == ["date of birth"]


def test_a_birthday_to_come_waits(draw: Draw, made) -> None:
    draw()
    oc3 = made(today=BIRTHDAY - DAY)
    assert (oc3.rows, about(oc3)) == ([], ["birthday to come"])
    assert answers(made(today=BIRTHDAY)) == [("YES", "F2", "U1")]


def test_those_of_22_to_25_in_contact_are_counted(draw: Draw, made) -> None:
    draw(born_on=date(2003, 5, 10), last_contact_on=date(2025, 4, 1))
    draw(born_on=date(2000, 4, 1), last_contact_on=date(2026, 3, 31))
    draw(born_on=date(2003, 5, 10), last_contact_on=date(2025, 3, 31))
    draw(born_on=date(2000, 3, 31), last_contact_on=date(2025, 6, 1))
    draw(last_contact_on=date(2025, 6, 1))
    oc3 = made()
    assert (oc3.older_in_contact, len(oc3.entries)) == (2, 1)


# The header


@pytest.mark.parametrize(("gender", "now", "before"), [("male", "M", "1"), ("female", "F", "2")])
def test_the_code_of_sex_changed_in_2025(draw: Draw, made, gender: str, now: str, before: str) -> None:
    person = draw(gender=gender, born_on=date(2005, 5, 10))
    assert [row.sex for row in made().headers] == [now]
    spell(person, "G5", date(2023, 5, 1), date(2024, 1, 1))
    known(person, date(2023, 5, 10), "YES", "D1")
    earlier = made(year=2024)
    assert ([row.sex for row in earlier.headers], answers(earlier)) == ([before], [("YES", "G5", "D1")])


@pytest.mark.parametrize("gender", ["not_stated", "neither"])
def test_no_sex_recorded_is_u_and_a_second_look(draw: Draw, made, gender: str) -> None:
    draw(gender=gender)
    oc3 = made()
    assert [row.sex for row in oc3.headers] == ["U"]
    assert about(oc3) == ["rule 232"]


def test_sex_and_ethnicity_not_known_are_asked_and_not_invented(draw: Draw, made) -> None:
    draw(gender="unknown", ethnicity="")
    oc3 = made()
    assert (oc3.rows, oc3.headers, about(oc3)) == ([], [], ["rule 101", "rule 103"])


@pytest.mark.parametrize(
    ("number", "question"),
    [("", "pupil number"), ("A12", "rule 168"), ("UN1", "rule 168"), ("I000000000001", "rule 168")],
)
def test_a_pupil_number_may_be_blank_and_is_asked(draw: Draw, made, number: str, question: str) -> None:
    draw(pupil_number=number)
    oc3 = made()
    assert [row.pupil_number for row in oc3.headers] == [""]
    assert about(oc3) == [question]


def test_one_pupil_number_for_two_people_is_left_out(draw: Draw, made) -> None:
    for number in ("A000000000009", "A000000000009", "UN4", "UN4"):
        draw(pupil_number=number)
    oc3 = made()
    assert [row.pupil_number for row in oc3.headers] == ["", "", "UN4", "UN4"]
    assert about(oc3) == ["rule 444", "rule 444"]


@pytest.mark.parametrize("size", [2, 10])
def test_the_queries_do_not_grow_with_the_people(draw: Draw, made, size: int, django_assert_num_queries) -> None:
    for _ in range(size):
        CarePeriod.objects.create(person=draw(), started_on=date(2020, 1, 1), ended_on=date(2024, 1, 1))
    with django_assert_num_queries(5):
        assert len(made().rows) == size
