"""Recording what a young person does now."""

from datetime import date

import pytest

from aspirations.spells.actions import end_spell, record_spell
from config.audit_trail.models import Event
from config.refusal import NotAllowed, Refused
from tests.factories.people import DAY, make_person, make_user

pytestmark = pytest.mark.django_db
MAY, SEP = date(2026, 5, 1), date(2026, 9, 1)


@pytest.fixture
def adviser(db):
    return make_user()


@pytest.fixture
def wren(adviser):
    return make_person(on_caseload_of=adviser)


def kept(person):
    return list(person.spells.order_by("started_on").values_list("activity", "started_on", "ended_on"))


def test_the_first_spell(wren, adviser):
    spell = record_spell(person=wren, activity="F4", started_on=MAY, by=adviser)
    assert kept(wren) == [("F4", MAY, None)]
    assert not spell.started_on_or_before
    event = Event.objects.get(verb="spell_recorded")
    assert (event.person_id, event.subject_id, event.actor) == (wren.public_id, spell.public_id, adviser)


def test_what_was_before_ends_that_day(wren, adviser):
    record_spell(person=wren, activity="G5", started_on=MAY, by=adviser)
    record_spell(person=wren, activity="F5", started_on=SEP, by=adviser)
    assert kept(wren) == [("G5", MAY, SEP), ("F5", SEP, None)]


def test_the_same_again_only_confirms(wren, adviser):
    record_spell(person=wren, activity="G5", started_on=MAY, by=adviser)
    spell = record_spell(person=wren, activity="G5", started_on=SEP, by=adviser)
    assert kept(wren) == [("G5", MAY, None)]
    assert spell.last_seen_on == SEP


def test_another_word_about_the_same_day_puts_it_right(adviser):
    wren = make_person(activity="G5", since=MAY, on_caseload_of=adviser)
    record_spell(person=wren, activity="F5", started_on=MAY, by=adviser)
    assert kept(wren) == [("F5", MAY, None)]


def test_a_start_before_a_file_last_saw_the_old_activity(adviser):
    wren = make_person(activity="G5", since=MAY, on_caseload_of=adviser)
    record_spell(person=wren, activity="F5", started_on=SEP, by=adviser)
    assert kept(wren) == [("G5", MAY, SEP), ("F5", SEP, None)]
    assert wren.spells.get(activity="G5").last_seen_on == SEP


def test_not_before_what_is_known(adviser):
    wren = make_person(activity="G5", since=SEP, on_caseload_of=adviser)
    with pytest.raises(Refused, match="Choose a later day"):
        record_spell(person=wren, activity="F5", started_on=MAY, by=adviser)
    assert kept(wren) == [("G5", SEP, None)]


@pytest.mark.parametrize(("code", "says"), [("F3", "F4 or F5"), ("0", "list"), ("NEET", "list")])
def test_only_codes_of_today(wren, adviser, code, says):
    with pytest.raises(Refused, match=says):
        record_spell(person=wren, activity=code, started_on=MAY, by=adviser)


def test_an_end(adviser):
    wren = make_person(activity="F5", since=MAY, on_caseload_of=adviser)
    spell = wren.spells.get()
    end_spell(spell=spell, ended_on=SEP, by=adviser)
    assert kept(wren) == [("F5", MAY, SEP)]
    assert Event.objects.get(verb="spell_ended").context == {"activity": "F5"}
    with pytest.raises(Refused, match="ended on 1 September"):
        end_spell(spell=spell, ended_on=DAY, by=adviser)


def test_no_end_before_the_beginning(adviser):
    wren = make_person(activity="F5", since=SEP, on_caseload_of=adviser)
    with pytest.raises(Refused, match="later day"):
        end_spell(spell=wren.spells.get(), ended_on=MAY, by=adviser)


def test_only_who_may_open_the_record(wren):
    with pytest.raises(NotAllowed):
        record_spell(person=wren, activity="F5", started_on=MAY, by=make_user())
    with pytest.raises(NotAllowed):
        record_spell(person=wren, activity="F5", started_on=MAY, by=make_user("virtual_school"))
    record_spell(person=wren, activity="F5", started_on=MAY, by=None)
