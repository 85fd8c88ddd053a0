"""Whether an offer still stands: asked after 30 and 60 days, paused after 90, opened again with one click (O3)."""

from datetime import date, timedelta

import pytest
import time_machine

from config.audit_trail.models import Event
from config.outbox.models import Message
from employers.models import EmployerContact
from opportunities.actions import go_live
from opportunities.freshness import ask_whether_they_stand, pause_those_unconfirmed
from opportunities.models import Opportunity
from tests.factories.offers import make_employer, make_opportunity
from tests.factories.people import DAY, make_council, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def employer():
    made = make_employer("Millwheel Motors")
    EmployerContact.objects.create(employer=made, name="Ash", email="ash@example.org")
    return made


def offer(employer, days: int = 0, **said) -> Opportunity:
    return make_opportunity(employer=employer, confirmed_on=DAY - timedelta(days), **said)


def ask(day: date = DAY) -> int:
    return ask_whether_they_stand(make_council(), day)


@pytest.mark.parametrize(("days", "asked"), [(29, 0), (30, 1), (59, 1), (60, 1), (89, 1)])
def test_from_30_days_the_employer_is_asked(employer, days: int, asked: int) -> None:
    offer(employer, days)
    assert ask() == asked
    assert ask() == 0


def test_at_30_and_60_days_and_not_between(employer) -> None:
    offer(employer)
    days = [day for day in range(90) if ask(DAY + timedelta(day))]
    assert days == [30, 60]


def test_one_mail_names_all_that_came_to_their_day(employer) -> None:
    offer(employer, 30, title="Mechanic")
    offer(employer, 61, title="Valeter")
    offer(employer, 3, title="Apprentice")
    assert ask() == 1
    told = Message.objects.get()
    assert "- Mechanic, last confirmed 21 October 2026" in told.body and "- Valeter" in told.body
    assert "Apprentice" not in told.body
    assert Event.objects.filter(verb="employer_asked_whether_it_stands").count() == 2


def test_an_employer_nobody_can_write_to_leaves_no_mail() -> None:
    offer(make_employer(), 30)
    assert ask() == 0
    assert not Message.objects.exists() and not Event.objects.exists()


def test_what_was_never_confirmed_counts_from_its_posting(employer) -> None:
    row = make_opportunity(employer=employer)
    Opportunity.objects.filter(pk=row.pk).update(posted_at="2026-10-21T12:00:00Z")
    assert ask() == 1


@pytest.mark.parametrize(
    "said", [{"state": "paused"}, {"state": "draft"}, {"source": "display_advert", "reference": "1"}]
)
def test_what_is_not_offered_or_comes_from_a_feed_is_left_alone(employer, said) -> None:
    offer(employer, 95, **said)
    assert ask() == 0
    assert pause_those_unconfirmed(make_council(), DAY) == 0


def test_after_90_days_it_is_paused_with_notice(employer) -> None:
    stale, fresh = offer(employer, 90, title="Mechanic"), offer(employer, 89)
    assert pause_those_unconfirmed(make_council(), DAY) == 1
    stale.refresh_from_db()
    fresh.refresh_from_db()
    assert (stale.state, fresh.state) == ("paused", "live")
    assert "- Mechanic" in Message.objects.get().body


@time_machine.travel("2026-11-20T12:00:00Z")
def test_opened_again_it_stands_from_that_day(employer) -> None:
    row = offer(employer, 90)
    pause_those_unconfirmed(make_council(), DAY)
    row.refresh_from_db()
    go_live(row, by=make_user("virtual_school"))
    row.refresh_from_db()
    assert (row.state, row.confirmed_on) == ("live", DAY)
    assert pause_those_unconfirmed(make_council(), DAY) == 0


def test_another_councils_offers_are_its_own(employer) -> None:
    offer(employer, 90)
    assert pause_those_unconfirmed(make_council("E08000035", "Otherbeck"), DAY) == 0
