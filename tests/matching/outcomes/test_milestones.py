"""Milestones (R2): at the start, 13, 26 and 52 weeks; not before the day, once, and let go at an end."""

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine

from config.refusal import Refused
from matching.outcomes import actions
from matching.outcomes.models import OutcomeMilestone
from tests.factories.chain import (
    at,
    events_of,
    everyone_around,
    make_contact,
    make_nomination,
    make_placement,
    who_may,
)  # fmt: skip
from tests.factories.people import DAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("two_years_later")]

DAYS = {0: DAY, 13: date(2027, 2, 19), 26: date(2027, 5, 21), 52: date(2027, 11, 19)}


def milestone(week: int = 0, **said: Any) -> OutcomeMilestone:
    return make_placement(**said).milestones.get(week=week)


def answer(row: OutcomeMilestone, **said: Any) -> None:
    facts = {"said": "sustained", "answered_for": "employer", "by": row.placement.person.adviser}
    actions.answer(row, **facts | said)


def test_a_start_sets_the_days_to_ask() -> None:
    assert dict(make_placement().milestones.values_list("week", "due_on")) == DAYS


@pytest.mark.parametrize("kind", ["taster", "volunteering", "white_goods", "guaranteed_interview", "re_engagement"])
def test_what_is_not_eet_is_asked_about_at_the_start_alone(kind: str) -> None:
    assert list(make_placement(kind=kind).milestones.values_list("week", flat=True)) == [0]


@pytest.mark.parametrize("week", DAYS)
def test_not_before_the_day_in_london(week: int) -> None:
    row = milestone(week)
    with pytest.raises(Refused, match=f"We ask this on {DAYS[week]:%-d %B %Y}, not before"):
        answer(row, occurred_at=at(DAYS[week] - timedelta(1), 23, 59))
    answer(row, occurred_at=at(DAYS[week], 0, 0))
    assert (row.answer, row.answered_for, row.answered_at) == ("sustained", "employer", at(DAYS[week], 0))


def test_once_also_by_an_old_copy() -> None:
    row = milestone()
    stale = OutcomeMilestone.objects.get(pk=row.pk)
    answer(row)
    for again in (row, stale):
        with pytest.raises(Refused, match="already answered"):
            answer(again, said="not_sustained")
    row.refresh_from_db()
    assert row.answer == "sustained"


@pytest.mark.parametrize("wrong", [{"said": "fine"}, {"answered_for": "cousin"}, {"answered_for": ""}])
def test_an_answer_says_how_and_for_whom(wrong: dict[str, str]) -> None:
    row = milestone()
    with pytest.raises(Refused):
        answer(row, **wrong)
    row.refresh_from_db()
    assert row.answer == ""


def test_the_young_persons_own_page_answers_without_an_account() -> None:
    row = milestone()
    answer(row, by=None, answered_for="person")
    assert (row.answered_by, row.answered_for) == (None, "person")


def test_an_end_lets_go_what_was_not_due_and_keeps_the_rest() -> None:
    placement = make_placement()
    actions.end_and_let_go(
        placement, ended_on=DAYS[13], ended_by="person", reason="end_left", by=placement.person.adviser
    )
    let_go = {row.week: row.cancelled_at is not None for row in placement.milestones.all()}
    assert let_go == {0: False, 13: False, 26: True, 52: True}
    with time_machine.travel(at(DAYS[52])), pytest.raises(Refused, match="ended before the day came"):
        answer(placement.milestones.get(week=26))
    answer(placement.milestones.get(week=13), said="moved_on", occurred_at=at(DAYS[13]))


def test_what_is_asked_for_today() -> None:
    placement = make_placement()
    due = OutcomeMilestone.objects.due_by
    assert [row.week for row in due(DAY)] == [0] and due(DAYS[13]).count() == 2
    assert not due(DAY - timedelta(1)).exists()
    answer(placement.milestones.get(week=0))
    assert not due(DAY).exists()


def test_who_may_answer() -> None:
    row = milestone()
    users = everyone_around(row.placement.person, row.placement.opportunity.employer)
    able = who_may(lambda user: answer(OutcomeMilestone.objects.get(pk=row.pk), by=user), users)
    assert able == {"own adviser", "own manager", "manager of the team", "employer's contact"}


def test_an_employer_without_agreement_sees_and_answers_nothing() -> None:
    row = milestone()
    contact = make_contact(row.placement.opportunity.employer)
    assert OutcomeMilestone.objects.visible_to(contact).count() == 4
    row.placement.nomination.agreements.update(withdrawn_at=at())
    assert not OutcomeMilestone.objects.visible_to(contact).exists()
    with pytest.raises(Refused, match="not yours to change"):
        answer(row, by=contact)


def test_one_event_without_own_words() -> None:
    row = milestone()
    (event,) = events_of(lambda: answer(row, note="Marker words"))
    assert (event.verb, event.context) == ("milestone_answered", {"week": 0, "answer": "sustained"})
    assert (event.actor, event.person_id) == (row.placement.person.adviser, row.placement.person.public_id)


def test_a_start_that_is_refused_sets_nothing() -> None:
    nomination = make_nomination("accepted", hours_per_week=None)
    with pytest.raises(Refused):
        actions.start_and_follow(nomination, started_on=DAY, by=nomination.person.adviser)
    assert not OutcomeMilestone.objects.exists()
