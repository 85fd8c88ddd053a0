"""The cohort file: with whom, and the records that only named people may open."""

from datetime import timedelta

import pytest

from aspirations.imports.cohort import CohortReader
from aspirations.models import YoungPerson
from config.imports.actions import confirm_value
from config.imports.models import ValueToConfirm
from config.refusal import Refused
from tests.factories.people import DAY, make_council, make_person, make_user
from tests.factories.people_sheets import HEADINGS, cohort_row, load_cohort

pytestmark = pytest.mark.django_db
LATER = DAY + timedelta(days=31)


def person(child_id="C1"):
    return YoungPerson.objects.get(child_id=child_id)


def asked(column):
    return ValueToConfirm.objects.get(column=HEADINGS[column])


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
