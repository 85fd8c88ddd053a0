"""Milestones (R2): the days of each kind; not before the day, once, and let go at an end."""

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine

from config.refusal import Refused
from matching.outcomes import actions
from matching.outcomes.models import OutcomeMilestone
from opportunities.vocabulary.kinds import kinds
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

DAYS = {
    "start": DAY,
    "week_13": date(2027, 2, 19),
    "week_26": date(2027, 5, 21),
    "week_52": date(2027, 11, 19),
}


def milestone(moment: str = "start", **said: Any) -> OutcomeMilestone:
    return make_placement(**said).milestones.get(moment=moment)


def answer(row: OutcomeMilestone, **said: Any) -> None:
    facts = {"said": "sustained", "answered_for": "employer", "by": row.placement.person.adviser}
    actions.answer(row, **facts | said)


def test_a_start_sets_the_days_to_ask() -> None:
    assert dict(make_placement().milestones.values_list("moment", "due_on")) == DAYS


@pytest.mark.parametrize("kind", kinds())
def test_each_kind_is_followed_as_its_list_says(kind: str) -> None:
    """R2, vocabularies.md 6: what has no day of its own is asked with the others, and nothing else is left out."""
    told = set(kinds()[kind].follow_up) - {"terms"}
    assert set(make_placement(kind=kind).milestones.values_list("moment", flat=True)) == told


@pytest.mark.parametrize(
    ("kind", "started_on", "last_day", "days"),
    [
        ("mentoring", date(2026, 11, 20), None, {"week_6": date(2027, 1, 1), "week_13": date(2027, 2, 19)}),
        ("work_experience", DAY, date(2026, 12, 4), {"midway": date(2026, 11, 27), "end": date(2026, 12, 4)}),
        ("work_experience", DAY, None, {"midway": date(2026, 11, 27), "end": date(2026, 12, 4)}),
        ("taster", DAY, DAY, {"end": DAY}),
        ("travel_card", DAY, None, {"week_4": date(2026, 12, 18)}),
        ("white_goods", DAY, None, {"done": DAY}),
        (
            "rent_guarantor",
            date(2026, 11, 30),
            None,
            {"month_3": date(2027, 2, 28), "month_6": date(2027, 5, 30), "month_12": date(2027, 11, 30)},
        ),
        (
            "rent_guarantor",
            date(2024, 2, 29),
            None,
            {"month_3": date(2024, 5, 29), "month_6": date(2024, 8, 29), "month_12": date(2025, 2, 28)},
        ),
    ],
)
def test_days_are_counted_as_the_list_says(
    kind: str, started_on: date, last_day: date | None, days: dict[str, date]
) -> None:
    """R2, R5: weeks, calendar months that end early, the middle and the last day; 29 February."""
    nomination = make_nomination("accepted", kind=kind)
    placement = actions.start_and_follow(
        nomination, started_on=started_on, planned_end_on=last_day, by=nomination.person.adviser
    )
    assert dict(placement.milestones.values_list("moment", "due_on")) == days


def test_an_apprentice_is_asked_about_when_the_bursary_falls_due() -> None:
    """R2, domain.md 6: 60, 120 and 300 days beside the weeks."""
    found = dict(make_placement(kind="apprenticeship").milestones.values_list("moment", "due_on"))
    bursary = {f"day_{days}": DAY + timedelta(days) for days in (60, 120, 300)}
    assert found == DAYS | bursary


def test_the_last_day_is_not_before_the_first() -> None:
    nomination = make_nomination("accepted", kind="taster")
    with pytest.raises(Refused, match="The last day cannot be before the first"):
        actions.start_and_follow(
            nomination, started_on=DAY, planned_end_on=DAY - timedelta(1), by=nomination.person.adviser
        )


@pytest.mark.parametrize("moment", DAYS)
def test_not_before_the_day_in_london(moment: str) -> None:
    """R2: also in summer, when London's midnight is the evening before in UTC."""
    row, day = milestone(moment), DAYS[moment]
    with pytest.raises(Refused, match=f"We ask this on {day:%-d %B %Y}, not before"):
        answer(row, occurred_at=at(day - timedelta(1), 23, 59))
    answer(row, occurred_at=at(day, 0, 0))
    assert (row.answer, row.answered_for, row.answered_at) == ("sustained", "employer", at(day, 0))


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
        placement, ended_on=DAYS["week_13"], ended_by="person", reason="end_left", by=placement.person.adviser
    )
    let_go = {row.moment: row.cancelled_at is not None for row in placement.milestones.all()}
    assert let_go == {"start": False, "week_13": False, "week_26": True, "week_52": True}
    with time_machine.travel(at(DAYS["week_52"])), pytest.raises(Refused, match="ended before the day came"):
        answer(placement.milestones.get(moment="week_26"))
    answer(placement.milestones.get(moment="week_13"), said="moved_on", occurred_at=at(DAYS["week_13"]))


def test_what_is_asked_at_the_end_is_asked_when_it_ends() -> None:
    """R2: a week that ends early is asked about then; the middle that was still to come is not."""
    placement = make_placement(kind="work_experience")
    end = DAY + timedelta(3)
    actions.end_and_let_go(
        placement, ended_on=end, ended_by="together", reason="end_planned", by=placement.person.adviser
    )
    asked = {row.moment: (row.due_on, row.cancelled_at is None) for row in placement.milestones.all()}
    assert asked["end"] == (end, True) and not asked["midway"][1]


def test_of_what_never_began_nothing_is_asked() -> None:
    placement = make_placement()
    actions.end_and_let_go(
        placement, ended_on=DAY, ended_by="person", reason="end_never_started", by=placement.person.adviser
    )
    assert not OutcomeMilestone.objects.filter(cancelled_at=None).exists()


def test_told_another_way_stops_the_asking_and_stays_unknown() -> None:
    """R2: "I got this another way" ends reminders; it is no answer, and the adviser can still record one."""
    row = milestone()
    actions.stop_asking(row, by=None)
    assert (row.answer, row.asking_stopped_by) == ("", None) and row.asking_stopped_at
    with pytest.raises(Refused, match="stopped before"):
        actions.stop_asking(row, by=None)
    answer(row)
    with pytest.raises(Refused, match="already answered"):
        actions.stop_asking(row, by=None)


def test_a_worry_in_an_answer_finds_its_owner() -> None:
    """A10: whatever somebody writes about how it goes is read for safety."""
    row = milestone()
    answer(row, note="She says she wants to kill herself")
    concern = row.placement.person.concerns.get()
    assert (concern.source, concern.owner) == ("employer", row.placement.person.adviser)


def test_what_is_asked_for_today() -> None:
    placement = make_placement()
    due = OutcomeMilestone.objects.due_by
    assert [row.moment for row in due(DAY)] == ["start"] and due(DAYS["week_13"]).count() == 2
    assert not due(DAY - timedelta(1)).exists()
    answer(placement.milestones.get(moment="start"))
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
    assert (event.verb, event.context) == ("milestone_answered", {"moment": "start", "answer": "sustained"})
    assert (event.actor, event.person_id) == (row.placement.person.adviser, row.placement.person.public_id)


def test_a_start_that_is_refused_sets_nothing() -> None:
    nomination = make_nomination("accepted", hours_per_week=None)
    with pytest.raises(Refused):
        actions.start_and_follow(nomination, started_on=DAY, by=nomination.person.adviser)
    assert not OutcomeMilestone.objects.exists()
