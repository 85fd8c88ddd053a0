"""The feed has the shape of a Display Advert v2 page, and the flaws that live data has."""

import json
from collections import Counter
from decimal import Decimal

import pytest

from matching.demo.council import DAY
from matching.demo.homes import shipped
from matching.demo.vacancies import vacancy_feed
from opportunities.money import hourly
from opportunities.vocabulary.pay import parse_pay

UNITS = {"Annually": "year", "Monthly": "month", "Weekly": "week", "Unspecified": "hour"}


@pytest.fixture(scope="module")
def vacancies():
    return vacancy_feed()["vacancies"]


def test_a_page_of_about_thirty(vacancies):
    feed = vacancy_feed()
    assert 28 <= len(vacancies) == feed["total"] == feed["totalFiltered"] <= 34
    assert len({vacancy["vacancyReference"] for vacancy in vacancies}) == len(vacancies)
    assert json.loads(json.dumps(feed)) == feed


def test_levels_two_to_four_and_foundations(vacancies):
    courses = [vacancy["course"] for vacancy in vacancies]
    assert {course.get("level") for course in courses} == {2, 3, 4, None}
    types = Counter(course.get("type", "").casefold() for course in courses)
    assert {"apprenticeship", "standard", "foundation", "foundationapprenticeship"} <= types.keys()


def test_one_has_no_title_on_purpose(vacancies):
    assert sum("title" not in vacancy for vacancy in vacancies) == 1


def test_one_is_for_the_whole_country(vacancies):
    national = [vacancy for vacancy in vacancies if vacancy.get("isNationalVacancy")]
    assert len(national) == 1 and "addresses" not in national[0]


def test_one_has_no_course(vacancies):
    assert [vacancy["title"] for vacancy in vacancies if vacancy["course"] == {"larsCode": 0}] == [
        "Facilities operative"
    ]


def test_a_wage_only_in_words(vacancies):
    words = [v["wage"]["wageAdditionalInformation"] for v in vacancies if "wageAmount" not in v["wage"]]
    assert sum(parse_pay(text) is not None for text in words) == 1
    assert sum(parse_pay(text) is None for text in words) == 1  # a range says no one figure


def test_wages_are_legal(vacancies):
    for vacancy in vacancies:
        wage = vacancy["wage"]
        if "wageAmount" in wage:
            said = hourly(Decimal(wage["wageAmount"]), UNITS[wage["wageUnit"]], Decimal(vacancy["hoursPerWeek"]))
            assert float(said) >= (12.71 if not vacancy["course"]["larsCode"] else 8.00)


def test_references_with_and_without_letters(vacancies):
    assert {vacancy["vacancyReference"].startswith("VAC") for vacancy in vacancies} == {True, False}


def test_none_closes_before_it_was_posted(vacancies):
    for vacancy in vacancies:
        assert vacancy["postedDate"] < f"{DAY}" < vacancy["closingDate"] < vacancy["startDate"]


def test_postcodes_are_those_of_the_shipped_file(vacancies):
    known = {code for codes in shipped().values() for code in codes}
    assert {place["postcode"] for vacancy in vacancies for place in vacancy.get("addresses", [])} <= known


def test_qualifications_have_their_four_fields(vacancies):
    asked = [ask for vacancy in vacancies for ask in vacancy["qualifications"]]
    assert {ask["weighting"] for ask in asked} == {"Essential", "Desired"}
    assert {"GCSE", "A Level", "Other"} <= {ask["qualificationType"] for ask in asked}
    assert {"weighting": "Essential", "qualificationType": "GCSE", "subject": "English", "grade": "C or 4"} in asked


def test_some_descriptions_are_escaped_twice(vacancies):
    assert {vacancy["fullDescription"].startswith("&lt;p&gt;") for vacancy in vacancies} == {True, False}
