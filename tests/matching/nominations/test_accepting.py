"""Taking a place (O6, N4): never one too many, kindly refused, with a word on the other nominations, and given back."""

from collections.abc import Callable

import pytest
from django.db import IntegrityError, transaction

from config.refusal import Refused
from matching.nominations import actions
from matching.nominations.models import Nomination
from opportunities.models import Opportunity
from tests.factories.chain import make_adult, make_nomination

pytestmark = pytest.mark.django_db


def places(nomination: Nomination) -> tuple[int, str]:
    return Opportunity.objects.values_list("places_taken", "state").get(pk=nomination.opportunity_id)


def test_the_last_place_makes_it_filled_and_the_next_is_told_kindly() -> None:
    first = make_nomination("offered", places=1)
    second = make_nomination("offered", person=make_adult(), opportunity=first.opportunity)
    actions.accept(first, by=first.person.adviser)
    assert places(first) == (1, "filled")
    with pytest.raises(Refused, match=r"has just been taken. Keep this young person first in line, or look at"):
        actions.accept(second, by=second.person.adviser)
    second.refresh_from_db()
    assert second.state == "offered" and places(first) == (1, "filled")


def test_the_database_is_the_last_line() -> None:
    nomination = make_nomination("offered", places=1)
    for wrong in ({"places_taken": 2}, {"places_taken": -1}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Opportunity.objects.filter(pk=nomination.opportunity_id).update(**wrong)


def test_one_live_nomination_for_a_pair() -> None:
    nomination = make_nomination("offered")
    adviser = nomination.person.adviser
    with pytest.raises(Refused, match="is already put forward"):
        actions.suggest(person=nomination.person, opportunity=nomination.opportunity, by=adviser)
    with pytest.raises(IntegrityError), transaction.atomic():
        make_nomination("suggested", person=nomination.person, opportunity=nomination.opportunity)


def test_accepting_asks_what_happens_with_the_others() -> None:
    nomination = make_nomination("offered")
    make_nomination("nominated", person=nomination.person)
    with pytest.raises(Refused, match="choose to keep them, or to let them go"):
        actions.accept(nomination, by=nomination.person.adviser)
    assert places(nomination) == (0, "live")


def test_an_ended_nomination_is_nothing_to_ask_about() -> None:
    nomination = make_nomination("offered")
    make_nomination("withdrawn", person=nomination.person)
    make_nomination("offered", person=make_adult(), opportunity=nomination.opportunity)
    assert actions.accept(nomination, by=nomination.person.adviser).state == "accepted"


@pytest.mark.parametrize(
    ("others", "become"),
    [("keep", {"suggested", "interview", "postponed"}), ("let_go", {"withdrawn"})],
)
def test_the_others_are_kept_or_let_go(others: str, become: set[str]) -> None:
    nomination = make_nomination("offered")
    rest = [make_nomination(state, person=nomination.person) for state in ("suggested", "interview", "postponed")]
    actions.accept(nomination, by=nomination.person.adviser, others=others)
    found = Nomination.objects.filter(pk__in=[row.pk for row in rest])
    assert {row.state for row in found} == become
    assert {row.reason for row in found} == ({"s_let_go"} if others == "let_go" else {""})


@pytest.mark.parametrize("end", [actions.did_not_start, actions.withdraw, actions.decline_by_person])
def test_a_place_comes_back_also_by_an_old_copy(end: Callable[..., Nomination]) -> None:
    nomination = make_nomination("offered", places=1)
    actions.accept(nomination, by=None)
    stale = Nomination.objects.get(pk=nomination.pk)
    stale.state = "offered"
    end(stale, reason="y_taken_other", by=nomination.person.adviser)
    assert places(nomination) == (0, "live")


def test_a_place_of_a_closed_opportunity_comes_back_without_opening_it() -> None:
    nomination = make_nomination("accepted")
    Opportunity.objects.filter(pk=nomination.opportunity_id).update(state="closed")
    actions.did_not_start(nomination, reason="e_missed", by=nomination.person.adviser)
    assert places(nomination) == (0, "closed")


def test_ending_before_a_place_was_taken_gives_none_back() -> None:
    nomination = make_nomination("offered", places_taken=1)
    actions.decline_by_person(nomination, reason="y_money", by=nomination.person.adviser)
    assert places(nomination) == (1, "live")


@pytest.mark.parametrize("state", ["draft", "barrier_review", "filled", "closed", "archived"])
def test_no_place_of_what_is_not_open(state: str) -> None:
    nomination = make_nomination("offered")
    Opportunity.objects.filter(pk=nomination.opportunity_id).update(state=state)
    with pytest.raises(Refused, match="has just been taken"):
        actions.accept(nomination, by=None)


def test_closing_tells_everyone_in_flight() -> None:
    """All but who has a place: theirs is a promise."""
    states = ("suggested", "nominated", "introduced", "offered", "postponed", "accepted", "withdrawn")
    first = make_nomination(states[0])
    rest = [make_nomination(state, opportunity=first.opportunity) for state in states[1:]]
    ended = actions.close_opportunity(first.opportunity, by=None)
    assert {row.person_id for row in ended} == {row.person_id for row in [first, *rest[:4]]}
    now = [Nomination.objects.get(pk=row.pk) for row in [first, *rest]]
    assert [row.state for row in now] == ["place_gone"] * 5 + ["accepted", "withdrawn"]
    assert {row.reason for row in now[:5]} == {"s_closed"}
    assert places(first)[1] == "closed"
