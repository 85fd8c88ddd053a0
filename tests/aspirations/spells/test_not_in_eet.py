"""Since when somebody is not in EET."""

from datetime import date

import pytest

from aspirations.models import EetSpell, YoungPerson
from aspirations.spells.not_in_eet import Since, not_in_eet_since
from tests.factories.people import DAY, make_person

pytestmark = pytest.mark.django_db


def spell(person, activity, started_on, ended_on=None, **said):
    return EetSpell.objects.create(
        person=person, activity=activity, started_on=started_on, ended_on=ended_on, last_seen_on=DAY, **said
    )


def test_spells_that_follow_one_another_count_as_one_time():
    robin = make_person()
    spell(robin, "G5", date(2025, 9, 3), date(2026, 1, 10), started_on_or_before=True)
    spell(robin, "G4", date(2026, 1, 10))
    assert not_in_eet_since([robin], DAY) == {robin.pk: Since(date(2025, 9, 3), at_least=True)}
    assert not_in_eet_since([robin], DAY)[robin.pk].months(DAY) == 14


def test_work_or_a_gap_between_begins_anew():
    robin, wren, moss = make_person(), make_person(), make_person("eet")
    spell(robin, "G5", date(2025, 9, 3), date(2026, 1, 10))
    spell(robin, "F5", date(2026, 1, 10), date(2026, 5, 1))
    spell(robin, "G5", date(2026, 5, 1))
    spell(wren, "G5", date(2025, 9, 3), date(2026, 1, 10))
    spell(wren, "G5", date(2026, 2, 1))
    found = not_in_eet_since(YoungPerson.objects.all(), DAY)
    assert found == {robin.pk: Since(date(2026, 5, 1), False), wren.pk: Since(date(2026, 2, 1), False)}
    assert moss.pk not in found


def test_who_has_started_since_is_not_in_it_and_a_day_in_the_past_is_its_own():
    robin = make_person()
    spell(robin, "G5", date(2025, 9, 3), date(2026, 1, 10))
    spell(robin, "F5", date(2026, 1, 10))
    assert not_in_eet_since([robin], DAY) == {}
    assert not_in_eet_since([robin], date(2025, 12, 1)) == {robin.pk: Since(date(2025, 9, 3), False)}


def test_people_with_what_they_do_on_the_day():
    robin, wren = make_person("neet"), make_person()
    rows = {row.pk: row for row in YoungPerson.objects.doing_on(DAY)}
    assert (rows[robin.pk].activity, rows[wren.pk].activity) == ("G5", None)
    assert YoungPerson.objects.doing_on(DAY).count() == 2
