"""What the invented employers promised: of every kind and for every career, at legal pay, and for dates that matter."""

import re
from collections import Counter
from datetime import timedelta
from decimal import Decimal

import pytest

from config.places.postcodes import normalise
from employers.models import Employer
from matching.demo.council import DAY, EVENT_DAY
from matching.demo.employers import employers
from matching.demo.homes import shipped
from matching.demo.offers import promised
from matching.demo.pledges import COLUMNS, pledge_rows
from opportunities.money import hourly
from opportunities.vocabulary.career_categories import read_category
from opportunities.vocabulary.kinds import kinds

APPRENTICE, ADULT = Decimal("8.00"), Decimal("12.71")  # from 1 April 2026 (domain figures)
APPRENTICESHIPS = ("Apprenticeship", "Foundation apprenticeship")


@pytest.fixture(scope="module")
def rows():
    return pledge_rows()


def test_some_230_rows_of_some_90_employers(rows):
    assert len(rows) == 230
    assert len({row["Reference"] for row in rows}) == 230
    assert {row["Employer"] for row in rows} == {employer.name for employer in employers()}
    assert 85 <= len(employers()) <= 100
    assert all(tuple(row) == COLUMNS for row in rows)


def test_every_kind_is_promised(rows):
    said = {row["Kind"] for row in rows}
    assert all(kind.label in said or kind.code in said for kind in kinds().values())


def test_every_career_has_work_or_learning_that_counts(rows):
    labels = {kind.label for kind in kinds().values() if kind.counts_as_eet}
    offered = {read_category(row["Category"]).code for row in rows if row["Kind"] in labels}
    assert len(offered) == 25


def test_every_kind_of_employer_takes_part():
    said = Counter(employer.kind for employer in employers())
    assert said.keys() == set(Employer.Kind.values)
    assert said["council_department"] == 12


def test_each_council_department_can_be_shadowed(rows):
    shadowed = {row["Employer"] for row in rows if row["Kind"] == "Work shadowing"}
    assert {employer.name for employer in employers() if employer.kind == "council_department"} <= shadowed


def test_pay_is_legal_for_everyone_it_is_open_to(rows):
    paid = [row for row in rows if row["Pay"]]
    assert len(paid) > 80
    for row in paid:
        hours = Decimal(row["Hours Per Week"])
        least = APPRENTICE if row["Kind"] in APPRENTICESHIPS else ADULT
        assert hourly(Decimal(row["Pay"]), row["Pay Per"], hours) >= least, row["Title"]


def test_work_is_paid(rows):
    working = {*APPRENTICESHIPS, "Job", "Ring-fenced council job", "Paid internship"}
    assert all(row["Pay"] for row in rows if row["Kind"] in working)


def test_ring_fences_and_guaranteed_interviews(rows):
    fenced = [row for row in rows if row["Ring-fenced"] == "Yes"]
    assert sum(row["Kind"] == "Apprenticeship" for row in fenced) >= 5
    assert any(row["Kind"] == "Apprenticeship" and not row["Ring-fenced"] for row in rows)
    promising = [row for row in rows if row["Guaranteed Interview"] == "Yes"]
    assert len(promising) >= 15
    assert all(row["Contextual Minimum"] for row in promising)


def test_some_council_posts_shut_people_out(rows):
    posts = [row["Other Requirements"] for row in rows if row["Employer"].startswith("Council: ")]
    assert sum("five years' experience" in asks.casefold() for asks in posts) >= 3
    assert any("own car" in asks for asks in posts)


def test_dates_stand_around_the_day(rows):
    closing = [row["Closes On"] for row in rows if row["Closes On"]]
    assert sum(day < DAY for day in closing) >= 5
    assert sum(DAY <= day <= DAY + timedelta(days=14) for day in closing) >= 15
    assert sum(day > DAY + timedelta(days=14) for day in closing) >= 60
    assert all(row["Starts On"] > row["Closes On"] for row in rows if row["Closes On"])
    assert all(row["Pledged On"] < DAY for row in rows)


def test_pledges_come_at_the_event_and_all_the_year_round(rows):
    at_event = [row for row in rows if row["Event"]]
    assert all(row["Event Date"] == row["Pledged On"] == EVENT_DAY for row in at_event)
    others = [row["Pledged On"] for row in rows if not row["Event"]]
    assert len(at_event) > 100 and min(others) < EVENT_DAY < max(others)


def test_some_promises_are_not_drafted_yet(rows):
    assert any(not row["Places"] for row in rows)
    assert all(int(row["Places"] or 0) <= row["Quantity"] for row in rows)


def test_postcodes_are_those_of_the_shipped_file(rows):
    known = {code for codes in shipped().values() for code in codes}
    given = {code for row in rows for code in [row["Employer Postcode"], *row["Sites"].split("; ")] if code}
    assert given <= known
    assert all(normalise(code) == code for code in given)


def test_nobody_real_can_be_reached(rows):
    for row in rows:
        assert row["Contact E-mail"].endswith("@example.org")
        assert re.fullmatch(r"0113 496 0\d{3}", row["Contact Phone"])  # a range kept for drama
        assert " " not in row["Contact Name"]


def test_texts_are_plain_and_fit(rows):
    for row in rows:
        assert 0 < len(row["Title"]) <= 100
        assert len(row["Description"]) <= 350
        assert "{" not in row["Title"] + row["Description"]
        assert not re.search(r"\ba [aeio]", row["Title"])


def test_offers_written_one_by_one_are_not_repeated():
    titles = [(offer.employer, offer.title) for offer in promised()]
    assert len(titles) == len(set(titles))


def test_drawn_the_same_each_time(rows):
    assert pledge_rows() == rows
