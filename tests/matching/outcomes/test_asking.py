"""Asking an employer how it goes (R2, vocabularies.md 8): on the day, 3 and 10 days later, never after three weeks."""

from datetime import date, timedelta

import pytest
import time_machine

from config.accounts.models import Council, SignedLink
from config.outbox.models import Message
from config.reference.vocabulary import terms
from employers.models import EmployerContact
from matching.outcomes import actions
from matching.outcomes.asking import ask_how_it_goes
from matching.outcomes.models import OutcomeMilestone
from matching.outcomes.timetable import Stage, rules_of, stage, timetable
from tests.factories.chain import at, make_adult, make_placement
from tests.factories.people import DAY, make_council

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("two_years_later")]


def asked_of(kind: str = "job") -> OutcomeMilestone:
    """A start, or the end of something short, at an employer with a contact who has mail; due on DAY."""
    placement = make_placement(kind=kind, person=make_adult())
    EmployerContact.objects.create(employer=placement.opportunity.employer, name="Ash", email="ash@example.org")
    placement.milestones.exclude(moment__in=("start", "end")).delete()
    placement.milestones.update(due_on=DAY)
    return placement.milestones.get()


def mailed(days: int) -> int:
    return ask_how_it_goes(DAY + timedelta(days))


def test_on_the_day_and_after_3_and_10_days_then_never() -> None:
    asked_of()
    assert [day for day in range(-1, 40) if mailed(day)] == [0, 3, 10]
    assert Message.objects.count() == 3


def test_what_is_short_is_asked_again_after_three_working_days() -> None:
    """DAY is a Friday: the third working day is Wednesday; asking stops after ten."""
    row = asked_of("taster")
    times = timetable(row, rules_of(row.placement.council))
    assert times.mails == (DAY, date(2026, 11, 25)) and times.stops_on == date(2026, 12, 4)
    assert [day for day in range(30) if mailed(day)] == [0, 5]


def test_the_same_day_twice_changes_nothing_and_missed_days_are_made_good_by_one_mail() -> None:
    asked_of()
    assert (mailed(0), mailed(0)) == (1, 0)
    assert (mailed(12), mailed(12), mailed(20)) == (1, 0, 0)
    assert Message.objects.count() == 2


def test_an_answer_stops_what_waits_and_closes_every_link() -> None:
    row = asked_of()
    mailed(0), mailed(3)
    actions.answer(row, said="sustained", answered_for="employer", by=None, occurred_at=at(DAY, 12))
    assert not SignedLink.objects.filter(revoked_at=None).exists()
    assert not Message.objects.filter(stopped_at=None).exists()
    assert mailed(10) == 0


def test_told_another_way_stops_the_mails_too() -> None:
    row = asked_of()
    mailed(0)
    actions.stop_asking(row, by=None)
    assert mailed(3) == mailed(10) == 0 and not Message.objects.filter(stopped_at=None).exists()


def test_nothing_is_mailed_without_an_agreement_or_after_a_death() -> None:
    row = asked_of()
    row.placement.nomination.agreements.update(withdrawn_at=at())
    assert mailed(0) == 0
    row.placement.nomination.agreements.update(withdrawn_at=None)
    person = row.placement.person
    person.died_on = DAY
    person.save()
    assert mailed(0) == 0


@pytest.mark.parametrize(
    ("days", "is_mailed", "what"),
    [
        (-1, True, "ahead"), (0, True, "employer"), (9, True, "employer"), (10, True, "phone"), (20, True, "phone"),
        (21, True, "quiet"), (0, False, "phone"), (21, False, "quiet"),
    ],
)  # fmt: skip
def test_whose_turn_it_is(days: int, is_mailed: bool, what: Stage) -> None:
    row = asked_of()
    rules = rules_of(row.placement.council)
    assert stage(row, rules, DAY + timedelta(days), is_mailed=is_mailed) == what


def test_what_was_told_another_way_waits_for_the_adviser_however_long() -> None:
    row = asked_of()
    actions.stop_asking(row, by=None)
    rules = rules_of(row.placement.council)
    assert {stage(row, rules, DAY + timedelta(days), is_mailed=True) for days in (0, 9, 90)} == {"phone"}


def test_a_council_sets_its_own_days() -> None:
    """S7: the days are data."""
    council: Council = make_council()
    shared = terms("due_steps")["outcome_form"]
    shared.pk, shared.council, shared.attributes = None, council, shared.attributes | {"remind": "5", "stop": "9"}
    shared.public_id = council.public_id
    shared.save()
    asked_of()
    assert [day for day in range(30) if mailed(day)] == [0, 5]


def test_the_last_minute_of_a_day_in_london() -> None:
    """A link opened at 23:59 in winter or in summer belongs to that day."""
    row = asked_of()
    for day in (date(2027, 3, 27), date(2027, 7, 1)):
        OutcomeMilestone.objects.update(due_on=day + timedelta(1))
        with time_machine.travel(at(day, 23, 59)), pytest.raises(actions.Refused, match="not before"):
            actions.answer(row, said="sustained", answered_for="employer", by=None)
