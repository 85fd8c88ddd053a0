"""What the young people told us: in many words, over every career category, with much that is not known."""

from collections import Counter
from datetime import date, timedelta

import pytest

from aspirations.imports.audit_readings import read_care_periods
from config.places.postcodes import normalise
from matching.demo.audits import COLUMNS, audit_rows
from matching.demo.council import CODE, DAY
from matching.demo.homes import shipped
from matching.demo.lives import ELIGIBLE, FORMER_RELEVANT, lives
from matching.demo.names import SINGLE, preferred_name
from matching.demo.wishes import NO_WISH, WORRY, phrasings
from opportunities.vocabulary.career_categories import BY_CODE
from opportunities.vocabulary.levels import level_reading
from opportunities.vocabulary.reading import WishState, read_wishes

WISHES = ("Wish 1", "Wish 2", "Wish 3")


@pytest.fixture(scope="module")
def rows():
    return audit_rows()


@pytest.fixture(scope="module")
def people():
    return {life.child_id: life for life in lives()}


def said(rows):
    return [row[column] for row in rows for column in WISHES if row[column]]


def test_560_are_asked_most_of_those_not_in_eet(rows, people):
    assert len(rows) == len({row["Child Unique ID"] for row in rows}) == 560
    assert sum(people[row["Child Unique ID"]].is_neet for row in rows) == 284
    assert all(tuple(row) == COLUMNS for row in rows)


def test_every_category_is_hoped_for_in_many_words(rows):
    category_of = {words: category for category, group in phrasings().items() for words in group}
    hoped = Counter(category_of[words] for words in said(rows))
    assert hoped.keys() == {*BY_CODE, NO_WISH, WORRY}
    assert len(set(said(rows)) - set(phrasings()[NO_WISH])) >= 150
    assert min(len(phrasings()[code]) for code in BY_CODE) >= 8


def test_no_phrase_is_written_twice():
    every = [words for group in phrasings().values() for words in group]
    assert len(every) == len(set(every))


def test_two_say_a_worry_and_it_is_found(rows):
    worries = [words for words in said(rows) if words in phrasings()[WORRY]]
    assert len(worries) == 2
    assert {reading.state for reading in read_wishes(worries)} == {WishState.WORRY}


def test_wishes_are_not_taken_for_worries():
    wishes = [words for code in BY_CODE for words in phrasings()[code]]
    assert [reading.original for reading in read_wishes(wishes) if reading.state == WishState.WORRY] == []


@pytest.mark.parametrize(
    "column",
    [
        "Wish 2", "Kinds Wanted", "Readiness", "Hours Least", "Days", "Furthest Travel (minutes)", "Travel By",
        "Home Postcode", "Highest Level", "English", "Maths", "Driving Licence", "Right To Work", "On Benefits",
        "EHC Plan", "Support Needs", "Strengths", "Care Periods",
    ],
)  # fmt: skip
def test_something_is_unknown_in_every_column(rows, column):
    unknown = sum(row[column] in ("", None) for row in rows)
    assert 0.05 < unknown / len(rows) < 0.65


def test_postcodes_are_those_of_the_shipped_file(rows, people):
    area_of = {code: area for area, codes in shipped().items() for code in codes}
    given = [row for row in rows if row["Home Postcode"]]
    outside = 0
    for row in given:
        area = area_of[normalise(row["Home Postcode"])]
        assert (area != CODE) == people[row["Child Unique ID"]].outside_district
        outside += area != CODE
    assert 0.13 < outside / len(given) < 0.27
    assert any(" " not in row["Home Postcode"] for row in given)


def test_levels_are_read_but_for_a_few(rows):
    for column in ("Highest Level", "English", "Maths"):
        asked = [row[column] for row in rows if level_reading(row[column]).to_confirm]
        assert len(asked) <= 8


def test_least_hours_are_below_most(rows):
    both = [(row["Hours Least"], row["Hours Most"]) for row in rows if row["Hours Least"] and row["Hours Most"]]
    assert both and all(float(least) <= float(most) for least, most in both)


def test_a_car_licence_needs_17(rows, people):
    for row in rows:
        if row["Driving Licence"] in ("Provisional", "Full"):
            assert people[row["Child Unique ID"]].age_on(DAY) >= 17


def test_care_periods_are_in_order_and_fit_the_label(rows, people):
    for row in rows:
        life, periods = people[row["Child Unique ID"]], read_care_periods(row["Care Periods"])
        assert all(start < (end or date.max) and (end or start) <= DAY for start, end in periods)
        if periods:
            assert (periods[-1][1] is None) == (life.status == ELIGIBLE)


def test_a_few_are_near_the_line_of_91_days(rows, people):
    near = 0
    for row in rows:
        if people[row["Child Unique ID"]].status == FORMER_RELEVANT:
            days = sum((end - start).days for start, end in read_care_periods(row["Care Periods"]))
            near += 89 <= days <= 93
    assert 1 <= near <= 15


def test_people_are_called_by_natures_words_and_no_two_alike(rows):
    names = [row["Preferred Name"] for row in rows]
    assert len(names) == len(set(names))
    assert all(name.split()[0] in SINGLE for name in names)
    assert preferred_name(0) == "Robin"


def test_answers_are_neither_from_the_future_nor_from_before_they_came(rows, people):
    for row in rows:
        assert row["Asked On"] < DAY
        assert row["Asked On"] > DAY - timedelta(days=76) or people[row["Child Unique ID"]].in_cohort_on(
            row["Asked On"]
        )
    assert {row["Round"] for row in rows} == {"Autumn 2026", "Spring 2026"}


def test_drawn_the_same_each_time(rows):
    assert audit_rows() == rows
