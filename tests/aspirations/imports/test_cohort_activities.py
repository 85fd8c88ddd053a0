"""The cohort file: what people do, deaths, absences and what a blank cell means."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from aspirations.imports.cohort import CohortReader
from aspirations.models import YoungPerson
from config.audit_trail.models import Event
from config.imports.actions import confirm_value
from config.imports.models import ValueToConfirm
from config.outbox.actions import put_mail
from config.outbox.models import Message
from tests.factories.people import DAY, make_council, make_person, make_user
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
