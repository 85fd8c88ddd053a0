"""The cohort file: who is in it, with whom, what they do, and what is asked."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from aspirations.imports.cohort import CohortReader
from aspirations.models import LeavingCareFact, YoungPerson
from config.audit_trail.models import Event
from config.imports.actions import confirm_value
from config.imports.models import ValueToConfirm
from config.imports.sheet_error import SheetError
from config.outbox.actions import put_mail
from config.outbox.models import Message
from config.refusal import Refused
from tests.factories.people import DAY, make_council, make_person, make_user
from tests.factories.people_sheets import HEADINGS, cohort_row, load_cohort

pytestmark = pytest.mark.django_db
LATER = DAY + timedelta(days=31)


@pytest.fixture
def manager(db):
    return make_user("team_manager", name="Bryony Heath")


@pytest.fixture
def rowan(db):
    return make_user("personal_adviser", name="Rowan Beck")


@pytest.fixture
def cohort(manager, rowan):
    """Loads rows as the team manager."""

    def load_rows(*rows, as_of=DAY, **options):
        return load_cohort(list(rows), manager, as_of, **options)

    return load_rows


def person(child_id="C1"):
    return YoungPerson.objects.get(child_id=child_id)


def spells(child_id="C1"):
    return [
        (spell.activity, spell.started_on, spell.ended_on, spell.last_seen_on)
        for spell in person(child_id).spells.order_by("started_on")
    ]


def asked(column):
    return ValueToConfirm.objects.get(column=HEADINGS[column])


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


# Workers


def test_a_social_worker_is_found_whatever_the_order_of_the_name(cohort):
    sorrel = make_user("social_worker", name="Sorrel Fell")
    cohort(cohort_row("C1", worker="FELL, Sorrel (SW)"))
    assert person().social_worker == sorrel


def test_an_unknown_worker_goes_to_the_team_manager(cohort, manager):
    make_user("team_manager", team="South", name="Aspen Dale")
    report = cohort(cohort_row("C1", personal_adviser="Wren Nobody"))
    assert report.counts["to_confirm"] == 1
    assert (person().personal_adviser, person().manager, person().adviser) == (None, manager, manager)
    assert asked("personal_adviser").owner == manager
    assert person().worker_words == "Wren Nobody"


def test_a_close_name_is_asked_with_the_candidate(cohort, manager, rowan):
    cohort(cohort_row("C1", personal_adviser="Rowen Beck"))
    assert person().personal_adviser is None
    question = asked("personal_adviser")
    assert question.candidates == [str(rowan.public_id)]
    confirm_value(question=question, code=str(rowan.public_id), reader=CohortReader(), by=manager)
    assert person().personal_adviser == rowan
    assert cohort(cohort_row("C1", personal_adviser="Rowen Beck", gender="Male"), as_of=LATER).counts["taken"] == 1
    assert person().personal_adviser == rowan


def test_two_of_one_name_are_asked(cohort, rowan):
    double = make_user("personal_adviser", name="Rowan Beck")
    cohort(cohort_row("C1"))
    assert set(asked("personal_adviser").candidates) == {str(rowan.public_id), str(double.public_id)}


def test_people_of_another_council_and_leavers_are_nobody_here(cohort):
    make_user("personal_adviser", name="Hazel Moor", council=make_council("E08000035", "Otherby"))
    make_user("personal_adviser", name="Hazel Moor", is_active=False)
    cohort(cohort_row("C1", personal_adviser="Hazel Moor"))
    assert asked("personal_adviser").candidates == []


def test_the_manager_is_that_of_the_team_else_any(cohort, manager):
    south = make_user("team_manager", team="South", name="Aspen Dale")
    cohort(cohort_row("C1", team="SOUTH"), cohort_row("C2", team="Unheard Of"), cohort_row("C3"))
    assert (person("C1").manager, person("C2").manager, person("C3").manager) == (south, south, manager)


def test_without_a_team_manager_nothing_is_loaded():
    officer = make_user("virtual_school")
    with pytest.raises(Refused, match="Add a team manager first"):
        load_cohort([cohort_row("C1")], officer)


def test_nobody_named_leaves_the_adviser_who_is_known(cohort, rowan):
    cohort(cohort_row("C1"))
    cohort(cohort_row("C1", personal_adviser="Unallocated", worker=""), as_of=LATER)
    assert person().personal_adviser == rowan


# What they do


def test_the_same_activity_moves_only_last_seen(cohort):
    cohort(cohort_row("C1"))
    report = cohort(cohort_row("C1"), cohort_row("C2"), as_of=LATER)
    assert report.counts["unchanged"] == 1
    assert spells() == [("F2", DAY, None, LATER)]
    assert not Event.objects.filter(verb="person_changed").exists()


def test_another_activity_ends_the_one_before(cohort):
    cohort(cohort_row("C1"))
    cohort(cohort_row("C1", activity="G5"), as_of=LATER)
    assert spells() == [("F2", DAY, LATER, DAY), ("G5", LATER, None, LATER)]
    assert person().spells.get(activity="G5").started_on_or_before
    assert Event.objects.get(verb="person_changed").fields == ["activity"]


def test_no_activity_the_first_time_is_no_spell_and_no_question(cohort):
    report = cohort(cohort_row("C1", activity=""))
    assert report.counts["taken"] == 1
    assert spells() == []


@pytest.mark.parametrize("cell", ["", "-", "not known", "0"])
def test_no_activity_later_leaves_the_spell_and_is_asked(cohort, cell):
    cohort(cohort_row("C1"))
    cohort(cohort_row("C1", activity=cell), as_of=LATER)
    assert spells() == [("F2", DAY, None, DAY)]
    assert "last confirmed on 20 November 2026" in asked("activity").sentence


def test_words_in_doubt_leave_the_spell(cohort):
    cohort(cohort_row("C1"))
    cohort(cohort_row("C1", activity="full time employment"), as_of=LATER)
    assert spells() == [("F2", DAY, None, DAY)]
    assert asked("activity").candidates


@pytest.mark.parametrize(("old", "new"), [("F3", ("F4", "F5")), ("P3", ("P4", "P5"))])
def test_an_old_code_is_kept_and_asked(cohort, manager, old, new):
    cohort(cohort_row("C1", activity=old))
    assert spells() == [(old, DAY, None, DAY)]
    question = asked("activity")
    assert tuple(question.candidates) == new
    confirm_value(question=question, code=new[0], reader=CohortReader(), by=manager)
    assert spells() == [(new[0], DAY, None, DAY)]
    report = cohort(cohort_row("C1", activity=old, gender="Male"), as_of=LATER)
    assert report.counts["taken"] == 1
    assert spells() == [(new[0], DAY, None, LATER)]


def test_an_older_file_never_overwrites_what_is_newer(cohort, rowan):
    sorrel = make_user("personal_adviser", name="Sorrel Fell")
    cohort(cohort_row("C1"))
    before = DAY - timedelta(days=200)
    cohort(
        cohort_row("C1", activity="G5", personal_adviser="Sorrel Fell", gender="Male", in_touch="NO"),
        cohort_row("C2", personal_adviser="Sorrel Fell"),
        as_of=before,
        older_anyway=True,
    )
    assert (person().personal_adviser, person().gender, person().last_file.as_of) == (rowan, "female", DAY)
    assert person("C2").personal_adviser == sorrel
    assert spells() == [("G5", before, DAY, before), ("F2", DAY, None, DAY)]
    facts = person().leaving_care_facts.order_by("as_of").values_list("as_of", "in_touch")
    assert list(facts) == [(before, "NO"), (DAY, "YES")]


# Deaths and absences


def test_a_death_stops_every_message(cohort, manager):
    cohort(cohort_row("C1"))
    put_mail(council=manager.council, to="a@example.org", subject="s", body="b", key="k", person_id=person().public_id)
    cohort(cohort_row("C1", in_touch="DIED", activity="", accommodation="", suitability=""), as_of=LATER)
    assert person().died_on == LATER
    assert Message.objects.get().stopped_at
    assert Event.objects.get(verb="died").person_id == person().public_id
    cohort(cohort_row("C1", in_touch="Died", activity=""), as_of=LATER + timedelta(days=30))
    assert person().died_on == LATER
    assert Event.objects.filter(verb="died").count() == 1


def test_absent_people_are_listed_and_not_closed(cohort):
    cohort(cohort_row("C1"), cohort_row("C2"))
    report = cohort(cohort_row("C2", gender="Male"), as_of=LATER)
    assert report.absent_keys == ["C1"]
    assert spells("C1") == [("F2", DAY, None, DAY)]


def test_a_blank_cell_does_not_forget_what_is_known(cohort):
    cohort(cohort_row("C1"))
    cohort(cohort_row("C1", born_on="", gender="", eligibility="", team=""), as_of=LATER)
    known = person()
    assert (known.born_on, known.gender, known.local_status, known.team) == (
        date(2007, 3, 4),
        "female",
        "former_relevant",
        "North",
    )


def test_the_trail_names_only_the_fields_that_changed(cohort):
    cohort(cohort_row("C1"))
    changed_at = person().changed_at
    cohort(cohort_row("C1", gender="Male", accommodation="K", age="19.1"), as_of=LATER)
    assert Event.objects.get(verb="person_changed").fields == ["accommodation", "gender"]
    assert person().changed_at > changed_at


def test_the_same_child_id_in_another_council_is_another_person(cohort):
    elsewhere = make_council("E08000035", "Otherby")
    make_person(council=elsewhere, child_id="C1", gender="male")
    cohort(cohort_row("C1"))
    assert YoungPerson.objects.filter(child_id="C1").count() == 2
    assert YoungPerson.objects.get(council=elsewhere).gender == "male"


def test_the_number_of_queries_does_not_grow_with_the_rows(cohort):
    counts = []
    for number in (20, 120):
        prefix, first = f"{number}-", DAY if number == 20 else LATER
        for step, activity in enumerate(("F2", "G5")):
            rows = [cohort_row(f"{prefix}{place}", activity=activity) for place in range(number)]
            with CaptureQueriesContext(connection) as queries:
                cohort(*rows, as_of=first + timedelta(days=step))
            counts.append(len(queries))
    assert counts[0] == counts[2]
    assert counts[1] == counts[3]


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


# Records that only named people may open


@pytest.fixture
def officer(db):
    return make_user("virtual_school", name="Iris Vale")


def test_a_file_does_not_give_its_loader_a_restricted_record(manager, rowan):
    """Naming oneself in a cohort file would open the record (S1): the manager of the record is asked instead."""
    loader = make_user("team_manager", name="Sage Holt", team="South")
    wren = make_person("restricted", child_id="C1", personal_adviser=rowan, manager=manager, team="North")
    named = {"worker": "Sage Holt", "personal_adviser": "Sage Holt", "team": "South"}
    assert load_cohort([cohort_row("C1", **named)], loader).counts["to_confirm"] == 1
    kept = person()
    assert (kept.personal_adviser, kept.social_worker, kept.manager, kept.team) == (rowan, None, manager, "North")
    assert not YoungPerson.objects.visible_to(loader).filter(pk=wren.pk).exists()
    questions = ValueToConfirm.objects.filter(column__in=[HEADINGS[name] for name in named])
    assert {question.owner for question in questions} == {manager}
    assert len(questions) == 3 and all("named people only" in question.sentence for question in questions)


def test_only_who_may_hand_the_record_over_confirms_it(manager, rowan, officer):
    make_person("restricted", child_id="C1", manager=manager, team="North")
    load_cohort([cohort_row("C1")], officer)
    question = asked("personal_adviser")
    assert question.candidates == [str(rowan.public_id)]
    with pytest.raises(Refused, match="named people only"):
        confirm_value(question=question, code=str(rowan.public_id), reader=CohortReader(), by=officer)
    assert person().personal_adviser is None
    confirm_value(question=question, code=str(rowan.public_id), reader=CohortReader(), by=manager)
    assert person().personal_adviser == rowan
    load_cohort([cohort_row("C1", contact_on="03/11/2026")], officer)
    assert person().personal_adviser == rowan
    assert not ValueToConfirm.objects.open().filter(column=HEADINGS["personal_adviser"]).exists()


def test_a_manager_of_a_restricted_record_may_name_its_adviser_in_a_file(manager, rowan):
    make_person("restricted", child_id="C1", manager=manager, team="North")
    assert load_cohort([cohort_row("C1")], manager).counts["taken"] == 1
    assert person().personal_adviser == rowan


def test_a_restricted_record_as_it_was_asks_nothing(manager, rowan, officer):
    make_person("restricted", child_id="C1", manager=manager, personal_adviser=rowan, team="North")
    assert load_cohort([cohort_row("C1")], officer).counts["to_confirm"] == 0
    assert person().manager == manager


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
