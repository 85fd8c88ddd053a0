"""What other systems are told of a nomination (N1): ids and the state, as far as its reader may know."""

import json

import pytest

from aspirations.people.actions import record_death
from config.accounts.models import User
from config.outbox.models import Message
from config.outbox.webhooks import make_webhook
from matching.nominations import actions
from matching.nominations.agreements import stop_sharing
from tests.factories.chain import make_adult, make_contact, make_nomination
from tests.factories.offers import make_employer, make_opportunity
from tests.factories.people import DAY, make_council, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_the_day")]


def listens(user: User) -> User:
    make_webhook(address="https://jobs.example.org/events", events=["nomination.moved"], by=user)
    return user


def told(user: User) -> list[str]:
    """The states in the order they were told; each body is checked to hold ids and nothing else."""
    rows = Message.objects.filter(webhook__owner=user, stopped_at=None).order_by("pk")
    said = [json.loads(row.body)["data"] for row in rows]
    assert all(one.keys() == {"nomination", "state", "opportunity"} for one in said)
    return [one["state"] for one in said]


@pytest.fixture
def known() -> dict:
    """A nomination before its introduction, and who listens."""
    nomination = make_nomination("panel_agreed")
    council = nomination.council
    return {
        "nomination": nomination,
        "adviser": listens(nomination.person.adviser),
        "employer": listens(make_contact(nomination.opportunity.employer)),
        "nobody": [
            listens(make_user("personal_adviser", council=council)),
            listens(make_user("board_viewer", council=council)),
            listens(make_user("administrator", council=council)),
            listens(make_contact(make_employer("Another", council=council))),
            listens(make_user("virtual_school", council=make_council("E08000035", "Otherbeck"))),
        ],
    }


def test_an_employer_is_told_from_the_introduction_on_and_an_ending_without_its_reason(known: dict) -> None:
    nomination, adviser = known["nomination"], known["adviser"]
    actions.introduce(nomination, by=adviser)
    actions.take_into_review(nomination, by=adviser)
    actions.decline_by_person(nomination, reason="y_taken_other", by=adviser)
    assert told(adviser) == ["introduced", "in_review", "declined_by_person"]
    assert told(known["employer"]) == ["introduced", "in_review", "over"]
    assert [told(user) for user in known["nobody"]] == [[]] * 5


def test_before_an_introduction_an_employer_is_told_nothing(known: dict) -> None:
    actions.withdraw(known["nomination"], reason="s_let_go", by=known["adviser"])
    assert told(known["adviser"]) == ["withdrawn"] and told(known["employer"]) == []


def test_what_waits_is_stopped_when_the_agreement_is_withdrawn(known: dict) -> None:
    actions.introduce(known["nomination"], by=known["adviser"])
    stop_sharing(known["nomination"], by=known["adviser"])
    assert told(known["employer"]) == ["over"]


def test_a_death_stops_every_event(known: dict) -> None:
    actions.introduce(known["nomination"], by=known["adviser"])
    record_death(person=known["nomination"].person, on=DAY, by=known["adviser"])
    assert told(known["adviser"]) == told(known["employer"]) == []


def test_the_first_step_is_told_too() -> None:
    adviser = listens(make_user("personal_adviser", council=make_council()))
    person = make_adult(adviser=adviser, council=adviser.council)
    actions.suggest(person=person, opportunity=make_opportunity(), by=adviser)
    assert told(adviser) == ["suggested"]
