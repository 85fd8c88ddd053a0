"""Opportunities and pledges change along their tables, by whom they belong to, after the review where there is one."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import models, transaction

from config.refusal import NotAllowed, Refused
from opportunities import actions
from opportunities.models import Opportunity, Pledge
from opportunities.pledge_actions import move_pledge
from opportunities.states import OPPORTUNITY, PLEDGE
from tests.factories.chain import check_sentence, events_of, everyone_around, who_may
from tests.factories.offers import make_employer, make_opportunity, make_pledge
from tests.factories.people import DAY, make_council, make_person, make_user

pytestmark = pytest.mark.django_db

OPPORTUNITY_FOLLOWS = {
    "draft": "barrier_review live closed",
    "barrier_review": "draft live closed",
    "live": "paused filled closed",
    "paused": "live closed",
    "filled": "live closed",
    "closed": "live archived barrier_review",
    "archived": "",
}
PLEDGE_FOLLOWS = {
    "captured": "triaged withdrawn lapsed",
    "triaged": "agreed withdrawn lapsed",
    "agreed": "live withdrawn lapsed",
    "live": "part_fulfilled fulfilled withdrawn lapsed",
    "part_fulfilled": "fulfilled withdrawn lapsed",
    "fulfilled": "",
    "lapsed": "agreed",
    "withdrawn": "",
}


def goes(move: Callable[..., models.Model], row: models.Model, target: str) -> bool:
    """Whether the move works; whatever it did is undone."""
    point = transaction.savepoint()
    try:
        return move(row, target, by=None).state == target
    except Refused as refusal:
        check_sentence(str(refusal))
        return False
    finally:
        transaction.savepoint_rollback(point)
        row.refresh_from_db()


@pytest.mark.parametrize("source", OPPORTUNITY_FOLLOWS)
def test_what_may_follow_for_an_opportunity(source: str) -> None:
    assert OPPORTUNITY.labels.keys() == OPPORTUNITY_FOLLOWS.keys()
    row = make_opportunity(state=source)
    able = {target for target in OPPORTUNITY_FOLLOWS if goes(actions.move, row, target)}
    assert able == set(OPPORTUNITY_FOLLOWS[source].split())


@pytest.mark.parametrize("source", PLEDGE_FOLLOWS)
def test_what_may_follow_for_a_pledge(source: str) -> None:
    assert PLEDGE.labels.keys() == PLEDGE_FOLLOWS.keys()
    row = make_pledge(state=source)
    able = {target for target in PLEDGE_FOLLOWS if goes(move_pledge, row, target)}
    assert able == set(PLEDGE_FOLLOWS[source].split())
    assert Pledge.objects.get().state == source


# Who may, and what it leaves

ACTS: dict[str, tuple[str, Callable[[Opportunity, Any], object], str]] = {
    "send to review": ("draft", lambda row, by: actions.send_to_review(row, by=by), "opportunity_sent_to_review"),
    "go live": ("draft", lambda row, by: actions.go_live(row, by=by), "opportunity_live"),
    "pause": ("live", lambda row, by: actions.pause(row, by=by), "opportunity_paused"),
    "close": ("live", lambda row, by: actions.close(row, by=by), "opportunity_closed"),
    "confirm": ("live", lambda row, by: actions.confirm(row, on=DAY, by=by), "opportunity_confirmed"),
}


@pytest.mark.parametrize("act", ACTS)
def test_employers_change_what_is_theirs_and_staff_what_is_their_councils(act: str) -> None:
    state, do, _ = ACTS[act]
    row = make_opportunity(state=state)
    users = everyone_around(make_person(), row.employer)
    users["another council's Virtual School"] = make_user(
        "virtual_school", council=make_council("E08000035", "Otherbeck")
    )
    able = who_may(lambda user: do(Opportunity.objects.get(pk=row.pk), user), users)
    assert able == {"employer's contact", "Virtual School", "HR"}


@pytest.mark.parametrize("act", ACTS)
def test_each_act_leaves_one_event_about_no_person(act: str) -> None:
    state, do, verb = ACTS[act]
    row, officer = make_opportunity(state=state), make_user("virtual_school")
    (event,) = events_of(lambda: do(row, officer))
    assert (event.verb, event.actor, event.subject_id, event.person_id) == (verb, officer, row.public_id, None)
    assert row.title not in str(event.context)


def test_confirming_keeps_the_day_and_the_state() -> None:
    row = make_opportunity()
    actions.confirm(row, on=DAY, by=None)
    row.refresh_from_db()
    assert (row.confirmed_on, row.state) == (DAY, "live")


# HR's review


@pytest.fixture
def vacancy(db: None) -> Opportunity:
    return make_opportunity("draft", employer=make_employer(kind="council_department"))


def review(row: Opportunity, *, by: Any, **said: Any) -> Opportunity:
    answers = {"appropriate": True, "entry_is_barrier": False, "interview_guaranteed": True} | said
    return actions.pass_review(row, by=by, **answers)


@pytest.mark.parametrize("state", ["draft", "closed"])
def test_a_council_vacancy_goes_live_through_the_review_alone(state: str, vacancy: Opportunity) -> None:
    Opportunity.objects.update(state=state)
    officer, hr = make_user("virtual_school"), make_user("hr_reviewer")
    with pytest.raises(Refused, match="goes to the barrier review first: send it to HR"):
        actions.go_live(vacancy, by=officer)
    actions.send_to_review(vacancy, by=officer)
    assert review(vacancy, by=hr).state == "live"


@pytest.mark.parametrize("answers", [{"appropriate": False}, {"entry_is_barrier": True}])
def test_what_is_not_fit_goes_back_with_the_answers_kept(answers: dict[str, bool], vacancy: Opportunity) -> None:
    Opportunity.objects.update(state="barrier_review")
    hr = make_user("hr_reviewer")
    (event,) = events_of(lambda: review(vacancy, by=hr, words="Ask for less.", **answers))
    assert (vacancy.state, event.verb) == ("draft", "opportunity_referred_back")
    assert event.context["answers"].items() >= answers.items()


def test_only_hr_of_the_council_reviews(vacancy: Opportunity) -> None:
    Opportunity.objects.update(state="barrier_review")
    users = everyone_around(make_person(), vacancy.employer)
    assert who_may(lambda user: review(Opportunity.objects.get(), by=user), users) == {"HR"}
    with pytest.raises(NotAllowed, match="another council"):
        review(vacancy, by=make_user("hr_reviewer", council=make_council("E08000035", "Otherbeck")))


# Places


def test_without_a_place_nothing_goes_live() -> None:
    row = make_opportunity("closed", places=2, places_taken=2)
    with pytest.raises(Refused, match="No place is left"):
        actions.go_live(row, by=None)


def test_places_are_taken_until_none_is_left_and_come_back() -> None:
    row, adviser = make_opportunity(places=2), make_user()
    events = events_of(lambda: [actions.take_place(row, by=adviser) for _ in range(2)])
    assert [event.verb for event in events] == ["place_taken", "place_taken", "opportunity_filled"]
    with pytest.raises(Refused, match="has just been taken"):
        actions.take_place(row, by=adviser)
    events = events_of(lambda: actions.give_place_back(row, by=adviser))
    assert [event.verb for event in events] == ["place_given_back", "opportunity_place_came_back"]
    row.refresh_from_db()
    assert (row.state, row.places_left) == ("live", 1)


def test_open_until_the_last_minute_of_the_closing_day_and_while_a_place_is_left() -> None:
    row = make_opportunity(closes_on=DAY)
    make_opportunity(places=1, places_taken=1)
    make_opportunity("draft")
    assert list(Opportunity.objects.open_on(DAY)) == [row] and row.is_open_on(DAY)
    assert not Opportunity.objects.open_on(DAY + timedelta(1)).exists() and not row.is_open_on(DAY + timedelta(1))
