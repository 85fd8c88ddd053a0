"""What other systems are told of an opportunity (O3): that it is open, and that it is not any more."""

import json

import pytest

from config.accounts.models import Council, User
from config.outbox.models import Message
from config.outbox.webhooks import make_webhook
from employers.models import EmployerContact
from opportunities import actions
from opportunities.models import Opportunity
from opportunities.sharing import share
from tests.factories.offers import make_employer, make_opportunity
from tests.factories.people import make_council, make_user
from tests.opportunities.imports.sheets import load_vacancies

pytestmark = pytest.mark.django_db
ADDRESS = "https://jobs.example.org/events"


def told(user: User) -> list[tuple[str, str, str]]:
    """Type, opportunity and state of each event for this user's address."""
    rows = Message.objects.filter(webhook__owner=user).order_by("pk")
    events = [json.loads(row.body) for row in rows]
    return [(one["type"], one["data"]["opportunity"], one["data"]["state"]) for one in events]


def listening(role: str, *, employer: object = None, council: Council | None = None) -> User:
    user = make_user(role, council=council or make_council())
    if employer:
        EmployerContact.objects.create(employer=employer, user=user)
    make_webhook(address=ADDRESS, events=["opportunity.live", "opportunity.closed"], by=user)
    return user


def test_council_and_employer_are_told_of_each_state_and_another_employer_is_not() -> None:
    offer = make_opportunity(state="draft", places=1)
    council, employer = listening("virtual_school"), listening("employer", employer=offer.employer)
    other = listening("employer", employer=make_employer("Another", council=make_council()))
    actions.go_live(offer, by=None)
    actions.take_place(offer, by=None)
    actions.give_place_back(offer, by=None)
    actions.pause(offer, by=None)
    actions.close(offer, by=None)
    name = str(offer.public_id)
    expected = [("live", "live"), ("closed", "filled"), ("live", "live"), ("closed", "paused"), ("closed", "closed")]
    assert told(council) == told(employer) == [(f"opportunity.{event}", name, state) for event, state in expected]
    assert told(other) == []


def test_another_council_is_told_when_one_is_shared_with_it_and_when_that_ends() -> None:
    employer = make_employer("Otherbeck Motors", council=make_council("E08000035", "Otherbeck"))
    offer = make_opportunity(state="live", employer=employer)
    officer = make_user("virtual_school", council=offer.council)
    here, third = listening("virtual_school"), listening("virtual_school", council=make_council("E08000034", "Third"))
    name = str(offer.public_id)
    share(offer, councils=[here.council], by=officer)
    share(offer, with_all=True, by=officer)
    assert told(here) == told(third) == [("opportunity.live", name, "live")]
    share(offer, councils=[third.council], by=officer)
    assert told(here)[1:] == [("opportunity.closed", name, "closed")] and told(third)[1:] == []
    share(offer, councils=[here.council], by=officer)
    assert told(here)[2:] == [("opportunity.live", name, "live")]


def test_a_draft_that_is_shared_is_no_news_and_the_own_council_knew() -> None:
    offer, mine = make_opportunity(state="live"), listening("virtual_school")
    there = listening("virtual_school", council=make_council("E08000035", "Otherbeck"))
    draft = make_opportunity(state="draft")
    officer = make_user("virtual_school", council=offer.council)
    share(draft, with_all=True, by=officer)
    assert told(there) == []
    share(offer, with_all=True, by=officer)
    assert len(told(there)) == 1 and told(mine) == []


def test_what_nobody_else_may_know_yet_is_not_told() -> None:
    offer = make_opportunity(state="draft")
    council = listening("virtual_school")
    actions.send_to_review(offer, by=None)
    assert told(council) == []


def test_a_feed_tells_of_what_it_opens() -> None:
    council = listening("virtual_school")
    adverts = [{"vacancyReference": "1", "title": "Bricklaying apprentice", "employerName": "Moorgrit Builders"}]
    load_vacancies({"vacancies": adverts})
    load_vacancies({"vacancies": adverts})
    assert told(council) == [("opportunity.live", str(Opportunity.objects.get().public_id), "live")]
