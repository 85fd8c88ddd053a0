"""What a file that saw somebody says of their spells. No database: unsaved rows."""

from datetime import date

import pytest

from aspirations.models import EetSpell, YoungPerson
from aspirations.spells.sightings import Changes, Sighting
from config.imports.models import ImportFile

JAN, MAY, SEP, NOV = (date(2026, month, 1) for month in (1, 5, 9, 11))
WREN, FILE = YoungPerson(pk=1), ImportFile(pk=1)


def spell(activity, started_on, ended_on=None, *, last_seen_on=None, or_before=True, pk=1):
    return EetSpell(
        pk=pk,
        person=WREN,
        activity=activity,
        started_on=started_on,
        ended_on=ended_on,
        started_on_or_before=or_before,
        last_seen_on=last_seen_on or started_on,
    )


def follow(activity, day, *spells):
    changes = Changes()
    changed = changes.follow(Sighting(WREN, activity, "words", day, FILE), spells)
    return changes, changed


def begun(changes):
    return [(new.activity, new.started_on, new.ended_on, new.started_on_or_before) for new in changes.added]


def test_the_first_time():
    changes, changed = follow("G5", MAY)
    assert begun(changes) == [("G5", MAY, None, True)]
    assert changed


@pytest.mark.parametrize("nothing", ["", "0"])
def test_nothing_known_changes_nothing(nothing):
    changes, changed = follow(nothing, MAY, spell("G5", JAN))
    assert (changes, changed) == (Changes(), False)


def test_the_same_again_is_seen():
    changes, changed = follow("G5", MAY, spell("G5", JAN))
    assert changes.seen == [1]
    assert not changed


def test_another_ends_the_one_before():
    changes, _ = follow("F5", MAY, spell("G5", JAN))
    assert changes.ended == [1]
    assert begun(changes) == [("F5", MAY, None, True)]


def test_after_a_spell_that_ended_a_new_one_begins():
    changes, _ = follow("F5", SEP, spell("G5", JAN, MAY))
    assert begun(changes) == [("F5", SEP, None, True)]
    assert not changes.ended


def test_an_old_code_becomes_the_new_one_in_place():
    known = spell("F3", JAN)
    changes, _ = follow("F4", MAY, known)
    assert changes.changed == [known]
    assert (known.activity, known.started_on, known.last_seen_on) == ("F4", JAN, MAY)
    assert not begun(changes)


def test_an_old_code_again_is_the_new_one_that_is_known():
    changes, _ = follow("F3", MAY, spell("F5", JAN))
    assert changes.seen == [1]


def test_a_second_file_of_the_same_day_puts_the_first_right():
    known = spell("F2", MAY)
    changes, _ = follow("G4", MAY, known)
    assert (known.activity, known.started_on) == ("G4", MAY)
    assert not changes.ended


def test_a_slip_put_right_the_same_day_does_not_start_the_clock_again():
    waiting, slip = spell("G5", JAN, MAY, pk=1), spell("F2", MAY, pk=2)
    changes, _ = follow("G5", MAY, waiting, slip)
    assert changes.removed == [2]
    assert (waiting.ended_on, waiting.last_seen_on) == (None, MAY)
    assert not begun(changes)


@pytest.mark.parametrize("activity", ["G5", "F2"])
def test_an_older_file_leaves_a_spell_that_held_then(activity):
    changes, changed = follow(activity, MAY, spell("G5", JAN, last_seen_on=NOV))
    assert (changes, changed) == (Changes(), False)


def test_an_older_file_shows_that_a_spell_began_earlier():
    known = spell("G5", SEP)
    follow("G5", MAY, known)
    assert (known.started_on, known.last_seen_on) == (MAY, SEP)


def test_a_beginning_that_a_person_knows_is_not_moved():
    known = spell("G5", SEP, or_before=False)
    changes, _ = follow("G5", MAY, known)
    assert known.started_on == SEP
    assert begun(changes) == [("G5", MAY, SEP, True)]


def test_an_older_file_fills_the_time_before():
    changes, _ = follow("F2", MAY, spell("G5", SEP))
    assert begun(changes) == [("F2", MAY, SEP, True)]


def test_an_older_file_fills_a_gap():
    changes, _ = follow("F2", MAY, spell("G5", JAN, date(2026, 3, 1), pk=1), spell("F5", SEP, pk=2))
    assert begun(changes) == [("F2", MAY, SEP, True)]


def test_what_a_person_said_since_is_kept():
    """A start recorded on 3 September is newer than a file that tells of 1 September."""
    known = [spell("G5", JAN, date(2026, 9, 3), pk=1), spell("F5", date(2026, 9, 3), or_before=False, pk=2)]
    changes, changed = follow("G5", SEP, *known)
    assert (changes, changed) == (Changes(), False)
