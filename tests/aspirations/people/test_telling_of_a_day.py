"""Filling in what no file said (R4): facts of a day, what somebody did then, and what is missing on the record."""

from datetime import date, timedelta
from typing import Any

import pytest

from aspirations.models import LeavingCareFact
from aspirations.people.completing import complete
from aspirations.people.leaving_care import record_fact
from aspirations.spells.actions import record_seen
from config.audit_trail.models import Event
from config.refusal import NotAllowed, Refused
from tests.factories.people import DAY, make_person, make_user

pytestmark = pytest.mark.django_db
BIRTHDAY = date(2026, 5, 10)


@pytest.fixture
def person():
    return make_person(on_caseload_of=make_user(name="Rowan"), gender="unknown", ethnicity="", pupil_number="")


def told(person, **said: Any) -> LeavingCareFact:
    return record_fact(person=person, on=BIRTHDAY, by=person.adviser, **said)


def test_answers_of_a_day_come_together(person):
    told(person, in_touch="YES")
    fact = told(person, accommodation="U", suitability="1")
    assert (fact.in_touch, fact.accommodation, fact.suitability) == ("YES", "U", "1")
    assert LeavingCareFact.objects.filter(person=person).count() == 1
    assert Event.objects.filter(verb="leaving_care_recorded").count() == 2


@pytest.mark.parametrize("home", ["S", "X"])
def test_no_home_and_custody_are_never_suitable(person, home):
    assert told(person, accommodation=home, suitability="1").suitability == "2"


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({}, "at least one"),
        ({"in_touch": "MAYBE"}, "Choose an answer"),
        ({"in_touch": "DIED"}, "recorded on the record itself"),
        ({"accommodation": "Q", "suitability": "1"}, "Choose where they lived"),
        ({"accommodation": "U"}, "suitable"),
    ],
)
def test_only_codes_of_the_lists(person, said, why):
    with pytest.raises(Refused, match=why):
        told(person, **said)


def test_not_of_a_day_to_come_nor_of_somebody_elses_people(person):
    with pytest.raises(Refused, match="lies ahead"):
        record_fact(person=person, on=date(2099, 1, 1), by=person.adviser, in_touch="YES")
    with pytest.raises(NotAllowed):
        record_fact(person=person, on=BIRTHDAY, by=make_user(), in_touch="YES")


def spells(person):
    return list(person.spells.order_by("started_on").values_list("activity", "started_on", "ended_on"))


def test_what_they_did_then_fills_the_time_before_and_changes_nothing_later(person):
    person.spells.create(activity="G5", started_on=DAY, started_on_or_before=True, last_seen_on=DAY)
    record_seen(person=person, activity="F2", on=BIRTHDAY, by=person.adviser)
    assert spells(person) == [("F2", BIRTHDAY, DAY), ("G5", DAY, None)]


def test_the_same_then_and_now_is_one_time(person):
    person.spells.create(activity="F2", started_on=DAY, started_on_or_before=True, last_seen_on=DAY)
    record_seen(person=person, activity="F2", on=BIRTHDAY, by=person.adviser)
    assert spells(person) == [("F2", BIRTHDAY, None)]


def test_something_else_known_for_that_day_is_not_overwritten(person):
    person.spells.create(activity="G5", started_on=BIRTHDAY - timedelta(9), last_seen_on=DAY)
    with pytest.raises(Refused, match="Something else is recorded"):
        record_seen(person=person, activity="F2", on=BIRTHDAY, by=person.adviser)
    with pytest.raises(Refused, match="old code"):
        record_seen(person=person, activity="F3", on=BIRTHDAY, by=person.adviser)
    assert spells(person)[0][0] == "G5"


def test_an_old_code_becomes_the_new_one(person):
    person.spells.create(activity="F3", started_on=BIRTHDAY - timedelta(9), last_seen_on=DAY)
    record_seen(person=person, activity="F4", on=BIRTHDAY, by=person.adviser)
    assert [code for code, *_ in spells(person)] == ["F4"]


def test_only_what_is_missing_is_filled_in(person):
    complete(person=person, by=person.adviser, gender="female", ethnicity="WBRI", pupil_number="UN3")
    person.refresh_from_db()
    assert (person.gender, person.ethnicity, person.pupil_number) == ("female", "WBRI", "UN3")
    for again in ({"gender": "male"}, {"ethnicity": "WIRI"}, {"born_on": date(2007, 1, 1)}):
        with pytest.raises(Refused, match="changed in the case system"):
            complete(person=person, by=person.adviser, **again)
    with pytest.raises(NotAllowed):
        complete(person=person, by=make_user(), pupil_number="UN4")
