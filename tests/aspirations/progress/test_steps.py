"""A step forward in seconds, once a quarter, and taken back within ten minutes (A6)."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
import time_machine

from aspirations.concerns.models import Concern
from aspirations.progress.actions import record_step, undo_step
from aspirations.progress.models import SoftOutcome, quarter_of
from config.audit_trail.models import Event
from config.refusal import NotAllowed, Refused
from tests.factories.chain import at
from tests.factories.people import DAY, make_person, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(at(hour=12), tick=False) as travelled:
        yield travelled


@pytest.fixture
def rowan():
    return make_user()


@pytest.fixture
def robin(rowan):
    return make_person(on_caseload_of=rowan, name="Robin")


@pytest.mark.parametrize(
    ("day", "first"),
    [
        (date(2026, 1, 1), date(2026, 1, 1)),
        (date(2026, 3, 31), date(2026, 1, 1)),
        (date(2026, 11, 20), date(2026, 10, 1)),
        (date(2026, 12, 31), date(2026, 10, 1)),
    ],
)
def test_quarters_are_of_the_calendar(day, first):
    assert quarter_of(day) == first


def test_a_step_of_the_ladder_counts_once_a_quarter(robin, rowan):
    step = record_step(person=robin, code="cv_ready", by=rowan)
    assert (step.on, step.told_by) == (DAY, "adviser")
    with pytest.raises(Refused, match=r"“CV or profile ready” is already recorded for Robin, on 20 November"):
        record_step(person=robin, code="cv_ready", by=rowan, on=date(2026, 10, 1))
    record_step(person=robin, code="cv_ready", by=rowan, on=date(2026, 9, 30))
    record_step(person=robin, code="applied", by=rowan)
    assert SoftOutcome.objects.standing().count() == 3
    assert Event.objects.filter(verb="step_recorded", context__code="cv_ready").count() == 2


def test_own_words_are_a_step_as_often_as_they_are_said(robin, rowan):
    for _ in range(2):
        record_step(person=robin, words="Rang the college alone", by=rowan)
    assert robin.soft_outcomes.count() == 2


@pytest.mark.parametrize(
    ("said", "says"),
    [
        ({}, "Choose a step"),
        ({"code": "won_the_cup"}, "Choose a step from the list"),
        ({"code": "cv_ready", "on": DAY + timedelta(days=1)}, "lies ahead"),
        ({"code": "cv_ready", "told_by": "a_bird"}, "Told by"),
    ],
)
def test_a_step_that_makes_no_sense_is_refused(robin, rowan, said, says):
    with pytest.raises(Refused, match=says):
        record_step(person=robin, by=rowan, **said)
    assert not SoftOutcome.objects.exists()


def test_a_step_can_be_undone_for_ten_minutes_and_said_again(robin, rowan, clock):
    step = record_step(person=robin, code="cv_ready", by=rowan)
    clock.shift(timedelta(minutes=10))
    undo_step(step, by=rowan)
    assert not SoftOutcome.objects.visible_to(rowan).exists()
    with pytest.raises(Refused, match="undone before"):
        undo_step(step, by=rowan)
    again = record_step(person=robin, code="cv_ready", by=rowan)
    clock.shift(timedelta(minutes=10, seconds=1))
    with pytest.raises(Refused, match="ten minutes"):
        undo_step(again, by=rowan)


def test_only_who_recorded_it_undoes_it(robin, rowan):
    step = record_step(person=robin, code="cv_ready", by=rowan)
    with pytest.raises(NotAllowed, match="Only who recorded"):
        undo_step(step, by=robin.manager)
    with pytest.raises(NotAllowed):
        record_step(person=robin, code="applied", by=make_user())


def test_a_worry_in_own_words_becomes_a_concern(robin, rowan):
    step = record_step(person=robin, words="told me he hits me", by=rowan)
    assert Concern.objects.get().source_id == step.public_id
