"""The cohort file says what was published, and is read for certain but for the few cells meant to be asked."""

from collections import Counter
from datetime import date
from itertools import pairwise

import pytest

from aspirations.imports.annex_a import known_headings, read_home, reader
from aspirations.spells.activity import group
from matching.demo.activities import PUBLISHED
from matching.demo.cohort import COLUMNS, cohort_rows
from matching.demo.council import DAY, EARLIER_DAYS
from matching.demo.lives import AGES, lives
from matching.demo.spellings import ASKED, as_the_council_writes

CODES = {"F1": 44, "F2": 263, "F3": 6, "F4": 19, "F5": 86, "P2": 10, "P3": 1, "P5": 24, "G4": 44, "G5": 212, "G6": 46}
STATUSES = {"eligible": 241, "former_relevant": 471, "relevant": 17, "qualifying": 81}
CODED = {
    "gender": "Gender",
    "ethnicity": "Ethnicity",
    "uasc": "Unaccompanied Asylum Seeking Child (UASC), or formerly UASC if 18 or over (Y/N)",
    "disability": "Does the Child have a Disability",
    "eligibility": "Eligibility Category",
    "in_touch": "LA in Touch",
    "activity": "Activity Status",
}


@pytest.fixture(scope="module")
def rows() -> list[dict[str, object]]:
    return cohort_rows(DAY)


def read(column: str, row: dict[str, object]) -> str | None:
    return reader(column).read(str(row[CODED[column]])).value


def test_columns_are_the_17_of_the_form(rows):
    assert len(COLUMNS) == known_headings(COLUMNS) == 17
    assert all(tuple(row) == COLUMNS for row in rows)


def test_activities_are_as_published(rows):
    said = Counter(read("activity", row) for row in rows)
    assert said == CODES | {None: 55}
    assert sum(said.values()) == 810
    assert sum(count for code, count in said.items() if group(code or "") == "neet") == 302
    assert Counter(row["Activity Status"] for row in rows) == PUBLISHED


def test_statuses_are_as_published(rows):
    assert Counter(read("eligibility", row) for row in rows) == STATUSES


def test_ages_are_the_published_ones_scaled(rows):
    assert Counter(row["Age"] for row in rows) == AGES
    assert sum(AGES.values()) == 810


def test_minors_have_a_social_worker_and_adults_an_adviser(rows):
    for row in rows:
        minor = row["Age"] < 18
        assert bool(row["Allocated Worker"]) == minor
        assert minor or row["Allocated Personal Advisor"]
        assert read("eligibility", row) in (
            STATUSES.keys() - ({"former_relevant"} if minor else {"eligible", "relevant"})
        )


def test_caseloads_are_even():
    caseloads = Counter(life.personal_adviser for life in lives() if life.personal_adviser)
    assert len(caseloads) == 34
    assert max(caseloads.values()) - min(caseloads.values()) <= 4
    assert min(caseloads.values()) >= 20 and max(caseloads.values()) <= 26


def test_a_fifth_live_outside_the_district():
    assert sum(life.outside_district for life in lives()) == 161


def test_spellings_are_messy_but_certain(rows):
    """A few dozen rows are spelt in another way; those to ask are exactly the planned ones."""
    usual = Counter(row["Gender"] for row in rows)
    assert 24 <= sum(count for words, count in usual.items() if words[1:2] != ")") <= 60
    asked = [(CODED[column], row[CODED[column]]) for row in rows for column in CODED if is_asked(column, row)]
    for row in rows:
        home = read_home(row["Type of Accommodation"], row["Suitability of Accommodation"])
        columns = ("Type of Accommodation", "Suitability of Accommodation")
        asked += [(column, row[column]) for column, reading in zip(columns, home, strict=True) if reading.to_confirm]
    assert sorted(asked) == sorted(ASKED)


def is_asked(column: str, row: dict[str, object]) -> bool:
    return reader(column).read(str(row[CODED[column]])).to_confirm


@pytest.mark.parametrize("column", ["activity", "eligibility"])
def test_what_is_counted_is_never_asked(rows, column):
    assert not any(is_asked(column, row) for row in rows)


def test_nobody_died_and_went_home_says_nothing_of_home(rows):
    touch = Counter(read("in_touch", row) for row in rows)
    assert "DIED" not in touch and touch["YES"] > 700
    assert all(row["Type of Accommodation"] == "" for row in rows if read("in_touch", row) == "RHOM")


def test_earlier_files_grow_to_the_last():
    sizes = [len(cohort_rows(day)) for day in (*EARLIER_DAYS, DAY)]
    assert sizes[0] == 654  # the report: 156 more than the year before
    assert sizes[0] < sizes[1] < sizes[2] == 810


def test_nobody_leaves_between_files():
    before, later, last = ({row["Child Unique ID"] for row in cohort_rows(day)} for day in (*EARLIER_DAYS, DAY))
    assert before < later < last


def test_some_are_long_out_of_eet_and_some_newly():
    neet = [{row["Child Unique ID"] for row in cohort_rows(day) if is_neet(row)} for day in (*EARLIER_DAYS, DAY)]
    assert len(neet[0] & neet[1] & neet[2]) > 100
    assert 40 < len(neet[2] - neet[1]) < 120
    assert neet[1] - neet[2]


def is_neet(row: dict[str, object]) -> bool:
    return str(row["Activity Status"]).startswith("G")


def test_a_blank_was_always_blank():
    """Else an older spell would still be open, and the totals of the last day would be wrong."""
    blank = {life.child_id for life in lives() if not life.activity}
    for day in EARLIER_DAYS:
        assert {row["Child Unique ID"] for row in cohort_rows(day) if not row["Activity Status"]} <= blank
        assert all(not row["Activity Status"] for row in cohort_rows(day) if row["Child Unique ID"] in blank)


def test_an_activity_never_changes_its_words_alone():
    """The spell would go on under the old words, and the figures by local label would not be those published."""
    for life in lives():
        for one, other in pairwise(life.activities.values()):
            assert one == other or one[:2] != other[:2]


def test_dates_are_before_the_day_of_the_file(rows):
    for row in rows:
        dates = [value for value in row.values() if isinstance(value, date)]
        assert all(value <= DAY for value in dates)


def test_drawn_the_same_each_time(rows):
    assert cohort_rows(DAY) == rows


def test_odd_spelling_leaves_others_alone():
    plain = next(
        life for life in lives() if as_the_council_writes(life, {"Gender": "a) Male"}, DAY)["Gender"] == "a) Male"
    )
    row = {"Gender": "b) Female", "Activity Status": "G5: Other circumstances"}
    assert as_the_council_writes(plain, row, EARLIER_DAYS[0]) == row
