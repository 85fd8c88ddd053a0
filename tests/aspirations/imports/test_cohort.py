"""The cohort file: who is in it, what is read for certain, and what is asked."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from aspirations.imports.cohort import CohortReader
from aspirations.models import LeavingCareFact, YoungPerson
from config.audit_trail.models import Event
from config.imports.actions import confirm_value
from config.imports.models import ValueToConfirm
from config.imports.sheet_error import SheetError
from tests.factories.people import DAY, make_council, make_person
from tests.factories.people_sheets import HEADINGS, cohort_row

pytestmark = pytest.mark.django_db
LATER = DAY + timedelta(days=31)


def person(child_id="C1"):
    return YoungPerson.objects.get(child_id=child_id)


def asked(column):
    return ValueToConfirm.objects.get(column=HEADINGS[column])


def spells(child_id="C1"):
    return [
        (spell.activity, spell.started_on, spell.ended_on, spell.last_seen_on)
        for spell in person(child_id).spells.order_by("started_on")
    ]


def test_a_new_person(cohort, manager, rowan):
    report = cohort(cohort_row("C1"))
    assert report.counts["taken"] == 1
    new = person()
    assert (new.born_on, new.gender, new.ethnicity) == (date(2007, 3, 4), "female", "WBRI")
    assert (new.uasc, new.disability, new.local_status) == ("no", "no", "former_relevant")
    assert (new.team, new.manager, new.personal_adviser, new.social_worker) == ("North", manager, rowan, None)
    assert (new.pathway_plan_reviewed_on, new.last_contact_on) == (date(2026, 9, 1), date(2026, 11, 2))
    assert new.worker_words == "Rowan Beck"
    spell = new.spells.get()
    assert (spell.activity, spell.started_on, spell.started_on_or_before, spell.last_seen_on) == ("F2", DAY, True, DAY)
    assert spell.words == "F2: Full time in education other than higher education"
    fact = new.leaving_care_facts.get()
    assert (fact.as_of, fact.in_touch, fact.accommodation, fact.suitability) == (DAY, "YES", "U", "1")
    event = Event.objects.get(verb="person_added")
    assert event.person_id == new.public_id
    assert {"born_on", "activity", "in_touch"} <= set(event.fields)
    assert "C1" not in str(event.context)


def test_an_older_form_of_thirteen_columns(cohort):
    left_out = {HEADINGS[column] for column in ("uasc", "personal_adviser", "pathway_plan_on", "contact_on")}
    row = {heading: cell for heading, cell in cohort_row("C1").items() if heading not in left_out}
    assert cohort(row).counts["taken"] == 1
    assert person().uasc == "unknown"


def test_headings_as_councils_write_them(cohort):
    row = cohort_row("C1")
    row["Age of Child (Years)"] = row.pop("Age")
    row["LA In Touch"] = row.pop("LA in Touch")
    assert cohort(row).counts["taken"] == 1
    assert person().leaving_care_facts.get().in_touch == "YES"


def test_a_file_that_is_no_list_nine(manager):
    with pytest.raises(SheetError):
        CohortReader().open(b"Child Unique ID,Shoe size\n1,7\n", "shoes.csv")


def test_no_child_id_is_refused(cohort):
    report = cohort(cohort_row(""), cohort_row("C2"))
    assert report.is_refused
    assert "Child Unique ID" in report.rows[0].problems[0].sentence
    assert not YoungPerson.objects.exists()


def test_a_child_id_that_is_too_long_is_refused_in_our_words(cohort):
    report = cohort(cohort_row("C" * 41))
    assert report.rows[0].problems[0].sentence == "This has 41 characters and 40 can be kept. Please shorten it."


@pytest.mark.parametrize("cell", ["", "#MULTIVALUE!", "soon", "12/03/1970", "12/03/2031"])
def test_a_date_of_birth_in_doubt_is_unknown_and_asked(cohort, rowan, cell):
    report = cohort(cohort_row("C1", born_on=cell))
    assert report.counts["to_confirm"] == 1
    assert person().born_on is None
    assert asked("born_on").owner == rowan


def test_a_spreadsheet_day_number(cohort):
    cohort(cohort_row("C1", born_on="39145"))
    assert person().born_on == date(2007, 3, 4)


@pytest.mark.parametrize(("age", "doubt"), [("19", False), ("19.7", False), ("", False), ("17", True), ("21.5", True)])
def test_age_against_date_of_birth(cohort, age, doubt):
    report = cohort(cohort_row("C1", age=age))
    assert bool(report.rows[0].problems) is doubt
    assert person().born_on == date(2007, 3, 4)


def test_words_that_mean_nothing_certain_are_unknown_and_asked(cohort):
    cohort(cohort_row("C1", gender="it depends", accommodation="Hostel", in_touch="maybe"))
    assert person().gender == "unknown"
    fact = person().leaving_care_facts.get()
    assert (fact.in_touch, fact.accommodation) == ("", "")
    assert {question.subject_id for question in ValueToConfirm.objects.all()} == {person().public_id}
    assert "T" in asked("accommodation").candidates


def test_an_answer_counts_for_every_file_that_said_the_same(cohort, manager):
    cohort(cohort_row("C1", accommodation="Hostel"))
    cohort(cohort_row("C1", accommodation="Hostel"), cohort_row("C2"), as_of=LATER)
    confirm_value(question=asked("accommodation"), code="T", reader=CohortReader(), by=manager)
    facts = person().leaving_care_facts.order_by("as_of").values_list("as_of", "accommodation")
    assert list(facts) == [(DAY, "T"), (LATER, "T")]
    assert spells() == [("F2", DAY, None, LATER)]
    assert person().last_file.as_of == LATER


def test_the_letter_carries_the_digit(cohort):
    cohort(cohort_row("C1", accommodation="Z2", suitability=""))
    fact = person().leaving_care_facts.get()
    assert (fact.accommodation, fact.suitability) == ("Z", "2")


def test_blank_facts_are_not_stored_as_a_no(cohort):
    cohort(cohort_row("C1", in_touch="", accommodation="-", suitability="nan"))
    assert not LeavingCareFact.objects.exists()


# Days and teams that cannot be right


@pytest.mark.parametrize(("column", "cell"), [("contact_on", "21/12/2026"), ("pathway_plan_on", "01/01/2028")])
def test_a_day_too_far_ahead_is_not_known_and_asked(cohort, column, cell):
    cohort(cohort_row("C1", **{column: cell}))
    assert asked(column).value == cell
    known = person()
    assert None in (known.last_contact_on, known.pathway_plan_reviewed_on)


def test_the_next_review_within_the_year_is_taken(cohort):
    assert cohort(cohort_row("C1", pathway_plan_on="01/05/2027")).counts["taken"] == 1


@pytest.mark.parametrize(
    ("column", "cell", "offered"), [("born_on", "04/03/07", "2007"), ("contact_on", "2/11/26", "2026")]
)
def test_a_year_of_two_figures_is_offered_where_it_can_be(cohort, column, cell, offered):
    cohort(cohort_row("C1", **{column: cell}))
    assert [candidate[:4] for candidate in asked(column).candidates] == [offered]


def test_a_team_that_no_manager_has_is_asked_once(cohort, manager):
    cohort(cohort_row("C1", team="Nort"), cohort_row("C2", team="NORT"), cohort_row("C3"))
    question = asked("team")
    assert (question.owner, question.candidates, person("C2").team) == (manager, ["North"], "NORT")
    confirm_value(question=question, code="North", reader=CohortReader(), by=manager)
    assert person().team == "North"


def test_an_age_is_said_as_a_number(cohort):
    cohort(cohort_row("C1", age="44.0"))
    assert "The age says 44;" in asked("age").sentence


# One person, however the Child Unique ID is typed


@pytest.mark.parametrize("typed", ["ab 12", "AB12", " Ab  12 ", "a b 1 2"])
def test_capitals_and_spaces_make_no_other_person(cohort, typed):
    cohort(cohort_row("AB 12"))
    report = cohort(cohort_row(typed, contact_on="03/11/2026"))
    assert not report.absent_keys and report.counts["taken"] == 1
    assert [one.child_id for one in YoungPerson.objects.all()] == ["AB 12"]
    assert person("AB 12").last_contact_on == date(2026, 11, 3)


def test_one_person_typed_in_two_ways_in_one_file_is_refused(cohort):
    report = cohort(cohort_row("AB 12"), cohort_row("ab12"))
    assert report.is_refused
    assert [row.problems[0].sentence for row in report.rows] == [
        "“AB12” stands in rows 2 and 3. Keep the one that is right, and send it again."
    ] * 2
    assert {row.problems[0].column for row in report.rows} == {"Child Unique ID"}


def test_the_database_keeps_one_person_too(db):
    make_person(child_id="AB 12")
    with pytest.raises(IntegrityError, match="one_person_however_the_child_id_is_typed"), transaction.atomic():
        make_person(child_id="ab12")
    make_person(child_id="ab12", council=make_council("E08000033", "Calder"))
